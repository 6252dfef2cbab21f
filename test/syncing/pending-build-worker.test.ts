import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../src/database/failures/failure-store.ts";
import { createPendingBuilds } from "../../src/database/queues/pending-builds.ts";
import { createJobNames } from "../../src/database/runs/job-names.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import { createRunWriter } from "../../src/database/runs/run-writer.ts";
import { builtinRules } from "../../src/logs/rules.ts";
import { createScanner } from "../../src/logs/scanning/scanner.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/window.ts";
import type { PendingBuilds } from "../../src/ports/pending-builds.ts";
import type { RunStore } from "../../src/ports/run-store.ts";
import { jenkinsLogs } from "../../src/sources/jenkins/build-log.ts";
import { jenkinsBuilds } from "../../src/sources/jenkins/builds.ts";
import { createJenkins } from "../../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../../src/sources/jenkins/site.ts";
import { createPendingBuildWorker, type PendingBuildWorker } from "../../src/syncing/pending-build-worker.ts";
import { standingClock } from "../support/clock.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { noResults } from "../support/results.ts";
import { at, zone } from "../support/runs.ts";
import { nightlyBuild, onGithub, pullBuild } from "./jenkins-runs.ts";

const start = at("2021-06-20 10:00:00");
const ref = { job: "team/unit", id: 7 };
const clock = standingClock(start);
const running = { building: true, result: null, duration: 0, timestamp: start };
const failingLog = "--- FAIL: TestA (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\nFinished: FAILURE\n";

