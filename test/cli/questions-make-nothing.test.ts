import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { type Database, openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { asRoot, mysql, mysqlUrl } from "../support/engines.ts";
import { runRow, zone } from "../support/runs.ts";
import { runCommand, type Said } from "../support/terminal.ts";

/** A database that `env.json` names: a schema on the server, or a file. */
interface Place {
  readonly database: Database;
  readonly settings: Readonly<Record<string, string | number>>;
  drop(): Promise<void>;
}

const engines = [
  { engine: "sqlite", open: openFile },
  ...(mysqlUrl === "" ? [] : [{ engine: "mysql", open: openSchema }]),
];

const JOB = "unit-test";
const questions = [
  "summary 2021-06-20",
  "jobs 2021-06-20",
  `job ${JOB} 2021-06-20`,
  "prs 2021-06-20",
  "pr 7 2021-06-20",
  "failures 2021-06-20",
  "case TestCopTask 2021-06-20",
  "flaky 2021-06-20",
  `run ${JOB} 1`,
  "commit abc1234",
  "nightly 2021-06-20",
  "compare 2021-06-19 2021-06-20",
  "issues",
  "status",
  "failures 2021-06-20 --json",
  "failures 2021-06-20 --csv",
  "file-issues 2021-06-20 --dry-run",
  "send-report daily --at 2021-06-21T00:00 --dry-run",
  "doctor",
];
/** What is not configured here is told with another exit code. */
const needsMore = /^(doctor|issues|file-issues)/;
const run = runRow({ job: JOB, status: "FAILURE", commit: "abc1234", pull: { number: 7 } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-questions-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function openFile(): Promise<Place> {
  const database = openSqlite(path.join(folder, "data", "ci_stat.sqlite"));
  return { database, settings: {}, drop: database.close };
}

async function openSchema(): Promise<Place> {
  const database = await mysql.open();
  return { database, settings: database.settings, drop: database.drop };
}

function say(line: string, settings: Readonly<Record<string, string | number>>): Promise<Said> {
  const all = { data_dir: path.join(folder, "data"), log_dir: path.join(folder, "logs"), ...settings };
  const named = Object.entries(all).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)]);
  return runCommand({ environment: { LANG: "en_US.UTF-8", ...Object.fromEntries(named) }, folder }, line);
}

async function tablesOf({ engine, kysely }: Database): Promise<string[]> {
  const { rows } = await (engine === "sqlite"
    ? sql<{ name: string }>`select name from sqlite_master where type = 'table' order by name`
    : sql<{ name: string }>`select table_name as name from information_schema.tables
        where table_schema = database() order by table_name`
  ).execute(kysely);
  return rows.map(({ name }) => name);
}

function writeLog(): void {
  const build = path.join(folder, "logs", JOB, "builds", "1");
  mkdirSync(build, { recursive: true });
  writeFileSync(
    path.join(build, "log"),
    "=== RUN   TestCopTask\n--- FAIL: TestCopTask (0.01s)\nFAIL\nFinished: FAILURE\n",
  );
}

