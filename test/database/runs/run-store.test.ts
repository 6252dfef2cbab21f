import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData, isFast, makeFast } from "../../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { hasOriginals } from "../../../src/database/engine/statuses.ts";
import { insertRuns, type NewRun } from "../../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../../src/database/runs/run-store.ts";
import { createRunWriter } from "../../../src/database/runs/run-writer.ts";
import type { BuildPullRequest } from "../../../src/model/pull-request.ts";
import type { Scope } from "../../../src/model/scope.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";
import { createNarrowCiData } from "../../support/narrow-table.ts";
import { at, runRow, zone } from "../../support/runs.ts";

const whole = { limit: 100, offset: 0 };
const day: Scope = { window: { begin: at("2021-06-20 00:00:00"), end: at("2021-06-21 00:00:00") }, jobs: [] };

/** No runs that were aborted or had another result. */
const of = (unstable: number) => ({ unstable, aborted: 0, other: 0 });

const unit = "tidb_ghpr_unit_test";
const rows: NewRun[] = [
  // Two repositories with pull requests of the same number.
  runRow({
    job_id: 1,
    status: "FAILURE",
    commit: "aaa1",
    pull: { number: 7, title: "old title" },
    time: "2021-06-20 01:00:00",
  }),
  runRow({
    job_id: 2,
    status: "SUCCESS",
    commit: "aaa1",
    pull: { number: 7, title: "new title" },
    time: "2021-06-20 02:00:00",
  }),
  runRow({
    job_id: 3,
    status: "FAILURE",
    commit: "aaa2",
    pull: { number: 7, title: "new title" },
    time: "2021-06-20 03:00:00",
  }),
  runRow({
    job: "tikv_ghpr_test",
    job_id: 1,
    status: "ABORTED",
    commit: "bbb1",
    repo: "tikv/tikv",
    pull: { number: 7 },
    time: "2021-06-20 04:00:00",
  }),
  // A run without a pull request, one with number 0, and an UNSTABLE one, which failed.
  runRow({ job: "nightly", job_id: 1, status: "FAILURE", time: "2021-06-20 05:00:00" }),
  runRow({ job: "nightly", job_id: 2, description: '{"ghprbPullId":"0"}', time: "2021-06-20 06:00:00" }),
  runRow({ job: "nightly", job_id: 3, description: "{}", status: "UNSTABLE", time: "2021-06-20 07:00:00" }),
  // On the borders of the window.
  runRow({
    job_id: 4,
    status: "FAILURE",
    pull: { number: 8 },
    commit: "ccc1",
    branch: "release-5.0",
    time: "2021-06-20 00:00:00",
  }),
  runRow({
    job_id: 5,
    status: "FAILURE",
    pull: { number: 8 },
    commit: "ccc1",
    branch: "release-5.0",
    time: "2021-06-20 23:59:59",
  }),
  runRow({ job_id: 6, status: "FAILURE", pull: { number: 9 }, commit: "ddd1", time: "2021-06-21 00:00:00" }),
];

