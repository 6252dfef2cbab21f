import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunRef } from "../../../src/model/run.ts";
import { MINUTE, SECOND } from "../../../src/model/window.ts";
import { RefusedError, UnreachableError } from "../../../src/ports/errors.ts";
import type { LogSource } from "../../../src/ports/logs.ts";
import { jenkinsLogs } from "../../../src/sources/jenkins/build-log.ts";
import { createJenkins } from "../../../src/sources/jenkins/client.ts";
import type { JenkinsFault } from "../../../src/sources/jenkins/rests.ts";
import { createJenkinsSite, type JenkinsSite } from "../../../src/sources/jenkins/site.ts";
import { standingClock } from "../../support/clock.ts";
import { type JenkinsStandIn, startJenkins } from "../../support/jenkins.ts";
import { readText } from "../../support/read-text.ts";

const token = "11aabbccddeeff00112233445566778899";
const clock = standingClock(0);
let jenkins: JenkinsStandIn;
let site: JenkinsSite;
let logs: LogSource;
let told: (JenkinsFault | null)[];

beforeEach(async () => {
  clock.set(0);
  told = [];
  jenkins = await startJenkins(`bot:${token}`);
  for (const job of ["unit", "lint"])
    for (let id = 1; id <= 20; id++) jenkins.setLog(`job/${job}/${id}`, `log ${id}\n`);
  const client = createJenkins({
    url: jenkins.url,
    user: "bot",
    token,
    timeoutMs: 20_000,
    retryMs: 5,
    callsASecond: 1000,
  });
  site = createJenkinsSite(client, clock, { onChange: (fault) => told.push(fault) });
  logs = jenkinsLogs(site, clock);
});
afterEach(() => jenkins.stop());

/** What became of each. */
async function openAll(refs: readonly RunRef[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const ref of refs)
    outcomes.push(
      await logs.open(ref).then(
        ({ kind }) => kind,
        (error: Error) => error.name,
      ),
    );
  return outcomes;
}
const refsOf = (job: string, count = 20) => Array.from({ length: count }, (_, index) => ({ job, id: index + 1 }));
const all = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);

test("a token that is wrong costs two calls, not two for each run; once mended everything is read", async () => {
  jenkins.letIn("bot:another");
  expect(await openAll(refsOf("unit"))).toEqual(all(20, "RefusedError"));
  expect(jenkins.asked.length).toBe(2);
  expect(told).toEqual([{ job: null, fault: expect.any(RefusedError) }]);
  expect(site.faults()[0]?.fault.message).toBe(
    "Jenkins refused: 401 the login is wrong: correct jenkins_user and jenkins_token",
  );
  jenkins.letIn(`bot:${token}`);
  expect(await openAll(refsOf("unit", 1))).toEqual(["RefusedError"]);
  clock.set(31 * SECOND);
  expect(await openAll(refsOf("unit"))).toEqual(all(20, "log"));
  expect(site.faults()).toEqual([]);
  expect(told.at(-1)).toBeNull();
});

test("the longer it lasts the less it is asked, but at least every ten minutes", async () => {
  jenkins.letIn("bot:another");
  for (let now = 0; now < 60 * MINUTE; now += 5 * SECOND) {
    clock.set(now);
    await openAll(refsOf("unit", 1));
  }
  const calls = jenkins.asked.length / 2;
  expect(calls).toBeGreaterThanOrEqual(8);
  expect(calls).toBeLessThanOrEqual(12);
  expect(told.length).toBe(1);
});

test("whoever looks after mending opens everything at once", async () => {
  jenkins.letIn("bot:another");
  await openAll(refsOf("unit", 1));
  await expect(site.check()).rejects.toThrow("jenkins_token");
  jenkins.letIn(`bot:${token}`);
  expect(await site.check()).toBe("2.440.1");
  expect(await openAll(refsOf("unit", 2))).toEqual(["log", "log"]);
});

test("a job that may not be seen is left alone, and keeps no other job waiting", async () => {
  jenkins.close("unit", 403);
  expect(await openAll([...refsOf("unit"), ...refsOf("lint")])).toEqual([
    ...all(20, "RefusedError"),
    ...all(20, "log"),
  ]);
  expect(jenkins.asked.filter((path) => path.startsWith("/job/unit/")).length).toBe(1);
  expect(site.faults()).toEqual([{ job: "unit", fault: expect.any(RefusedError) }]);
  jenkins.close("unit");
  clock.set(31 * SECOND);
  expect(await openAll(refsOf("unit"))).toEqual(all(20, "log"));
  expect(site.faults()).toEqual([]);
});

test("a build that Jenkins cannot serve keeps no other build waiting", async () => {
  jenkins.failNext(500, 500, 500, 500);
  expect(await openAll(refsOf("unit"))).toEqual(["UnreachableError", ...all(19, "log")]);
  const asked = jenkins.asked.length;
  expect(await openAll(refsOf("unit", 1))).toEqual(["UnreachableError"]);
  expect(jenkins.asked.length).toBe(asked);
  clock.set(31 * SECOND);
  expect(await openAll(refsOf("unit", 1))).toEqual(["log"]);
});

test("a Jenkins that asks to be left alone is, before it is asked again", async () => {
  jenkins.retryAfter = 1;
  jenkins.failNext(429);
  const started = performance.now();
  expect(await openAll(refsOf("unit", 1))).toEqual(["log"]);
  expect(performance.now() - started).toBeGreaterThanOrEqual(990);
});

test("a log that always breaks is not fetched again and again", async () => {
  const ref = { job: "unit", id: 1 };
  for (let times = 0; times < 5; times++) jenkins.breakNext(2);
  const log = await logs.open(ref);
  if (log.kind !== "log") throw new Error(log.kind);
  await expect(readText(log)).rejects.toBeInstanceOf(UnreachableError);
  await expect(logs.open(ref)).rejects.toBeInstanceOf(UnreachableError);
  expect(await openAll(refsOf("unit", 20).slice(1))).toEqual(all(19, "log"));
  expect(site.faults()).toEqual([]);
});

test("a Jenkins that is away is not asked for each run", async () => {
  await jenkins.stop();
  expect(await openAll(refsOf("unit"))).toEqual(all(20, "UnreachableError"));
  expect(told).toEqual([{ job: null, fault: expect.any(UnreachableError) }]);
});
