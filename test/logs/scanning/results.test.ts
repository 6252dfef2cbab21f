import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import { insertRuns } from "../../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../../src/database/runs/run-store.ts";
import { builtinRules } from "../../../src/logs/rules.ts";
import { createScanner, type Scanner } from "../../../src/logs/scanning/scanner.ts";
import { RefusedError, UnreachableError } from "../../../src/ports/errors.ts";
import type { FailureStore } from "../../../src/ports/failure-store.ts";
import type { ResultSource } from "../../../src/ports/results.ts";
import type { RunStore, StoredRun } from "../../../src/ports/run-store.ts";
import { logFiles, resultFiles } from "../../../src/sources/files/log-files.ts";
import { standingClock } from "../../support/clock.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";
import { at, runRow, zone } from "../../support/runs.ts";

const window = { begin: at("2021-06-18 00:00:00"), end: at("2021-06-21 00:00:00") };
const clock = standingClock(at("2021-06-20 12:00:00"));
const goLog = "--- FAIL: TestA (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\nFinished: UNSTABLE\n";
const agentLost = "Cannot contact agent-7: java.lang.InterruptedException\nAgent was removed\nFinished: ABORTED\n";
const results = `<result><suites><suite><name>shop.CartTest</name><cases>
<case><duration>61.5</duration><className>shop.CartTest</className><testName>adds</testName><skipped>false</skipped><errorStackTrace>java.lang.AssertionError: 3</errorStackTrace></case>
<case><duration>2</duration><className>shop.CartTest</className><testName>empties</testName><skipped>false</skipped></case>
</cases></suite></suites></result>`;

describe.each(engines)("on $engine", (engine) => {
  let folder: string;
  let database: TestDatabase;
  let runs: RunStore;
  let failures: FailureStore;
  let scanner: Scanner;
  let instead: ResultSource | undefined;
  let asked: number[];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-results-"));
    database = await engine.open();
    await migrateOwnTables(database);
    await createCiData(database);
    const row = (job_id: number, status: string) => runRow({ job: "unit", job_id, status });
    const rows = ["UNSTABLE", "ABORTED", "FAILURE", "SUCCESS", "NOT_BUILT"].map((status, index) =>
      row(index + 1, status),
    );
    await insertRuns(database, rows, zone);
    runs = createRunStore(database, { zone, fast: true });
    failures = createFailureStore(database);
    instead = undefined;
    asked = [];
    const files = resultFiles(folder, clock);
    const source: ResultSource = {
      open: (ref) => {
        asked.push(ref.id);
        return (instead ?? files).open(ref);
      },
    };
    const logs = logFiles(folder, clock);
    scanner = createScanner({ runs, failures, logs, results: source, rules: builtinRules, clock });
  });
  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(id: number, name: string, content: string): void {
    const place = path.join(folder, "unit/builds", String(id));
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, name), content);
    utimesSync(path.join(place, name), 0, clock.now() / 1000 - 3600);
  }
  const catchUp = () => scanner.catchUp(window, clock.now() + 10_000);
  const namesOf = async (id: number) =>
    (await failures.scan({ job: "unit", id }))?.failures.map(({ name, durationMs }) => [name, durationMs]);
  async function stored(id: number): Promise<StoredRun> {
    const found = await runs.run({ job: "unit", id });
    if (!found) throw new Error("no run");
    return found;
  }

  test("FAILURE, UNSTABLE and ABORTED runs are read, log and results, and no others", async () => {
    for (const id of [1, 2, 3, 4, 5]) write(id, "log", id === 2 ? agentLost : goLog);
    write(1, "junitResult.xml", results);
    expect(await catchUp()).toBe(0);
    expect(asked.sort()).toEqual([1, 2, 3]);
    expect(await namesOf(1)).toEqual([
      ["TestA", null],
      ["shop.CartTest.adds", 61_500],
    ]);
    expect((await failures.scan({ job: "unit", id: 2 }))?.failures.map(({ cause }) => cause)).toEqual(["env"]);
    expect(await namesOf(3)).toEqual([["TestA", null]]);
    expect(await failures.causes({ window, jobs: [] })).toMatchObject({ case: 2, env: 0, unknown: 0 });
    expect((await failures.scan({ job: "unit", id: 1 }))?.durations).toEqual([
      { name: "shop.CartTest.adds", durationMs: 61_500 },
      { name: "shop.CartTest.empties", durationMs: 2_000 },
    ]);
  });

  test("a run whose log is gone is explained by its results", async () => {
    write(1, "junitResult.xml", results);
    await catchUp();
    expect(await failures.scan({ job: "unit", id: 1 })).toMatchObject({ outcome: "no_log" });
    expect(await namesOf(1)).toEqual([["shop.CartTest.adds", 61_500]]);
  });

  test("unavailable results are joined once they are available, and the log is shown until then", async () => {
    for (const id of [1, 2, 3]) write(id, "log", goLog);
    write(1, "junitResult.xml", results);
    instead = { open: () => Promise.reject(new UnreachableError("Jenkins", { cause: new Error("ECONNREFUSED") })) };
    expect((await scanner.scanRun(await stored(1))).failures.map(({ name }) => name)).toEqual(["TestA"]);
    expect(await catchUp()).toBe(3);
    expect(await failures.scan({ job: "unit", id: 1 })).toMatchObject({ outcome: "no_results" });
    instead = undefined;
    expect(await catchUp()).toBe(0);
    expect(await failures.scan({ job: "unit", id: 1 })).toMatchObject({ outcome: "log" });
    expect((await namesOf(1))?.map(([name]) => name)).toEqual(["TestA", "shop.CartTest.adds"]);
  });

  test("if Jenkins denies access to the results, the log explains the run", async () => {
    write(1, "log", goLog);
    instead = { open: () => Promise.reject(new RefusedError("Jenkins", 403, "mend jenkins_token")) };
    expect(await scanner.scanRun(await stored(1))).toMatchObject({ outcome: "log" });
    expect(await namesOf(1)).toEqual([["TestA", null]]);
  });

  test.each([
    ["a DOCTYPE", `<!DOCTYPE result [<!ENTITY a "b">]>${results}`],
    ["another kind of file", "<html><body>no</body></html>"],
    ["nothing", ""],
  ])("results with %s are ignored", async (_, content) => {
    write(1, "log", goLog);
    write(1, "junitResult.xml", content);
    expect(await scanner.scanRun(await stored(1))).toMatchObject({ outcome: "log" });
    expect(await namesOf(1)).toEqual([["TestA", null]]);
  });

  test("a rescan joins results that came later", async () => {
    write(1, "log", goLog);
    await catchUp();
    write(1, "junitResult.xml", results);
    await database.kysely.updateTable("ci_stat_scans").set({ rules_version: "old" }).execute();
    const { changes } = await scanner.rescan(window);
    expect(changes.map(({ after }) => after.failures.map(({ name }) => name))).toEqual([
      ["TestA", "shop.CartTest.adds"],
    ]);
  });
});
