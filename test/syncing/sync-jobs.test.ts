import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { hasOriginals } from "../../src/database/engine/statuses.ts";
import { createFailureStore } from "../../src/database/failures/failure-store.ts";
import { createPendingBuilds } from "../../src/database/queues/pending-builds.ts";
import { createPolls } from "../../src/database/queues/polls.ts";
import { readFacts } from "../../src/database/runs/build-facts.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { createJobNames } from "../../src/database/runs/job-names.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import { createRunWriter } from "../../src/database/runs/run-writer.ts";
import type { BuildSource } from "../../src/ports/builds.ts";
import type { FailureStore } from "../../src/ports/failure-store.ts";
import type { RunStore } from "../../src/ports/run-store.ts";
import type { RunWriter } from "../../src/ports/run-writer.ts";
import { jenkinsBuilds } from "../../src/sources/jenkins/builds.ts";
import { createJenkins } from "../../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../../src/sources/jenkins/site.ts";
import { chooseJobs } from "../../src/syncing/choose-jobs.ts";
import { createPoller } from "../../src/syncing/poller.ts";
import { type SyncWish, syncJobs } from "../../src/syncing/sync-jobs.ts";
import { standingClock } from "../support/clock.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { createNarrowCiData } from "../support/narrow-table.ts";
import { at, runRow, zone } from "../support/runs.ts";
import { nightlyBuild, onGithub, pullBuild } from "./jenkins-runs.ts";

const unit = "tidb_ghpr_unit_test";
const start = at("2021-06-20 10:00:00");
const began = (index: number) => start + index * 60_000;
const quiet = { expect: () => {}, done: () => {}, step: () => {} };

let jenkins: JenkinsStandIn;
let builds: BuildSource;

beforeEach(async () => {
  jenkins = await startJenkins();
  const client = createJenkins({ url: jenkins.url, timeoutMs: 20_000, retryMs: 5, callsASecond: 1_000 });
  builds = jenkinsBuilds(createJenkinsSite(client, standingClock(0)), onGithub);
});
afterEach(() => jenkins.stop());