describe.each(engines)("a question, on $engine", ({ engine, open }) => {
  let place: Place;
  beforeEach(async () => {
    place = await open();
  });
  afterEach(() => place.drop());

  test("makes no table, and is answered from ci_data and the logs where nothing was migrated", async () => {
    await createCiData(place.database);
    await insertRuns(place.database, [run], zone);
    writeLog();
    const before = await tablesOf(place.database);
    expect(before).toEqual(["ci_data"]);
    for (const line of questions) {
      const { code, err } = await say(line, place.settings);
      expect({
        line,
        code,
        trouble: /cannot|went wrong/.exec(err)?.[0],
        tables: await tablesOf(place.database),
      }).toEqual({ line, code: needsMore.test(line) ? expect.any(Number) : 0, trouble: undefined, tables: before });
    }
    expect((await say("failures 2021-06-20", place.settings)).out).toContain("TestCopTask");
    expect((await say("status", place.settings)).out).toContain("not made yet, run migrate");
  });

  test("in a database without ci_data names the table, and makes none", async () => {
    for (const line of questions.filter((each) => each !== "doctor")) {
      const { code, err } = await say(line, place.settings);
      expect({ line, code }).toEqual({ line, code: 1 });
      expect(err).toMatch(/^A table is missing in the CI database: .*ci_data/m);
    }
    const doctor = await say("doctor --json", place.settings);
    const { checks } = JSON.parse(doctor.out) as { checks: { name: string; state: string; mend: string[] }[] };
    expect(checks.find(({ name }) => name === "ci_data")).toMatchObject({
      state: "bad",
      mend: [expect.stringContaining("migrate --create")],
    });
    expect(doctor.code).toBe(1);
    expect(await tablesOf(place.database)).toEqual([]);
  });

  test.each(["rescan 2021-06-20", "file-issues 2021-06-20"])(
    "%s asks for migrate where there is nowhere to write",
    async (line) => {
      await createCiData(place.database);
      const { code, err } = await say(line, place.settings);
      expect(code).toBe(1);
      expect(err).toContain("A table is missing in the CI database: ci_stat_… (ci-stat migrate)");
      expect(await tablesOf(place.database)).toEqual(["ci_data"]);
    },
  );

  test("names a column that is missing", async () => {
    await sql`create table ci_data (job varchar(100), job_id integer, status varchar(20))`.execute(
      place.database.kysely,
    );
    const { code, err } = await say("summary", place.settings);
    expect(code).toBe(1);
    expect(err).toMatch(/^A column is missing in the CI database: .*duration/m);
  });

  test("migrate makes ci_data only where it is asked to, or where the database is ours", async () => {
    const plain = await say("migrate", place.settings);
    const made = await tablesOf(place.database);
    if (engine === "sqlite") {
      expect(plain.code).toBe(0);
      expect(made).toContain("ci_data");
      return;
    }
    expect(plain.code).toBe(1);
    expect(plain.err).toContain("ci-stat migrate --create makes the table");
    expect(made).toEqual([]);
    expect(await say("migrate --create", place.settings)).toMatchObject({
      code: 0,
      out: "The tables are up to date.\n",
    });
    expect(await tablesOf(place.database)).toEqual(expect.arrayContaining(["ci_data", "ci_stat_scans"]));
    expect((await say("summary", place.settings)).code).toBe(0);
  });
});

test("a question without any database says so, and makes no file", async () => {
  const { code, err } = await say("summary", {});
  expect(code).toBe(1);
  expect(err).toMatch(/^The configured database does not exist: .*ci_stat\.sqlite \(ci-stat serve, ci-stat sync\)$/m);
  expect(existsSync(path.join(folder, "data"))).toBe(false);
});

describe.skipIf(mysqlUrl === "")("on the server", () => {
  test("a mistyped database is named, and not made", async () => {
    const place = await mysql.open();
    const mistyped = `${place.settings.database}_typo`;
    for (const line of ["summary", "rescan", "migrate", "migrate --create"]) {
      const { code, err } = await say(line, { ...place.settings, database: mistyped });
      expect({ line, code }).toEqual({ line, code: 1 });
      expect(err).toContain(`The configured database does not exist: Unknown database '${mistyped}'`);
    }
    expect(await asRoot(`show databases like '${mistyped}'`)).toEqual([]);
    await place.drop();
  });

  test("a right that is missing is named", async () => {
    const place = await mysql.open();
    await createCiData(place);
    const { database } = place.settings;
    await asRoot(
      `create or replace user narrow@'%' identified by 'n'; grant select (job, job_id) on ${database}.ci_data to narrow@'%'`,
    );
    const { code, err } = await say("summary", { ...place.settings, user: "narrow", password: "n" });
    expect(code).toBe(1);
    expect(err).toMatch(/^The database user lacks a right: .*SELECT.*narrow/m);
    await asRoot("drop user narrow@'%'");
    await place.drop();
  });
});
