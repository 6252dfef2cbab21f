import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { openSqlite } from "../../../src/database/engine/open.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import { insertRuns } from "../../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../../src/database/runs/run-store.ts";
import { parseRules } from "../../../src/logs/rule-file.ts";
import { builtinRules, type RuleSet } from "../../../src/logs/rules.ts";
import { createScanner, type Scanner } from "../../../src/logs/scanning/scanner.ts";
import { RefusedError, UnreachableError } from "../../../src/ports/errors.ts";
import type { FailureStore } from "../../../src/ports/failure-store.ts";
import type { LogSource } from "../../../src/ports/logs.ts";
import type { RunStore, StoredRun } from "../../../src/ports/run-store.ts";
import { logFiles } from "../../../src/sources/files/log-files.ts";
import { standingClock } from "../../support/clock.ts";
import { noResults } from "../../support/results.ts";
import { at, runRow, zone } from "../../support/runs.ts";

const window = { begin: at("2021-06-18 00:00:00"), end: at("2021-06-21 00:00:00") };
const goLog = (name: string) =>
  `=== RUN   ${name}\n--- FAIL: ${name} (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\n`;
const clock = standingClock(at("2021-06-20 12:00:00"));
const ref = { job: "unit", id: 1 };

let folder: string;
let runs: RunStore;
let failures: FailureStore;
let scanner: Scanner;
let rules: RuleSet;
let instead: LogSource | undefined;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-outcomes-"));
  const database = openSqlite(":memory:");
  await migrateOwnTables(database);
  await createCiData(database);
  await insertRuns(
    database,
    [runRow({ job: "unit", job_id: 1, status: "FAILURE", analysis_res: '{"env": ["noted"]}' })],
    zone,
  );
  runs = createRunStore(database, { zone, fast: true });
  failures = createFailureStore(database);
  rules = builtinRules();
  instead = undefined;
  const files = logFiles(folder, clock);
  const logs: LogSource = { open: (run) => (instead ?? files).open(run) };
  scanner = createScanner({ runs, failures, logs, results: noResults, rules: () => rules, clock });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string | Uint8Array, name = "log"): void {
  const place = path.join(folder, "unit/builds/1");
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, name), content);
  utimesSync(path.join(place, name), 0, clock.now() / 1000 - 3600);
}
async function run(): Promise<StoredRun> {
  const [found] = await runs.unsuccessfulRuns(window);
  if (!found) throw new Error("no run");
  return found;
}
const names = (scan: { failures: readonly { name: string }[] } | undefined) => scan?.failures.map(({ name }) => name);
const catchUp = () => scanner.catchUp(window, clock.now() + 10_000);

test.each([
  ["a whole log", () => write(goLog("TestA")), "log", ["TestA"]],
  ["a log of which half is left", () => write(cutArchive(), "log.gz"), "truncated", ["TestA"]],
  ["half a log without a failure", () => write(cutArchive("quiet"), "log.gz"), "truncated", ["noted"]],
  [
    "no text at all",
    () => write(Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * 73) % 256))),
    "binary",
    ["noted"],
  ],
  ["an archive that is none", () => write("nothing", "log.gz"), "unreadable", ["noted"]],
  ["an empty file", () => write(""), "no_log", ["noted"]],
])("%s has its own outcome", async (_, prepare, outcome, found) => {
  prepare();
  expect(await catchUp()).toBe(0);
  const scan = await failures.scan(ref);
  expect(scan?.outcome).toBe(outcome);
  expect(names(scan)).toEqual(found);
});

function cutArchive(first = goLog("TestA")): Uint8Array {
  const noise = Array.from({ length: 50_000 }, (_, index) => `line ${(index * 7919) % 100_003}\n`).join("");
  const packed = gzipSync(first + noise);
  return packed.subarray(0, packed.length / 2);
}

test("a log that still grows is read again until it is complete; until then its findings so far are shown", async () => {
  write(goLog("TestA"));
  const file = path.join(folder, "unit/builds/1/log");
  utimesSync(file, 0, clock.now() / 1000 - 1);
  expect((await scanner.scanRun(await run())).outcome).toBe("growing");
  expect(names(await failures.scan(ref))).toEqual(["TestA"]);
  expect(await failures.scannedCount(window)).toBe(0);
  writeFileSync(file, `${goLog("TestA")}${goLog("TestB")}Finished: FAILURE\n`);
  const scan = await scanner.scanRun(await run());
  expect(scan.outcome).toBe("log");
  expect(names(scan)).toEqual(["TestA", "TestB"]);
  expect(await failures.scannedCount(window)).toBe(1);
});