describe.each(engines)("on $engine", ({ open }) => {
  let database: TestDatabase;
  let jenkins: JenkinsStandIn;
  let pendingBuilds: PendingBuilds;
  let runs: RunStore;
  let worker: PendingBuildWorker;

  beforeEach(async () => {
    clock.set(start);
    database = await open();
    await createCiData(database);
    await migrateOwnTables(database);
    jenkins = await startJenkins();
    const client = createJenkins({ url: jenkins.url, timeoutMs: 20_000, retryMs: 5, callsASecond: 1_000 });
    const site = createJenkinsSite(client, clock);
    pendingBuilds = createPendingBuilds(database);
    runs = createRunStore(database, { zone, fast: true });
    const failures = createFailureStore(database);
    const scanner = createScanner({
      runs,
      failures,
      logs: jenkinsLogs(site, clock),
      results: noResults,
      rules: builtinRules,
      clock,
    });
    const rows = createRunWriter(database, database, zone);
    const jobNames = createJobNames(database, database);
    const onFault = (fault: unknown) => {
      throw fault;
    };
    worker = createPendingBuildWorker({
      pendingBuilds,
      builds: jenkinsBuilds(site, onGithub),
      rows,
      runs,
      failures,
      jobNames,
      scanner,
      clock,
      onFault,
    });
  });
  afterEach(async () => {
    await jenkins.stop();
    await database.drop();
  });

  async function turn(): Promise<void> {
    await worker.tick();
    await worker.settled();
  }

  /** As the service does, for so long. */
  async function pass(ms: number, stepMs = 5 * SECOND): Promise<void> {
    for (const end = clock.now() + ms; clock.now() < end; clock.set(clock.now() + stepMs)) await turn();
  }
  const asks = () => jenkins.asked.filter((path) => path.startsWith("/job/team/job/unit/7/api")).length;

  test("a build is written when it has ended, and not asked for again", async () => {
    jenkins.setBuild("team/unit", 7, { ...pullBuild(1), ...running });
    await pendingBuilds.add(ref, start);
    await pass(MINUTE);
    expect(await runs.run(ref)).toBeUndefined();
    expect(await pendingBuilds.waiting()).toBe(1);
    jenkins.setBuild("team/unit", 7, { building: false, result: "SUCCESS", duration: 60_000 });
    await pass(MINUTE);
    expect(await runs.run(ref)).toMatchObject({ status: "SUCCESS", durationMs: 60_000, pullRequest: { number: 1 } });
    expect(await pendingBuilds.waiting()).toBe(0);
    const asked = asks();
    await pass(HOUR, MINUTE);
    expect(asks()).toBe(asked);
  });

  test("what its log says is in the row, as sync_ci wrote it", async () => {
    jenkins.setBuild("team/unit", 7, nightlyBuild({ timestamp: start }));
    jenkins.setLog("job/team/job/unit/7", failingLog);
    jenkins.setBuild("team/unit", 7, nightlyBuild({ timestamp: start }));
    await pendingBuilds.add(ref, start);
    await pass(5 * SECOND);
    expect(JSON.parse((await runs.run(ref))?.analysis ?? "")).toEqual({ case: ["a_test.go:TestA"] });
  });

  test("the longer a build runs the seldomer it is asked for", async () => {
    jenkins.setBuild("team/unit", 7, { ...pullBuild(1), ...running });
    await pendingBuilds.add(ref, start);
    await pass(3 * HOUR);
    expect(asks()).toBeGreaterThan(3 * 30 - 30);
    expect(asks()).toBeLessThan(150);
    jenkins.setBuild("team/unit", 7, { building: false, result: "ABORTED" });
    await pass(125 * SECOND);
    expect(await runs.run(ref)).toMatchObject({ status: "ABORTED" });
  });

  test("a build that may be about to begin is waited for, one that never comes is given up and told of", async () => {
    await pendingBuilds.add(ref, start);
    await pass(5 * MINUTE);
    expect(await pendingBuilds.troubled(9)).toMatchObject([
      { ...ref, state: "waiting", reason: "Jenkins does not know this build" },
    ]);
    await pass(15 * MINUTE);
    expect(await pendingBuilds.troubled(9)).toMatchObject([{ ...ref, state: "given_up" }]);
    jenkins.setBuild("team/unit", 7, pullBuild(1, { timestamp: start }));
    await pendingBuilds.add(ref, clock.now());
    await pass(5 * SECOND);
    expect(await runs.run(ref)).toBeDefined();
    expect(await pendingBuilds.troubled(9)).toEqual([]);
  });

  test("a Jenkins that lets nobody in is left alone, and the build is written once it does", async () => {
    jenkins.setBuild("team/unit", 7, pullBuild(1, { timestamp: start }));
    jenkins.letIn("bot:somebody-else");
    await pendingBuilds.add(ref, start);
    await pass(HOUR);
    expect(jenkins.asked.length).toBeLessThan(30);
    expect(await pendingBuilds.troubled(9)).toMatchObject([
      { state: "waiting", reason: expect.stringContaining("jenkins_token") },
    ]);
    jenkins.letIn(undefined);
    await pass(15 * MINUTE);
    expect(await runs.run(ref)).toBeDefined();
  });

  test("a build that runs for days is given up", async () => {
    jenkins.setBuild("team/unit", 7, { ...pullBuild(1), ...running });
    await pendingBuilds.add(ref, start);
    clock.set(start + 2 * DAY + MINUTE);
    await turn();
    expect(await pendingBuilds.troubled(9)).toMatchObject([{ state: "given_up", reason: "it is still running" }]);
    await pendingBuilds.forget(clock.now() + 1);
    expect(await pendingBuilds.troubled(9)).toEqual([]);
  });

  test("two replicas do not both take a build; one whose owner died is taken by the other", async () => {
    for (let id = 1; id <= 10; id++) await pendingBuilds.add({ job: "unit", id }, start);
    await pendingBuilds.add({ job: "unit", id: 1 }, start);
    const other = createPendingBuilds(database);
    const taken = await Promise.all([pendingBuilds, other].map((each) => each.claim(20, MINUTE, start)));
    const ids = taken.flat().map(({ build }) => build.id);
    expect([...ids].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await other.claim(20, DAY, start + 59 * SECOND)).toEqual([]);
    expect(await other.claim(20, DAY, start + MINUTE)).toHaveLength(10);
  });
});
