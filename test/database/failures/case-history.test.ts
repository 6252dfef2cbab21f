import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import type { Failure, FailureCause } from "../../../src/model/failure.ts";
import type { Run } from "../../../src/model/run.ts";
import type { Scope } from "../../../src/model/scope.ts";
import type { FailureStore } from "../../../src/ports/failure-store.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";
import { at } from "../../support/runs.ts";

const whole = { limit: 100, offset: 0 };
const days: Scope = { window: { begin: at("2021-06-19 00:00:00"), end: at("2021-06-22 00:00:00") }, jobs: [] };
const starts = ["2021-06-19", "2021-06-20", "2021-06-21"].map((date) => at(`${date} 00:00:00`));

function failure(name: string, cause: FailureCause = "case", excerpt = `why ${name} failed`): Failure {
  const nothing = { file: null, line: null, target: null, rule: null, owner: null, hint: null };
  return { cause, name, excerpt, logLine: 12, durationMs: null, fingerprint: name, ...nothing };
}

interface Told {
  readonly job?: string;
  readonly pull?: number;
  readonly repo?: string;
  readonly branch?: string | null;
  readonly commit?: string;
}

function run(id: number, time: string, told: Told = {}): Run {
  const { job = "unit", pull, repo = "pingcap/tidb", branch = "master", commit = null } = told;
  const pullRequest =
    pull === undefined ? null : { repo, number: pull, title: null, author: null, branch: null, link: null };
  return {
    job,
    id,
    status: "FAILURE",
    time: at(time),
    durationMs: 1,
    commit,
    branch,
    repo: pull === undefined ? null : repo,
    comment: null,
    pullRequest,
  };
}

const scanned: readonly (readonly [Run, readonly Failure[]])[] = [
  [run(1, "2021-06-19 10:00:00", { pull: 7, commit: "aaa" }), [failure("TestA"), failure("TestB")]],
  // Twice in one run counts once.
  [run(2, "2021-06-20 10:00:00", { pull: 8, commit: "bbb" }), [failure("TestA", "case", "first"), failure("TestA")]],
  [run(3, "2021-06-20 12:00:00", { pull: 7, repo: "tikv/tikv", commit: "ccc" }), [failure("TestA")]],
  [run(4, "2021-06-21 01:00:00", { job: "nightly" }), [failure("TestA")]],
  [run(5, "2021-06-21 02:00:00", { job: "manual", branch: "feature-x" }), [failure("TestA")]],
  [run(6, "2021-06-21 03:00:00", { pull: 9 }), [failure("TestA", "check"), failure("Test_A")]],
  // Before the window.
  [run(7, "2021-06-01 00:00:00", { pull: 5 }), [failure("TestA")]],
];
const key = { cause: "case", name: "TestA" } as const;