describe.each(engines)("on $engine", (engine) => {
  const tables = [
    { name: "with the virtual columns", create: createCiData, fast: true },
    { name: "with the columns of sync_ci only", create: createForeign, fast: false },
    { name: "with three statuses, and the others beside", create: createNarrowCiData, fast: false, isNarrow: true },
    { name: "with three statuses and the virtual columns", create: createFastNarrow, fast: true, isNarrow: true },
  ];
  for (const { name, create, fast, isNarrow = false } of tables) {
    describe(name, () => {
      let database: TestDatabase;
      let runs: RunStore;

      beforeAll(async () => {
        database = await engine.open();
        await create(database);
        await migrateOwnTables(database);
        if (isNarrow) await writeRows(database);
        else await insertRuns(database, rows, zone);
        expect([await isFast(database), await hasOriginals(database)]).toEqual([fast, isNarrow]);
        runs = createRunStore(database, { zone, fast, hasOriginals: isNarrow });
      });
      afterAll(() => database.drop());

      test("the window is half-open and every result is counted", async () => {
        expect(await runs.totals(day)).toEqual({
          runs: 9,
          success: 2,
          failure: 6,
          unstable: 1,
          aborted: 1,
          other: 0,
          specialRuns: 3,
          pullRequests: 3,
          jobs: 3,
          commits: 4,
          reruns: 3,
          retries: 2,
        });
      });

      test("an empty window has no runs, and no error", async () => {
        const none = await runs.totals({ ...day, window: { begin: 0, end: 1000 } });
        expect(Object.values(none)).toEqual(Array(12).fill(0));
      });

      test.each([
        ["a repository by its name", { repo: "tikv" }, 1],
        ["a repository by its whole name", { repo: "pingcap/tidb" }, 5],
        ["a repository whose name only ends so", { repo: "kv" }, 0],
        ["a branch", { branch: "release-5.0" }, 2],
        ["a job", { jobs: ["nightly"] }, 3],
        ["jobs by a pattern", { jobs: ["t*_ghpr_*"] }, 6],
        ["a pattern whose underscore is meant", { jobs: ["tidb_ghpr*unit?test"] }, 0],
        ["several jobs", { jobs: ["nightly", "tikv_ghpr_test"] }, 4],
        ["a job name that tries to be SQL", { jobs: ["x' or '1'='1"] }, 0],
      ] as const)("counts the runs of %s", async (_name, filter, expected) => {
        expect((await runs.totals({ ...day, ...filter })).runs).toBe(expected);
      });

      test("jobs are listed most failures first, runs without a pull request included, with reruns and retries", async () => {
        const { items, total } = await runs.jobs(day, { limit: 2, offset: 0 });
        expect(total).toBe(3);
        expect(items).toEqual([
          { job: unit, runs: 5, success: 1, failure: 4, ...of(0), reruns: 3, retries: 2 },
          { job: "nightly", runs: 3, success: 1, failure: 2, ...of(1), reruns: 0, retries: 0 },
        ]);
        expect((await runs.jobs(day, { limit: 2, offset: 2 })).items.map(({ job }) => job)).toEqual(["tikv_ghpr_test"]);
      });

      test("pull requests of the same number in two repositories stay apart", async () => {
        const { items, total } = await runs.pulls(day, whole);
        expect(total).toBe(3);
        expect(
          items.map(({ pullRequest, failure, commits }) => [pullRequest.repo, pullRequest.number, failure, commits]),
        ).toEqual([
          ["pingcap/tidb", 7, 2, 2],
          ["pingcap/tidb", 8, 2, 1],
          ["tikv/tikv", 7, 0, 1],
        ]);
        expect((await runs.pullsNumbered(day, 7)).map(({ pullRequest }) => pullRequest.repo)).toEqual([
          "pingcap/tidb",
          "tikv/tikv",
        ]);
      });

      test("a pull request has the title of its newest run", async () => {
        const [first] = (await runs.pulls(day, whole)).items;
        expect(first?.pullRequest).toEqual({
          repo: "pingcap/tidb",
          number: 7,
          title: "new title",
          author: "somebody",
          branch: "master",
          link: "https://github.com/pingcap/tidb/pull/7",
        });
      });

      test("the trend has a point for each hour of the site's wall clock", async () => {
        const trend = await runs.trend(day, "hour");
        expect(trend).toHaveLength(9);
        expect(trend[0]).toEqual({
          at: at("2021-06-20 00:00:00"),
          runs: 1,
          success: 0,
          failure: 1,
          ...of(0),
        });
        expect((await runs.trend(day, "day")).map(({ at: day, runs: count }) => [day, count])).toEqual([
          [at("2021-06-20 00:00:00"), 9],
        ]);
      });

      test("runs are listed newest first and can be filtered", async () => {
        const failed = await runs.runs(day, { outcome: "failed" }, { limit: 2, offset: 0 });
        expect(failed.total).toBe(6);
        expect(failed.items.map(({ job, id }) => [job, id])).toEqual([
          [unit, 5],
          ["nightly", 3],
        ]);
        const passed = await runs.runs(day, { outcome: "passed" }, whole);
        expect(passed.items.map(({ status }) => status)).toEqual(["SUCCESS", "SUCCESS"]);
        const ofJob = { job: "nightly", outcome: "failed", limit: 9 } as const;
        expect((await runs.runsOfJob(day, ofJob)).map(({ id }) => id)).toEqual([3, 1]);
        const ofPull = await runs.runs(day, { pull: { repo: "tikv/tikv", number: 7 } }, whole);
        expect(ofPull.items.map(({ job }) => job)).toEqual(["tikv_ghpr_test"]);
        expect((await runs.runs(day, { commit: "aaa" }, whole)).total).toBe(3);
      });

      test("a run is read whole, with or without a pull request", async () => {
        expect(await runs.run({ job: "nightly", id: 1 })).toEqual({
          job: "nightly",
          id: 1,
          status: "FAILURE",
          time: at("2021-06-20 05:00:00"),
          durationMs: 600_000,
          commit: null,
          branch: "master",
          repo: null,
          comment: null,
          pullRequest: null,
          analysis: null,
        });
        expect(await runs.run({ job: "nightly", id: 99 })).toBeUndefined();
      });

      test("a job reaches so many of the pull requests", async () => {
        const { pullRequests, jobs } = await runs.jobReach({ ...day, repo: "pingcap/tidb" });
        const all = await runs.pulls({ ...day, repo: "pingcap/tidb" }, { limit: 100, offset: 0 });
        expect(pullRequests).toBe(all.total);
        const reach = new Map(jobs.map((each) => [each.job, each.pullRequests]));
        const ofUnit = await runs.pulls({ ...day, repo: "pingcap/tidb", jobs: [unit] }, { limit: 100, offset: 0 });
        expect(reach.get(unit)).toBe(ofUnit.total);
        expect(reach.has("nightly")).toBe(false);
      });

      test("failed, unstable and aborted runs are counted and listed for scanning", async () => {
        expect(await runs.unsuccessfulCount(day.window)).toBe(7);
        expect(await runs.unsuccessfulRuns(day.window)).toHaveLength(7);
        expect(await runs.newest()).toBe(at("2021-06-21 00:00:00"));
        expect([...(await runs.jobNames(day.window))].sort()).toEqual(["nightly", unit, "tikv_ghpr_test"]);
        expect([...(await runs.repoNames(day.window))].sort()).toEqual(["pingcap/tidb", "tikv/tikv"]);
      });
    });
  }

  test("the fast columns and index can be added to another program's table, twice", async () => {
    const database = await engine.open();
    await createForeign(database);
    await makeFast(database);
    await makeFast(database);
    expect(await isFast(database)).toBe(true);
    await database.drop();
  });
});

