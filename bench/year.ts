import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCiData } from "../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../src/database/engine/migrate.ts";
import { type Database, openSqlite } from "../src/database/engine/open.ts";
import type { FailuresTable, ScansTable } from "../src/database/engine/schema.ts";
import { insertRuns, type NewRun } from "../src/database/runs/insert-runs.ts";
import { RUNS, yearOfRuns } from "./rows.ts";
import type { BenchRow } from "./table.ts";

const YEAR = "2020-06-21..2021-06-20";
const ROWS_AT_ONCE = 200;

/** Lists with every detail over a year of runs, streamed into a file from the embedded database. */
export async function benchYear(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-bench-"));
  try {
    const database = openSqlite(path.join(folder, "ci_stat.sqlite"));
    await load(database);
    const scans = await database.kysely.selectFrom("ci_stat_scans").select("job").execute();
    await database.close();
    const failed = scans.length.toLocaleString("en-US");
    const runs = RUNS.toLocaleString("en-US");
    return [
      await measure(folder, `\`jobs ${YEAR} --details\`: ${failed} failed runs of ${runs}, into a file`, ["jobs"]),
      await measure(folder, `\`prs ${YEAR} --details\`: all of them by pull request and commit, into a file`, ["prs"]),
      await measure(folder, `\`prs ${YEAR} --details --csv\`, into a file`, ["prs", "--csv"]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(database: Database): Promise<void> {
  await createCiData(database);
  await migrateOwnTables(database);
  await insertRuns(database, yearOfRuns(), "Asia/Shanghai");
  await database.kysely.transaction().execute(async (transaction) => {
    for (const runs of failedBatches()) {
      await transaction.insertInto("ci_stat_scans").values(runs.map(scanRow)).execute();
      await transaction.insertInto("ci_stat_failures").values(runs.map(failureRow)).execute();
    }
  });
}

function* failedBatches(): Generator<NewRun[], void> {
  let batch: NewRun[] = [];
  for (const run of yearOfRuns()) {
    if (run.status === "FAILURE") batch.push(run);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function scanRow({ job, job_id, time, repo, branch }: NewRun): ScansTable {
  const about = { job, job_id, run_time: time, repo, branch, pull: null, run_status: "FAILURE" };
  const read = { outcome: "log", cause: "case", retried_cases: "[]", rules_version: "1" };
  return { ...about, ...read, last_checkout: null, case_durations: null, fault: null, log_end: null };
}

function failureRow({ job, job_id, time, repo, branch, commit }: NewRun): FailuresTable {
  const lines = [
    "executor_test.go:210:",
    "    c.Assert(err, IsNil)",
    "... value *errors.fundamental = connection lost",
  ];
  const name = `testSuite.Test${job_id % 400}`;
  return {
    job,
    job_id,
    ordinal: 0,
    run_time: time,
    repo,
    branch,
    pull: null,
    commit_hash: commit,
    cause: "case",
    name,
    file: "executor_test.go",
    line: 204,
    log_line: 4711,
    excerpt: lines.join("\n"),
    target: null,
    fingerprint: name,
    rule: "gocheck",
    owner: null,
    hint: null,
    run_status: "FAILURE",
    duration_ms: null,
    probable: null,
  };
}

async function measure(folder: string, what: string, [list = "", ...options]: readonly string[]): Promise<BenchRow> {
  const file = path.join(folder, "list.txt");
  const main = new URL("../dist/src/main.js", import.meta.url).pathname;
  const began = performance.now();
  const program = spawn(process.execPath, [main, list, YEAR, "--details", ...options], {
    cwd: folder,
    env: { PATH: process.env.PATH, CI_STAT_DATA_DIR: folder, LANG: "en_US.UTF-8" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let firstAfter = 0;
  program.stdout.once("data", () => {
    firstAfter = performance.now() - began;
  });
  program.stdout.pipe(createWriteStream(file));
  const peak = watchPeak(program);
  const [code] = (await once(program, "close")) as [number];
  if (code !== 0) throw new Error(`${list} ended with ${code}`);
  const seconds = (performance.now() - began) / 1000;
  const megabytes = statSync(file).size / 1e6;
  return {
    what,
    value: `${seconds.toFixed(1)} s, first line after ${(firstAfter / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB written, ${peak().toFixed(0)} MB of memory at most`,
  };
}

/** The most memory that a process ever had, as the kernel tells while it lives. */
function watchPeak({ pid }: ChildProcess): () => number {
  let kilobytes = 0;
  const timer = setInterval(() => {
    try {
      kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? kilobytes);
    } catch {
      clearInterval(timer);
    }
  }, 100);
  return () => {
    clearInterval(timer);
    return kilobytes / 1024;
  };
}
