import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqlite } from "../../src/database/engine/open.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { cardText } from "../support/card-text.ts";
import { standingClock } from "../support/clock.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";
import { pullBuild } from "../syncing/jenkins-runs.ts";

const apiToken = "a-token-for-the-api-0123456789";
let jenkins: JenkinsStandIn;
let folder: string;
let running: TestService | undefined;

beforeEach(async () => {
  jenkins = await startJenkins();
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-api-"));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await jenkins.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(settings: Record<string, string | number> = {}, clock?: Clock): Promise<void> {
  const own = { data_dir: folder, jenkins_url: jenkins.url, api_token: apiToken, ...settings };
  running = await startTestService(own, clock);
}

async function call(body: unknown, authorization = `Bearer ${apiToken}`, place = "job/sync") {
  const response = await fetch(`${running?.service.url}/api/v1/ci/${place}`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: authorization === "" ? {} : { authorization },
  });
  return { status: response.status, body: await response.json() };
}

async function row(ref: { job: string; id: number }) {
  const database = openSqlite(path.join(folder, "ci_stat.sqlite"));
  const run = await createRunStore(database, { zone, fast: true }).run(ref);
  await database.close();
  return run;
}

describe("who may call", () => {
  test("nobody, where no token is configured", async () => {
    running = await startTestService({ jenkins_url: jenkins.url });
    expect(await call({ job: "unit", id: 1 })).toEqual({
      status: 403,
      body: { error: "api_token is not set, so the API is closed" },
    });
  });

  test("who brings it", async () => {
    await start();
    for (const wrong of [
      "",
      "Bearer",
      "Bearer wrong",
      `Basic ${apiToken}`,
      `Bearer ${apiToken}x`,
      `Bearer ${apiToken.slice(1)}`,
    ])
      expect(await call({ job: "unit", id: 1 }, wrong)).toMatchObject({
        status: 401,
        body: { error: expect.stringContaining("api_token") },
      });
    expect(await call({ job: "unit", id: 1 }, `bearer ${apiToken}`)).toMatchObject({ status: 200 });
    expect(await call({}, "", "job/other")).toMatchObject({ status: 401 });
    expect(await call({}, `Bearer ${apiToken}`, "job/other")).toMatchObject({ status: 404 });
  });
});

test.each([
  ["not json", "expected a JSON object with job and id"],
  ["[]", "expected a JSON object with job and id"],
  [{}, "job: expected the name of a job; id: expected the number of a build"],
  [{ job: "unit", id: 0 }, "id: expected the number of a build, 1 to 4294967295"],
  [{ job: "unit", id: "7; drop" }, "id: expected the number of a build"],
  [{ job: "unit", id: 1.5 }, "id: expected the number of a build"],
  [{ job: "../x", id: 1 }, "job: expected the name of a job, such as team/unit-test"],
  [{ job: "x".repeat(256), id: 1 }, "job: expected at most 255 characters"],
  ["x".repeat(20_000), "the request cannot be read"],
])("%j is refused with a reason", async (body, error) => {
  await start();
  const answer = await call(body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.body).toEqual({ error });
});

test("without a Jenkins it says which key is missing", async () => {
  running = await startTestService({ api_token: apiToken });
  expect(await call({ job: "unit", id: 1 })).toMatchObject({
    status: 503,
    body: { error: expect.stringContaining("jenkins_url") },
  });
});

test("the answer does not wait for the build, the row comes when it has ended, also over a restart", async () => {
  await start();
  jenkins.setBuild("team/unit", 7, { ...pullBuild(42), building: true, result: null, timestamp: Date.now() });
  expect(await call({ job: "team/unit", id: "7" })).toEqual({
    status: 200,
    body: { job: "team/unit", id: 7, state: "waiting" },
  });
  await expect.poll(() => jenkins.asked.length).toBeGreaterThan(0);
  await running?.stop();
  jenkins.setBuild("team/unit", 7, { building: false, result: "FAILURE", duration: 5_000 });
  await start();
  await expect
    .poll(() => row({ job: "team/unit", id: 7 }))
    .toMatchObject({
      status: "FAILURE",
      durationMs: 5_000,
      repo: "pingcap/tidb",
      pullRequest: { number: 42 },
    });
});

test("a build that cannot be had stands in status", async () => {
  await start();
  jenkins.close("unit", 403);
  await call({ job: "unit", id: 5 });
  await expect.poll(() => jenkins.asked.length).toBeGreaterThan(1);
  const { standIn } = running as TestService;
  const status = async () => {
    const { message } = standIn.say(standIn.privateChat.chatId, "status");
    const reply = await standIn.waitForMessage((each) => each.parentId === message.messageId);
    return cardText(JSON.parse(reply.content));
  };
  await expect.poll(status).toMatch(/unit #5[\s\S]*jenkins_user/);
});

test("a flood is bounded, and says when to come again", async () => {
  await start({}, standingClock(Date.now()));
  const answers = await Promise.all(Array.from({ length: 400 }, (_, index) => call({ job: "unit", id: index + 1 })));
  const withStatus = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
  expect([withStatus(200), withStatus(429)]).toEqual([300, 100]);
});
