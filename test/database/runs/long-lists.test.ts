import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import { insertRuns } from "../../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../../src/database/runs/run-store.ts";
import type { Failure } from "../../../src/model/failure.ts";
import type { Run } from "../../../src/model/run.ts";
import type { Scope } from "../../../src/model/scope.ts";
import type { FailureStore } from "../../../src/ports/failure-store.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";
import { at, runRow, zone } from "../../support/runs.ts";

/** More than SQLite can nest, and more than one statement takes. */
const COMMITS = 6_000;
const SCANNED = 1_500;
const SECOND = 1000;

const begin = at("2021-06-20 00:00:00");
const day: Scope = { window: { begin, end: at("2021-06-21 00:00:00") }, jobs: [] };
const before: Scope = { window: { begin: at("2021-06-19 00:00:00"), end: begin }, jobs: [] };
const hashOf = (index: number) => index.toString(16).padStart(40, "0");

/** Each commit failed, and then passed. */
const rows = Array.from({ length: COMMITS }, (_, index) =>
  ["FAILURE", "SUCCESS"].map((status, again) => ({
    ...runRow({ job: "unit", job_id: 2 * index + again, status, commit: hashOf(index), repo: "pingcap/tidb" }),
    time: begin + (2 * index + again) * SECOND,
  })),
).flat();

function failure(name: string): Failure {
  const nothing = { file: null, line: null, target: null, rule: null, owner: null, hint: null };
  return { cause: "case", name, excerpt: name, logLine: 1, durationMs: null, fingerprint: name, ...nothing };
}

const nobody = { branch: "master", repo: "pingcap/tidb", comment: null, pullRequest: null, durationMs: 1 };
const failedRun = (id: number, time = begin + id * SECOND): Run => ({
  ...nobody,
  job: "unit",
  id,
  status: "FAILURE",
  time,
  commit: hashOf(id / 2),
});

describe.each(engines)("on $engine", (engine) => {
  let database: TestDatabase;
  let runs: RunStore;
  let failures: FailureStore;

  async function save(run: Run, name: string): Promise<void> {
    const scan = { job: run.job, id: run.id, outcome: "log", failures: [failure(name)], retriedCases: [] } as const;
    await failures.save(run, { ...scan, rulesVersion: "1", lastCheckout: null, durations: [] });
  }

  beforeAll(async () => {
    database = await engine.open();
    await createCiData(database);
    await migrateOwnTables(database);
    await insertRuns(database, rows, zone);
    runs = createRunStore(database, { zone, fast: true });
    failures = createFailureStore(database);
    for (let index = 0; index < SCANNED; index++) await save(failedRun(2 * index), `Test${index % 100}`);
    await save(failedRun(2 * (COMMITS - 1)), "TestLast");
    await save(failedRun(1_000_000, before.window.begin + SECOND), "Test7");
    await save({ ...failedRun(1_000_002, before.window.begin), repo: "tikv/tikv" }, "TestLast");
  });
  afterAll(() => database.drop());

  test("the failures of more than a thousand runs are found at once, each with its own", async () => {
    const refs = Array.from({ length: SCANNED + 1 }, (_, index) => ({ job: "unit", id: 2 * index }));
    const found = await failures.ofRuns(refs);
    expect(found.map(({ failures: each }) => each.length)).toEqual([...Array<number>(SCANNED).fill(1), 0]);
    expect(found[SCANNED - 1]?.failures[0]?.name).toBe("Test99");
  });

  test("the runs of more than a thousand commits are found at once, oldest first", async () => {
    const pairs = Array.from({ length: 1_200 }, (_, index) => ({ job: "unit", commit: hashOf(1_199 - index) }));
    const found = await runs.runsOn(pairs, day.window);
    expect(found.map(({ id }) => id)).toEqual(Array.from({ length: 2_400 }, (_, index) => index));
  });

  test("test cases are matched with every flaky commit, from the oldest to the newest", async () => {
    const { items: pairs, total: commits } = await runs.flakyCommits(day, { limit: 1_000_000, offset: 0 });
    expect([pairs.length, commits]).toEqual([COMMITS, COMMITS]);
    const { items, total } = await failures.flakyCases(day, pairs, { limit: 1_000, offset: 0 });
    expect(total).toBe(101);
    expect(items.slice(0, 2).map(({ name, flakyRuns }) => [name, flakyRuns])).toEqual([
      ["Test0", 15],
      ["Test1", 15],
    ]);
    expect(items.at(-1)).toMatchObject({ name: "TestLast", flakyRuns: 1, runs: 1 });
    expect((await failures.flakyCases(day, pairs, { limit: 5, offset: 100 })).items).toHaveLength(1);
  });

  test("failures of one scope only are found among all, not among the first few; filters apply to both scopes", async () => {
    const { items, total } = await failures.onlyIn(day, before, { limit: 3, offset: 0 });
    expect({ shown: items.length, total }).toEqual({ shown: 3, total: 99 });
    const inTidb = (scope: Scope) => ({ ...scope, repo: "pingcap/tidb" });
    expect((await failures.onlyIn(inTidb(day), inTidb(before), { limit: 3, offset: 0 })).total).toBe(100);
    expect((await failures.onlyIn(before, day, { limit: 3, offset: 0 })).total).toBe(0);
  });

  test("a list of more than a thousand pull requests has each one's title", async () => {
    const pulls = Array.from({ length: 1_200 }, (_, index) =>
      runRow({ job: "pulls", job_id: index + 1, pull: { number: index + 1 }, time: "2021-06-18 10:00:00" }),
    );
    await insertRuns(database, pulls, zone);
    const window = { begin: at("2021-06-18 00:00:00"), end: before.window.begin };
    const { items } = await runs.pulls({ window, jobs: [] }, { limit: 5_000, offset: 0 });
    expect(items).toHaveLength(1_200);
    expect(items.filter(({ pullRequest }) => pullRequest.title === `title of ${pullRequest.number}`)).toHaveLength(
      1_200,
    );
  });
});