async function createFastNarrow(database: TestDatabase): Promise<void> {
  await createNarrowCiData(database);
  await makeFast(database);
}

/** As a sync writes them: what the column has no word for goes beside it. */
async function writeRows(database: TestDatabase): Promise<void> {
  const writer = createRunWriter(database, database, zone);
  for (const { job_id: id, duration, time, analysis_res: _, description, ...row } of rows) {
    const parameters = JSON.parse(description ?? "{}") as Record<string, string>;
    const build = { ...row, id, durationMs: duration ?? 0, time: time ?? 0 };
    const ended = { ...build, parameters, pullRequest: pullIn(parameters), plugin: null };
    expect(await writer.insert(ended)).toEqual({ kind: "written" });
  }
}

function pullIn({ ghprbPullId: number = "0" }: Readonly<Record<string, string>>): BuildPullRequest | null {
  const untold = { title: null, author: null, link: null, targetBranch: null, head: null };
  return number === "0" ? null : { ...untold, number: Number(number), repo: null, sourceBranch: null, comment: null };
}

/** The table as some sites have it: `repo` comes last, and the description may not be JSON. */
async function createForeign({ engine, kysely }: TestDatabase): Promise<void> {
  const [text, moment] = engine === "mysql" ? [sql`longtext`, sql`datetime`] : [sql`text`, sql`text`];
  await sql`create table ci_data (job varchar(100) not null, job_id int not null, status varchar(20) not null,
    duration int null, time ${moment} null, ${sql.ref("commit")} text null, branch varchar(100) null,
    comment varchar(100) null, analysis_res ${text} null, description ${text} null, repo varchar(100) null,
    primary key (job, job_id))`.execute(kysely);
}