test("while Jenkins is down a run is shown with what sync_ci stored, and its log is read once Jenkins is back", async () => {
  instead = { open: () => Promise.reject(new UnreachableError("Jenkins", { cause: new Error("ECONNREFUSED") })) };
  const shown = await scanner.scanRun(await run());
  expect([shown.outcome, names(shown)]).toEqual(["unreadable", ["noted"]]);
  expect(await catchUp()).toBe(1);
  expect(await failures.scan(ref)).toBeUndefined();
  instead = undefined;
  write(goLog("TestA"));
  await catchUp();
  expect(names(await failures.scan(ref))).toEqual(["TestA"]);
});

test("without access to a log nothing is known: neither the scan nor a rescan stores a verdict", async () => {
  write(goLog("TestA"));
  await catchUp();
  instead = { open: () => Promise.reject(new RefusedError("Jenkins", 401, "mend jenkins_token")) };
  rules = parseRules('- { regex: "flux capacitor", cause: env }').rules;
  expect(await scanner.rescan(window)).toEqual({ read: 0, gone: 0, later: 1, changes: [] });
  expect(names(await failures.scan(ref))).toEqual(["TestA"]);
  instead = undefined;
  expect(await scanner.rescan(window)).toMatchObject({ read: 1, later: 0 });
});

test("a connection that breaks halfway does not pass for a shorter log", async () => {
  const read = async function* () {
    yield Buffer.from(goLog("TestA"));
    throw new UnreachableError("Jenkins", { cause: new Error("terminated") });
  };
  instead = { open: async () => ({ kind: "log", size: null, version: "1", growing: false, read }) };
  expect(await catchUp()).toBe(1);
  expect(await failures.scan(ref)).toBeUndefined();
});

test("a rule for another job finds nothing", async () => {
  write("the flux capacitor is broken\n");
  const file = `- { name: flux, regex: "flux capacitor", cause: env, jobs: ["other_*"], final: false }`;
  rules = parseRules(file).rules;
  await catchUp();
  expect(names(await failures.scan(ref))).toEqual([]);
  rules = parseRules(file.replace("other_*", "un*")).rules;
  await scanner.rescan(window);
  expect(names(await failures.scan(ref))).toEqual(["flux capacitor"]);
});

test("a rescan with newer rules says what changed, and does not read current scans again", async () => {
  write("the flux capacitor is broken\n");
  await catchUp();
  expect(await scanner.rescan(window)).toEqual({ read: 0, gone: 0, later: 0, changes: [] });
  rules = parseRules('- { regex: "flux capacitor", cause: env, failure: "no flux", final: false }').rules;
  const { read, changes } = await scanner.rescan(window);
  expect(read).toBe(1);
  expect(changes.map(({ before, after }) => [names(before), names(after)])).toEqual([[[], ["no flux"]]]);
  expect(names(await failures.scan(ref))).toEqual(["no flux"]);
  expect((await scanner.rescan(window)).read).toBe(0);
});

test("a rescan keeps the findings of a log that is gone", async () => {
  write(goLog("TestA"));
  await catchUp();
  rmSync(path.join(folder, "unit"), { recursive: true });
  rules = parseRules('- { regex: "flux capacitor", cause: env }').rules;
  expect(await scanner.rescan(window)).toMatchObject({ read: 0, gone: 1 });
  expect(names(await failures.scan(ref))).toEqual(["TestA"]);
});

test("an aborted run says why it was stopped, and one whose log is silent or gone, that nobody knows", async () => {
  const run = { ...(await runs.run(ref)), status: "ABORTED", analysis: null } as StoredRun;
  write("Timeout has been exceeded\nFinished: ABORTED\n");
  expect((await scanner.scanRun(run)).abort).toEqual({ reason: "timeout", detail: null });
  for (const content of ["Finished: ABORTED\n", ""]) {
    await failures.forget(run);
    write(content);
    expect((await scanner.scanRun(run)).abort).toEqual({ reason: "unknown", detail: null });
  }
});