describe.each(engines)("on $engine", (engine) => {
  let database: TestDatabase;
  let failures: FailureStore;

  beforeAll(async () => {
    database = await engine.open();
    await migrateOwnTables(database);
    failures = createFailureStore(database);
    for (const [of, found] of scanned)
      await failures.save(of, {
        job: of.job,
        id: of.id,
        outcome: "log",
        failures: found,
        retriedCases: [],
        rulesVersion: "1",
        lastCheckout: of.commit === null ? `checkout-${of.id}` : "another",
        durations: [],
      });
  });
  afterAll(() => database.drop());

  test("a failure's reach is counted in runs, pull requests of each repository, and runs on trunk", async () => {
    expect(await failures.reach(key, days)).toEqual({
      runs: 5,
      pullRequests: 3,
      trunkRuns: 1,
      firstSeen: at("2021-06-19 10:00:00"),
      lastSeen: at("2021-06-21 02:00:00"),
    });
    expect((await failures.reach(key)).firstSeen).toBe(at("2021-06-01 00:00:00"));
    expect(await failures.reach({ cause: "env", name: "TestA" })).toEqual({
      runs: 0,
      pullRequests: 0,
      trunkRuns: 0,
      firstSeen: null,
      lastSeen: null,
    });
  });

  test("the trend counts the runs of each day", async () => {
    expect(await failures.trendOf(key, days, starts)).toEqual([1, 2, 2]);
    expect(await failures.trendOf(key, days, starts.slice(0, 1))).toEqual([5]);
    expect(await failures.trendOf(key, days, [])).toEqual([]);
  });

  test("a failure's runs are split by jobs, branches and pull requests", async () => {
    expect(await failures.spread(key, days, "job", { limit: 2, offset: 0 })).toEqual({
      items: [
        { name: "unit", runs: 3 },
        { name: "manual", runs: 1 },
      ],
      total: 3,
    });
    expect((await failures.spread(key, days, "branch", whole)).items).toEqual([
      { name: "master", runs: 4 },
      { name: "feature-x", runs: 1 },
    ]);
    expect((await failures.spread(key, days, "pull", whole)).items.map(({ name }) => name).sort()).toEqual(
      [null, "pingcap/tidb#7", "pingcap/tidb#8", "tikv/tikv#7"].sort(),
    );
  });

  test("a failure's runs are listed newest first, each once, with its first excerpt", async () => {
    const { items, total } = await failures.occurrences(key, days, { limit: 3, offset: 2 });
    expect(total).toBe(5);
    expect(items.map(({ job, id, excerpt }) => [job, id, excerpt])).toEqual([
      ["unit", 3, "why TestA failed"],
      ["unit", 2, "first"],
      ["unit", 1, "why TestA failed"],
    ]);
    expect(items[0]).toMatchObject({
      repo: "tikv/tikv",
      pull: 7,
      commit: "ccc",
      logLine: 12,

      branch: "master",
    });
  });

  test("failures are found by a line of their excerpts, whose signs are only signs", async () => {
    const said = async (line: string) =>
      (await failures.saying(line, days, whole)).items.map(({ name }) => name).sort();
    expect(await said("why testa FAILED")).toEqual(["TestA", "TestA"]);
    expect(await said("hy TestB")).toEqual(["TestB"]);
    for (const line of ["why_TestA", "why%TestA", "why*TestA", "!", "nobody said this"])
      expect(await said(line)).toEqual([]);
  });

  test("a run without a commit has that of its log", async () => {
    const { items } = await failures.occurrences(key, days, whole);
    expect(items.map(({ id, commit }) => [id, commit])).toEqual([
      [5, "checkout-5"],
      [4, "checkout-4"],
      [3, "ccc"],
      [2, "bbb"],
      [1, "aaa"],
    ]);
  });

  test("a name matches exactly, a star matches anything", async () => {
    const names = async (pattern: string) =>
      (await failures.named(pattern, days, whole)).items.map(({ cause, name }) => `${cause} ${name}`);
    expect(await names("TestA")).toEqual(["case TestA", "check TestA"]);
    expect(await names("Test_A")).toEqual(["case Test_A"]);
    expect((await names("*A")).sort()).toEqual(["case TestA", "case Test_A", "check TestA"]);
    expect(await names("testa")).toEqual([]);
  });

  test("elsewhere leaves out the pull request itself, but not its namesake in another repository", async () => {
    const keys = [key, { cause: "case", name: "TestB" } as const];
    expect(await failures.elsewhere(keys, { repo: "pingcap/tidb", number: 7 }, days.window)).toEqual([
      {
        ...{ ...key, pullRequests: 2, trunkRuns: 1 },
        ...{ firstOnTrunk: at("2021-06-21 01:00:00"), lastOnTrunk: at("2021-06-21 01:00:00") },
        runsByJob: new Map([
          ["manual", 1],
          ["nightly", 1],
          ["unit", 2],
        ]),
      },
      {
        ...{ cause: "case", name: "TestB", pullRequests: 0, trunkRuns: 0 },
        ...{ firstOnTrunk: null, lastOnTrunk: null, runsByJob: new Map() },
      },
    ]);
    expect(await failures.elsewhere([], { repo: "", number: 1 }, days.window)).toEqual([]);
  });

  test("runs of several failures are counted at once", async () => {
    const keys = [{ cause: "check", name: "TestA" }, key, { cause: "case", name: "none" }] as const;
    expect(await failures.runsOf(keys, days)).toEqual([1, 5, 0]);
    expect(await failures.runsOf(keys, { ...days, special: true })).toEqual([0, 2, 0]);
  });

  test("a test case is flaky if it failed on a flaky commit, or in two pull requests", async () => {
    const { items, total } = await failures.flakyCases(days, [{ job: "unit", commit: "aaa" }], whole);
    expect(total).toBe(2);
    expect(items.map(({ name, flakyRuns, pullRequests }) => [name, flakyRuns, pullRequests])).toEqual([
      ["TestA", 1, 3],
      ["TestB", 1, 1],
    ]);
    expect((await failures.flakyCases(days, [], whole)).items.map(({ name }) => name)).toEqual(["TestA"]);
  });

  test("causes can be counted for runs without a pull request only", async () => {
    expect((await failures.causes({ ...days, special: true })).case).toBe(2);
    expect((await failures.causes(days)).case).toBe(6);
  });
});