describe.each(engines)("on $engine", ({ open }) => {
  let database: TestDatabase;
  let rows: RunWriter;
  let runs: RunStore;
  let failures: FailureStore;

  beforeEach(async () => {
    database = await open();
    await createCiData(database);
    await migrateOwnTables(database);
    failures = createFailureStore(database);
    rows = createRunWriter(database, database, zone);
    runs = createRunStore(database, { zone, fast: true });
  });
  afterEach(() => database.drop());

  async function sync(names: readonly string[] = [], wish: Partial<SyncWish> = {}) {
    const { jobs } = await chooseJobs(names, builds, parts(), false);
    return syncJobs(parts(), jobs, { since: 0, isAgain: false, ...wish }, quiet);
  }
  const parts = () => ({
    ...{ builds, rows, runs, failures },
    ...{ polls: createPolls(database), jobNames: createJobNames(database, database) },
  });
  const all: SyncWish = { since: 0, isAgain: false };
  const again: Partial<SyncWish> = { isAgain: true };
  const written = async (names?: readonly string[], since = 0) =>
    Object.fromEntries((await sync(names, { since })).map(({ job, written: count }) => [job, count]));
  const pages = () => jenkins.asked.filter((path) => path.includes("allBuilds")).length;

  test("a pull request's run reads back as sync_ci's rows do", async () => {
    jenkins.setBuild(unit, 7, pullBuild(24155, { timestamp: start + 999 }));
    await sync([unit]);
    expect(await runs.run({ job: unit, id: 7 })).toEqual({
      job: unit,
      id: 7,
      status: "SUCCESS",
      time: start,
      durationMs: 60_000,
      commit: "a".repeat(40),
      branch: "release-5.0",
      repo: "pingcap/tidb",
      comment: "/run-unit-test",
      analysis: null,
      pullRequest: {
        repo: "pingcap/tidb",
        number: 24155,
        title: 'planner: 修复 "24155" 😀',
        author: "somebody",
        branch: "release-5.0",
        link: "https://github.com/pingcap/tidb/pull/24155",
      },
    });
    const [row] = await database.kysely.selectFrom("ci_data").select(["time", "description", "ci_stat_pull"]).execute();
    expect(row).toMatchObject({ time: "2021-06-20 10:00:00", ci_stat_pull: "24155" });
    const described = JSON.parse(row?.description ?? "");
    expect(Object.keys(described)).not.toContain("ghprbActualCommit");
    expect(await readFacts(database.kysely, { job: unit, id: 7 })).toMatchObject({ source: "ghprb" });
    expect(described).toMatchObject({ sha1: "origin/pr/24155/merge", force: "true" });
    expect(described).not.toHaveProperty("SECRET");
  });

  test("a special run takes commit and branch from its one checkout, and has no repository", async () => {
    jenkins.setBuild("nightly", 1, nightlyBuild({ timestamp: start }));
    const two = nightlyBuild().actions?.concat({ lastBuiltRevision: { SHA1: "c".repeat(40), branch: [] } });
    jenkins.setBuild("nightly", 2, nightlyBuild({ timestamp: start, ...(two ? { actions: two } : {}) }));
    await sync(["nightly"]);
    const first = await runs.run({ job: "nightly", id: 1 });
    expect(first).toMatchObject({ commit: "b".repeat(40), branch: "master", repo: null, pullRequest: null });
    expect(await runs.run({ job: "nightly", id: 2 })).toMatchObject({ commit: null, branch: null });
  });

  test("a job of many pages is read whole, once; then only what is new, or everything if that is asked for", async () => {
    const nothing = { builds: 0, written: 0, corrected: 0, unchanged: 0, fault: null };
    for (let id = 1; id <= 250; id++) jenkins.setBuild("team/unit", id, pullBuild(id, { timestamp: began(id) }));
    expect(await sync(["team/unit"])).toMatchObject([{ builds: 250, written: 250, corrected: 0, fault: null }]);
    expect(pages()).toBe(3);
    expect(await sync(["team/unit"])).toMatchObject([nothing]);
    expect(pages()).toBe(3);
    jenkins.setBuild("team/unit", 251, pullBuild(251, { timestamp: began(251) }));
    expect(await sync(["team/unit"])).toMatchObject([{ ...nothing, builds: 1, written: 1 }]);
    expect(pages()).toBe(4);
    expect(await sync(["team/unit"], again)).toMatchObject([{ ...nothing, builds: 251, unchanged: 251 }]);
    expect(pages()).toBe(7);
    expect(jenkins.asked.some((path) => path.startsWith("/job/team/job/unit/"))).toBe(true);
  });

  test("--since stops at the day, and asks for no page more", async () => {
    for (let id = 1; id <= 250; id++) jenkins.setBuild(unit, id, pullBuild(id, { timestamp: began(id) }));
    expect(await written([unit], began(241))).toEqual({ [unit]: 10 });
    expect(await written([unit], began(241))).toEqual({ [unit]: 0 });
    expect(pages()).toBe(1);
    expect(await written([unit], began(191))).toEqual({ [unit]: 50 });
    expect(await written([unit], began(1000))).toEqual({ [unit]: 0 });
    expect(await written([unit])).toEqual({ [unit]: 190 });
    expect((await database.kysely.selectFrom("ci_data").select("job_id").execute()).length).toBe(250);
  });

  test("a row that was written before the build ended is corrected, and keeps what it says", async () => {
    const early = { job: unit, job_id: 3, status: "ABORTED", duration: 0, branch: "by hand", repo: null, commit: null };
    await insertRuns(database, [runRow({ ...early, analysis_res: '{"env":["noise"]}' })], zone);
    jenkins.setBuild(unit, 3, pullBuild(5, { timestamp: start, result: "FAILURE" }));
    expect(await sync()).toMatchObject([{ job: unit, written: 0, corrected: 1 }]);
    const run = await runs.run({ job: unit, id: 3 });
    expect(run).toMatchObject({ status: "FAILURE", durationMs: 60_000, branch: "by hand", repo: "pingcap/tidb" });
    expect(run?.analysis).toContain("noise");
    expect(await sync([unit], again)).toMatchObject([{ corrected: 0, unchanged: 1 }]);
  });

  test("what was found in a run that has not failed after all counts no more", async () => {
    await insertRuns(database, [runRow({ job: unit, job_id: 3, status: "FAILURE", duration: 0 })], zone);
    const run = await runs.run({ job: unit, id: 3 });
    const nothing = { failures: [], retriedCases: [], lastCheckout: null, durations: [], rulesVersion: "1" };
    if (run) await failures.save(run, { job: unit, id: 3, outcome: "log", ...nothing });
    jenkins.setBuild(unit, 3, pullBuild(5, { timestamp: start, result: "ABORTED" }));
    expect(await sync()).toMatchObject([{ corrected: 1 }]);
    expect(await failures.scan({ job: unit, id: 3 })).toBeUndefined();
    expect(await failures.scannedCount({ begin: 0, end: start + 1 })).toBe(0);
  });

  test("a build that runs is left to the next sync", async () => {
    jenkins.setBuild(unit, 1, pullBuild(1, { timestamp: start, building: true, result: null }));
    expect(await sync([unit])).toMatchObject([{ running: 1, written: 0 }]);
    jenkins.setBuild(unit, 1, { building: false, result: "SUCCESS" });
    expect(await sync([unit])).toMatchObject([{ running: 0, written: 1 }]);
  });

  test("a long build among others that have ended is looked for until it has ended too", async () => {
    for (let id = 1; id <= 150; id++) jenkins.setBuild(unit, id, pullBuild(id, { timestamp: began(id) }));
    for (const id of [20, 140]) jenkins.setBuild(unit, id, { building: true, result: null });
    expect(await sync([unit])).toMatchObject([{ running: 2, written: 148 }]);
    expect(await sync([unit])).toMatchObject([{ running: 2, written: 0 }]);
    jenkins.setBuild(unit, 140, { building: false, result: "FAILURE" });
    expect(await sync([unit])).toMatchObject([{ running: 1, written: 1 }]);
    jenkins.setBuild(unit, 20, { building: false, result: "FAILURE" });
    expect(await sync([unit])).toMatchObject([{ running: 0, written: 1 }]);
    expect(await sync([unit])).toMatchObject([{ builds: 0 }]);
  });

  test("what the service has read is not read again, and the other way round", async () => {
    for (let id = 1; id <= 30; id++) jenkins.setBuild(unit, id, pullBuild(id, { timestamp: began(id) }));
    const poll = createPoller({
      ...{ ...parts(), pendingBuilds: createPendingBuilds(database), clock: standingClock(start + 1e8), periodMs: 1 },
      ...{ onRefused: () => {}, onJobFault: () => {}, onProgress: () => {} },
    });
    await poll.tick();
    expect(await sync([unit])).toMatchObject([{ builds: 0 }]);
    jenkins.setBuild("other", 1, pullBuild(1, { timestamp: start }));
    expect(await written(["other"])).toEqual({ other: 1 });
    const known = (await parts().polls.jobs()).map(({ job, newest, readSince }) => [job, newest, readSince]);
    expect(known.sort()).toEqual([
      ["other", 1, 0],
      [unit, 30, 0],
    ]);
  });

  test("one that was stopped goes on when it is run again", async () => {
    for (let id = 1; id <= 200; id++) jenkins.setBuild(unit, id, pullBuild(id, { timestamp: began(id) }));
    const once: BuildSource = {
      ...builds,
      page: (job, from, count) => (from === 0 ? builds.page(job, from, count) : Promise.reject(new Error("stopped"))),
    };
    const { jobs } = await chooseJobs([unit], builds, parts(), false);
    await expect(syncJobs({ ...parts(), builds: once }, jobs, all, quiet)).rejects.toThrow("stopped");
    expect(await sync([unit])).toMatchObject([{ builds: 100, written: 100 }]);
  });

  test("builds that are deleted while it reads hide no others", async () => {
    for (let id = 1; id <= 150; id++) jenkins.setBuild(unit, id, pullBuild(id, { timestamp: began(id) }));
    const shrinking: BuildSource = {
      ...builds,
      async page(job, from, count) {
        const page = await builds.page(job, from, count);
        if (from === 0) for (const id of [150, 149, 148]) jenkins.removeBuild(unit, id);
        return page;
      },
    };
    const { jobs } = await chooseJobs([unit], builds, parts(), false);
    expect(await syncJobs({ ...parts(), builds: shrinking }, jobs, all, quiet)).toMatchObject([{ written: 150 }]);
  });

  test("without a job: those that another program's table knows; all of them if it knows none, or if the table is ours", async () => {
    for (const job of ["a", "b/c", "d"]) jenkins.setBuild(job, 1, pullBuild(1, { timestamp: start }));
    await insertRuns(database, [runRow({ job: "b/c", job_id: 9 }), runRow({ job: "gone", job_id: 1 })], zone);
    expect(await written()).toEqual({ "b/c": 1 });
    await database.kysely.deleteFrom("ci_data").execute();
    expect(await written()).toEqual({ a: 1, "b/c": 1, d: 1 });
    expect(await written(["b/*", "a"])).toEqual({ a: 0, "b/c": 0 });
    jenkins.setBuild("new", 1, pullBuild(1, { timestamp: start }));
    const named = async (isOurs: boolean) => (await chooseJobs([], builds, parts(), isOurs)).jobs.map(({ job }) => job);
    expect(await named(false)).toEqual(["a", "b/c", "d"]);
    expect(await named(true)).toEqual(["a", "b/c", "d", "new"]);
    expect(await chooseJobs(["a", "nope", "x*y"], builds, parts(), false)).toMatchObject({
      unknown: ["nope", "x*y"],
    });
  });

  test("of thousands of jobs every one is known", async () => {
    const names = Array.from({ length: 2_500 }, (_, index) => `job_${index}`);
    await insertRuns(
      database,
      names.map((job) => runRow({ job, job_id: 1 })),
      zone,
    );
    const listed: BuildSource = { ...builds, jobs: async () => names.map((job) => ({ job, first: 1, last: 1 })) };
    expect((await chooseJobs([], listed, parts(), false)).jobs).toHaveLength(2_500);
  });

  test("a job that may not be seen is told of, and keeps no other waiting", async () => {
    for (const job of ["a", "b"]) jenkins.setBuild(job, 1, pullBuild(1, { timestamp: start }));
    const { jobs } = await chooseJobs(["*"], builds, parts(), false);
    jenkins.close("a", 403);
    const [a, b] = await syncJobs(parts(), jobs, all, quiet);
    expect(a?.fault?.message).toContain("jenkins_user");
    expect(b).toMatchObject({ written: 1, fault: null });
  });

  test("what does not fit is cut where it may be, else told of", async () => {
    const long = { name: "ghprbCommentBody", value: "😀".repeat(150) };
    jenkins.setBuild(unit, 1, { ...pullBuild(1), timestamp: start, actions: [{ parameters: [long] }] });
    jenkins.setBuild("y".repeat(255), 1, pullBuild(1, { timestamp: start }));
    jenkins.setBuild("x".repeat(256), 1, pullBuild(1, { timestamp: start }));
    const [first, third, second] = await sync([unit, "y*", "x*"]);
    expect(third).toMatchObject({ written: 1 });
    expect(first).toMatchObject({ written: 1 });
    expect((await runs.run({ job: unit, id: 1 }))?.comment).toBe("😀".repeat(100));
    expect(second).toMatchObject({ written: 1, storedAs: expect.stringMatching(/^x{246}~[0-9a-f]{8}$/) });
  });

  test("a name that another program's table does not hold is shortened there, and found again by the full one", async () => {
    await sql`drop table ci_data`.execute(database.kysely);
    await createNarrowCiData(database);
    const long = `team/${"长x".repeat(60)}`;
    const told: string[] = [];
    const tell = (job: string, stored: string) => void told.push(`${job} ${stored}`);
    for (const job of [`${long}1`, `${long}2`]) jenkins.setBuild(job, 1, pullBuild(1, { timestamp: start }));
    const [one, two] = await syncJobs(
      { ...parts(), jobNames: createJobNames(database, database, tell) },
      (await chooseJobs(["team/*"], builds, parts(), false)).jobs,
      all,
      quiet,
    );
    expect([one, two]).toMatchObject([
      { written: 1, refused: [] },
      { written: 1, refused: [] },
    ]);
    const stored = [one?.storedAs ?? "", two?.storedAs ?? ""];
    expect(new Set(stored).size).toBe(2);
    for (const name of stored) expect([...name]).toHaveLength(100);
    expect(told).toEqual([`${long}1 ${stored[0]}`, `${long}2 ${stored[1]}`]);
    expect((await database.kysely.selectFrom("ci_data").select("job").execute()).map(({ job }) => job).sort()).toEqual(
      [...stored].sort(),
    );
    jenkins.setBuild("stranger", 1, pullBuild(1, { timestamp: start }));
    expect(await sync()).toMatchObject([
      { job: `${long}1`, builds: 0 },
      { job: `${long}2`, builds: 0 },
    ]);

    const names = createJobNames(database, database, tell);
    expect(names.known(stored[0] ?? "")).toBeUndefined();
    expect(await Promise.all([...stored, "unit", "odd~0123abcd"].map(names.full))).toEqual([
      ...[`${long}1`, `${long}2`],
      ...["unit", "odd~0123abcd"],
    ]);
    expect(names.known(stored[0] ?? "")).toBe(`${long}1`);
    expect(await names.keep(`${long}1`)).toBe(stored[0]);
    expect(told).toHaveLength(2);
  });

  test("what the plugin does not know is nothing, though it writes the word null", async () => {
    const parameters = ["ghprbCommentBody", "ghprbTargetBranch"].map((name) => ({ name, value: "null" }));
    jenkins.setBuild(unit, 1, { result: "SUCCESS", timestamp: start, actions: [{ parameters }] });
    await sync([unit]);
    expect(await runs.run({ job: unit, id: 1 })).toMatchObject({ comment: null, branch: null });
  });

  test("a build that has taken the number of another is written over it, and what was found in the other is forgotten", async () => {
    jenkins.setBuild(unit, 1, pullBuild(7, { timestamp: start, result: "FAILURE", commit: "1".repeat(40) }));
    await sync([unit]);
    await rows.note({ job: unit, id: 1 }, '{"case":["a"]}');
    jenkins.removeBuild(unit, 1);
    jenkins.setBuild(unit, 1, pullBuild(8, { timestamp: start + 12_345_678, duration: 7, commit: "2".repeat(40) }));
    expect(await sync([unit], again)).toMatchObject([{ corrected: 1 }]);
    expect(await runs.run({ job: unit, id: 1 })).toMatchObject({
      status: "SUCCESS",
      time: start + 12_345_000,
      durationMs: 7,
      commit: "2".repeat(40),
      analysis: null,
      pullRequest: { number: 8 },
    });
  });

  test("a row whose times are of another zone is corrected, and keeps its own", async () => {
    jenkins.setBuild(unit, 1, pullBuild(7, { timestamp: start - 8 * 3_600_000 }));
    const row = { ...runRow({ job: unit, job_id: 1, time: "2021-06-20 10:00:00" }), commit: "theirs", duration: 1 };
    await insertRuns(database, [row], zone);
    expect(await sync([unit])).toMatchObject([{ corrected: 1 }]);
    expect(await runs.run({ job: unit, id: 1 })).toMatchObject({ time: start, commit: "theirs", durationMs: 60_000 });
  });

  test("oddities of plugins do not stop it", async () => {
    jenkins.setBuild(unit, 1, {
      result: "NOT_BUILT",
      timestamp: start,
      duration: 1,
      actions: [null, 7, { parameters: null }] as never,
    });
    expect(await sync([unit])).toMatchObject([{ written: 1 }]);
    expect(await runs.run({ job: unit, id: 1 })).toMatchObject({
      status: "NOT_BUILT",
      commit: null,
      pullRequest: null,
    });
  });

  test("the origin's table, with repo last and three results only, keeps how every build ended", async () => {
    await sql`drop table ci_data`.execute(database.kysely);
    await createNarrowCiData(database);
    for (const [index, result] of ["SUCCESS", "UNSTABLE", "NOT_BUILT", "ABORTED", "FAILURE"].entries())
      jenkins.setBuild(unit, index + 1, pullBuild(index + 1, { timestamp: start, result }));
    const slow = createRunStore(database, { zone, fast: false, hasOriginals: await hasOriginals(database) });
    expect(await sync([unit])).toMatchObject([{ written: 5, refused: [] }]);
    expect(await slow.run({ job: unit, id: 1 })).toMatchObject({ repo: "pingcap/tidb", pullRequest: { number: 1 } });
    const { items } = await slow.runs(
      { window: { begin: 0, end: start + 1_000 }, jobs: [] },
      {},
      { limit: 9, offset: 0 },
    );
    expect(items.map(({ status }) => status)).toEqual(["FAILURE", "ABORTED", "NOT_BUILT", "UNSTABLE", "SUCCESS"]);
    const stored = await database.kysely.selectFrom("ci_data").select("status").orderBy("job_id").execute();
    expect(stored.map(({ status }) => status)).toEqual(["SUCCESS", "FAILURE", "ABORTED", "ABORTED", "FAILURE"]);
    expect(await sync([unit])).toMatchObject([{ written: 0, corrected: 0, builds: 0 }]);
    expect(await sync([unit], again)).toMatchObject([{ written: 0, corrected: 0, unchanged: 5 }]);
  });

  test("a row that an older version wrote without the original status is mended", async () => {
    await sql`drop table ci_data`.execute(database.kysely);
    await createNarrowCiData(database);
    jenkins.setBuild(unit, 2, pullBuild(2, { timestamp: start, result: "UNSTABLE" }));
    await sync([unit]);
    await database.kysely.deleteFrom("ci_stat_build_facts").execute();
    const narrow = createRunStore(database, { zone, fast: false, hasOriginals: true });
    expect(await narrow.run({ job: unit, id: 2 })).toMatchObject({ status: "FAILURE" });
    expect(await sync([unit], again)).toMatchObject([{ corrected: 1 }]);
    expect(await narrow.run({ job: unit, id: 2 })).toMatchObject({ status: "UNSTABLE" });
  });

  test("a build that did not end as its row says is corrected, and its original status taken back", async () => {
    await sql`drop table ci_data`.execute(database.kysely);
    await createNarrowCiData(database);
    const narrow = createRunStore(database, { zone, fast: false, hasOriginals: true });
    jenkins.setBuild(unit, 2, pullBuild(2, { timestamp: start, result: "UNSTABLE" }));
    await sync([unit]);
    jenkins.setBuild(unit, 2, pullBuild(2, { timestamp: start, result: "FAILURE" }));
    expect(await sync([unit], again)).toMatchObject([{ corrected: 1 }]);
    expect(await narrow.run({ job: unit, id: 2 })).toMatchObject({ status: "FAILURE" });
  });
});
