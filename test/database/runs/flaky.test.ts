import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { insertRuns, type NewRun } from "../../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../../src/database/runs/run-store.ts";
import type { Scope } from "../../../src/model/scope.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";
import { at, runRow, zone } from "../../support/runs.ts";

const whole = { limit: 100, offset: 0 };
const day: Scope = { window: { begin: at("2021-06-20 00:00:00"), end: at("2021-06-21 00:00:00") }, jobs: [] };
const MINUTE = 60_000;

const run = (job: string, job_id: number, status: string, commit: string | null, hour: number, minutes = 10): NewRun =>
  runRow({
    job,
    job_id,
    status,
    commit,
    duration: minutes * MINUTE,
    repo: "pingcap/tidb",
    ...(commit === "dddd1111" ? {} : { pull: { number: 7 } }),
    time: `2021-06-20 ${String(hour).padStart(2, "0")}:00:00`,
  });

const rows: NewRun[] = [
  // Flaky: failed twice, passed once on one commit.
  run("unit", 1, "FAILURE", "aaaa1111", 1, 5),
  run("unit", 2, "FAILURE", "aaaa1111", 2, 7),
  run("unit", 3, "SUCCESS", "aaaa1111", 3, 20),
  // Flaky on a second commit, which passed first, and failed by its test report only.
  run("unit", 4, "SUCCESS", "bbbb1111", 4, 30),
  run("unit", 5, "UNSTABLE", "bbbb1111", 5, 3),
  // The same commit failed in another job only: not flaky there.
  run("build", 1, "FAILURE", "bbbb1111", 5),
  // Failed, aborted, then passed on the next commit: not flaky.
  run("build", 2, "FAILURE", "cccc1111", 6),
  run("build", 3, "ABORTED", "cccc1111", 7),
  run("build", 4, "SUCCESS", "cccc2222", 8, 40),
  // A run without a pull request may be flaky too.
  run("nightly", 1, "FAILURE", "dddd1111", 9, 60),
  run("nightly", 2, "SUCCESS", "dddd1111", 10, 50),
  // Without a commit, it cannot be told.
  run("unit", 6, "FAILURE", null, 11),
  run("unit", 7, "SUCCESS", null, 12, 10),
  // Outside of the window.
  runRow({ job: "unit", job_id: 8, status: "SUCCESS", commit: "cccc1111", time: "2021-06-21 00:00:00" }),
  // 47 and 72 days before the newest run.
  runRow({ job: "unit", job_id: 9, status: "SUCCESS", commit: "ffff1111", time: "2021-05-05 00:00:00" }),
  runRow({ job: "unit", job_id: 10, status: "SUCCESS", commit: "ffff2222", time: "2021-04-10 00:00:00" }),
];

