import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { openSqlite } from "../../../src/database/engine/open.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import { insertRuns, type NewRun } from "../../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../../src/database/runs/run-store.ts";
import { builtinRules } from "../../../src/logs/rules.ts";
import { createScanner, type Scanner } from "../../../src/logs/scanning/scanner.ts";
import { RefusedError } from "../../../src/ports/errors.ts";
import type { FailureStore } from "../../../src/ports/failure-store.ts";
import type { LogSource } from "../../../src/ports/logs.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { logFiles } from "../../../src/sources/files/log-files.ts";
import { standingClock } from "../../support/clock.ts";
import { noResults } from "../../support/results.ts";
import { at, runRow, zone } from "../../support/runs.ts";

const goLog = (name: string) =>
  `=== RUN   ${name}\n--- FAIL: ${name} (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\n`;
const window = { begin: at("2021-06-18 00:00:00"), end: at("2021-06-21 00:00:00") };

let folder: string;
let runs: RunStore;
let failures: FailureStore;
let scanner: Scanner;
let opened: string[];
let away: string[];
const clock = standingClock(0);
const database = openSqlite(":memory:");

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-scanner-"));
  await migrateOwnTables(database);
  await createCiData(database);
  await database.kysely.deleteFrom("ci_data").execute();
  await database.kysely.deleteFrom("ci_stat_scans").execute();
  await database.kysely.deleteFrom("ci_stat_failures").execute();
  runs = createRunStore(database, { zone, fast: true });
  failures = createFailureStore(database);
  opened = [];
  away = [];
  clock.set(0);
  const files = logFiles(folder, clock);
  const logs: LogSource = {
    ...files,
    open: (ref, ...rest) => {
      const key = `${ref.job}#${ref.id}`;
      opened.push(key);
      if (away.includes(key)) return Promise.reject(new RefusedError("Jenkins", 401, "mend jenkins_token"));
      return files.open(ref, ...rest);
    },
  };
  scanner = createScanner({ runs, failures, logs, results: noResults, rules: builtinRules, clock });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function record(rows: readonly NewRun[]): Promise<void> {
  await insertRuns(database, rows, zone);
}

function writeLog(job: string, id: number, text: string): void {
  const place = path.join(folder, job, "builds", String(id));
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, "log"), text);
}

const failed = (job_id: number, said: Parameters<typeof runRow>[0] = {}) =>
  runRow({ job: "unit", job_id, status: "FAILURE", ...said });

test("every failed run of a window is read once, however often it is asked for", async () => {
  await record([failed(1), failed(2), runRow({ job: "unit", job_id: 3 })]);
  for (const id of [1, 2, 3]) writeLog("unit", id, goLog(`Test${id}`));
  expect(await scanner.catchUp(window, clock.now() + 10_000)).toBe(0);
  expect(await scanner.catchUp(window, clock.now() + 10_000)).toBe(0);
  const [run] = await runs.unsuccessfulRuns(window);
  if (run) await scanner.scanRun(run);
  expect(opened.sort()).toEqual(["unit#1", "unit#2"]);
  const found = await failures.ofRuns([{ job: "unit", id: 1 }]);
  expect(found[0]?.failures.map(({ name }) => name)).toEqual(["Test1"]);
});

test("two callers that open the same run at once share one reading", async () => {
  await record([failed(1)]);
  writeLog("unit", 1, goLog("TestA"));
  const [run] = await runs.unsuccessfulRuns(window);
  if (!run) throw new Error("no run");
  const [one, other] = await Promise.all([scanner.scanRun(run), scanner.scanRun(run)]);
  expect(one).toEqual(other);
  expect(opened).toEqual(["unit#1"]);
});

test("without a log, what sync_ci stored is used; if that is garbage, nothing was found", async () => {
  await record([
    failed(1, { analysis_res: '{"case": ["executor_test.go:testSuite.TestX", 7, ""]}' }),
    failed(2, { analysis_res: '{"env": "no list"}' }),
    failed(3, { analysis_res: "not json" }),
    failed(4, { analysis_res: '{"compile": ["could not compile"]}' }),
  ]);
  await scanner.catchUp(window, clock.now() + 10_000);
  const found = await failures.ofRuns([1, 2, 3, 4].map((id) => ({ job: "unit", id })));
  expect(found.map((each) => each.failures.map(({ cause, name, file }) => [cause, name, file]))).toEqual([
    [["case", "testSuite.TestX", "executor_test.go"]],
    [],
    [],
    [["compile", "could not compile", null]],
  ]);
  expect((await failures.scan({ job: "unit", id: 1 }))?.outcome).toBe("no_log");
  expect(await failures.causes({ window, jobs: [] })).toEqual({ case: 1, compile: 1, check: 0, env: 0, unknown: 2 });
});

test("a log takes precedence over what sync_ci stored", async () => {
  await record([failed(1, { analysis_res: '{"env": ["noise"]}' })]);
  writeLog("unit", 1, goLog("TestA"));
  await scanner.catchUp(window, clock.now() + 10_000);
  expect((await failures.scan({ job: "unit", id: 1 }))?.failures.map(({ name }) => name)).toEqual(["TestA"]);
});

test("an unavailable log does not delay the others, and is read later", async () => {
  const days = ["2021-06-18 10:00:00", "2021-06-19 10:00:00", "2021-06-20 10:00:00"];
  await record(days.map((time, index) => failed(index + 1, { time })));
  for (const id of [1, 2, 3]) writeLog("unit", id, goLog(`Test${id}`));
  away = ["unit#3", "unit#2"];
  expect(await scanner.catchUp(window, clock.now() + 10_000)).toBe(2);
  expect((await failures.scanned(window)).map(({ id }) => id)).toEqual([1]);
  away = [];
  expect(await scanner.catchUp(window, clock.now() + 10_000)).toBe(0);
});

test("at the deadline the newest logs are read, and the rest are counted", async () => {
  const days = ["2021-06-18 10:00:00", "2021-06-19 10:00:00", "2021-06-20 10:00:00"];
  await record(days.map((time, index) => failed(index + 1, { time })));
  const left = await scanner.catchUp(window, 10_000, () => clock.set(10_000));
  expect(left).toBe(2);
  expect(opened).toEqual(["unit#3"]);
  clock.set(0);
  expect(await scanner.catchUp(window, clock.now() + 10_000)).toBe(0);
});

test("nothing is read for a job name that leads out of the folder", async () => {
  writeFileSync(path.join(folder, "log"), goLog("TestSecret"));
  await record([failed(1, { job: "../../x" }), failed(2, { job: ".." }), failed(3, { job: "a/../.." })]);
  await scanner.catchUp(window, clock.now() + 10_000);
  expect(await failures.causes({ window, jobs: [] })).toMatchObject({ case: 0, unknown: 3 });
});