describe.each(engines)("on $engine", (engine) => {
  describe.each([true, false])("with the virtual columns: %s", (fast) => {
    let database: TestDatabase;
    let runs: RunStore;

    beforeAll(async () => {
      database = await engine.open();
      await createCiData(database);
      await insertRuns(database, rows, zone);
      runs = createRunStore(database, { zone, fast });
    });
    afterAll(() => database.drop());

    test("a commit is flaky if one job both failed and passed on it", async () => {
      expect(await runs.flakyTotals(day)).toEqual({
        commits: 3,
        jobs: 2,
        retries: 4,
        failure: 4,
        lostMs: (5 + 7 + 3 + 60) * MINUTE,
      });
      const { items, total } = await runs.flakyCommits(day, { limit: 2, offset: 0 });
      expect(total).toBe(3);
      expect(items).toEqual([
        {
          job: "nightly",
          commit: "dddd1111",
          repo: "pingcap/tidb",
          pull: null,
          runs: 2,
          success: 1,
          failure: 1,
          lostMs: 60 * MINUTE,
          newest: at("2021-06-20 10:00:00"),
        },
        {
          job: "unit",
          commit: "bbbb1111",
          repo: "pingcap/tidb",
          pull: 7,
          runs: 2,
          success: 1,
          failure: 1,
          lostMs: 3 * MINUTE,
          newest: at("2021-06-20 05:00:00"),
        },
      ]);
    });

    test("flaky jobs are ordered by their flaky commits, with the newest as evidence", async () => {
      const { items, total } = await runs.flakyJobs(day, whole);
      expect(total).toBe(2);
      expect(items).toEqual([
        { job: "unit", commits: 2, retries: 3, failure: 3, lostMs: 15 * MINUTE, newestCommit: "bbbb1111" },
        { job: "nightly", commits: 1, retries: 1, failure: 1, lostMs: 60 * MINUTE, newestCommit: "dddd1111" },
      ]);
    });

    test("the runs on commits are listed oldest first", async () => {
      const pairs = [
        { job: "unit", commit: "aaaa1111" },
        { job: "nightly", commit: "dddd1111" },
      ];
      expect((await runs.runsOn(pairs, day.window)).map(({ job, id }) => `${job}#${id}`)).toEqual([
        "unit#1",
        "unit#2",
        "unit#3",
        "nightly#1",
        "nightly#2",
      ]);
      expect(await runs.runsOn([], day.window)).toEqual([]);
    });

    test("commits are found by the beginning of their hash, at any time or in the last 60 days", async () => {
      expect(
        (await runs.commits("cccc", 10)).map(({ commit, runs: count, failure }) => [commit, count, failure]),
      ).toEqual([
        ["cccc1111", 3, 1],
        ["cccc2222", 1, 0],
      ]);
      expect((await runs.commits("c", 10)).map(({ commit }) => commit)).toEqual(["cccc1111", "cccc2222"]);
      expect(await runs.commits("eeee", 10)).toEqual([]);
      const old = (await runs.commits("ffff", 10)).map(({ commit }) => commit);
      expect(old).toEqual(fast ? ["ffff1111", "ffff2222"] : ["ffff1111"]);
      const { items, total } = await runs.runsOfCommit("cccc1111", { limit: 2, offset: 0 });
      expect(total).toBe(3);
      expect(items.map(({ job, id }) => `${job}#${id}`)).toEqual(["unit#8", "build#3"]);
    });

    test("durations are those of passed runs, by nearest rank", async () => {
      const [point, ...none] = await runs.durations({ ...day, jobs: ["unit"] }, "day");
      expect(none).toEqual([]);
      expect(point).toEqual({
        at: at("2021-06-20 00:00:00"),
        runs: 3,
        p50Ms: 20 * MINUTE,
        p90Ms: 30 * MINUTE,
        p99Ms: 30 * MINUTE,
      });
      expect((await runs.durations({ ...day, jobs: ["unit"] }, "hour")).map((each) => each.runs)).toEqual([1, 1, 1]);
    });

    test("the time of retries is that of all runs on a pull request's commit after the first", async () => {
      expect(await runs.retriedMs(day)).toBe((7 + 20 + 3 + 10) * MINUTE);
    });

    test("the median of two durations is the lower one", async () => {
      const [point] = await runs.durations({ ...day, jobs: ["build", "nightly"] }, "day");
      expect(point).toMatchObject({ runs: 2, p50Ms: 40 * MINUTE, p90Ms: 50 * MINUTE });
    });

    test.each([
      ["u*t", 7],
      ["*", 13],
      ["un_t*", 0],
      ["u%*", 0],
      ["unit!*", 0],
    ])("only * stands for anything in a job's name: %s", async (pattern, count) => {
      expect((await runs.totals({ ...day, jobs: [pattern] })).runs).toBe(count);
    });

    test("runs without a pull request can be selected", async () => {
      const totals = await runs.totals({ ...day, special: true });
      expect([totals.runs, totals.specialRuns, totals.pullRequests]).toEqual([2, 2, 0]);
    });

    test.each([
      ["failures", ["unit", "build", "nightly"]],
      ["runs", ["unit", "build", "nightly"]],
      ["rate", ["build", "unit", "nightly"]],
      ["reruns", ["unit", "build", "nightly"]],
      ["name", ["build", "nightly", "unit"]],
    ] as const)("jobs are ordered by %s", async (sort, expected) => {
      expect((await runs.jobs(day, { ...whole, sort })).items.map(({ job }) => job)).toEqual(expected);
    });
  });
});
