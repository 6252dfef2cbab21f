import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { type Database, openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import { isFailed } from "../../src/model/run.ts";
import { mysql, mysqlUrl } from "./engines.ts";
import { runRow, zone } from "./runs.ts";

/** A site with two days of runs and a few logs, on disk or on the server, and plain SQL beside everything that is tested. */
export interface SampleSite {
  /** What leads the program to it. */
  readonly environment: NodeJS.ProcessEnv;
  /** What leads the library to it. */
  readonly connection: { readonly logDir: string } & (
    | { readonly sqliteFile: string }
    | {
        readonly host: string;
        readonly port: number;
        readonly user: string;
        readonly password: string;
        readonly database: string;
      }
  );
  readonly folder: string;
  /** Number of the pull request in plain SQL. */
  readonly pull: string;
  plain(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  remove(): Promise<void>;
}

const statuses = ["SUCCESS", "FAILURE", "SUCCESS", "ABORTED", "SUCCESS", "FAILURE", "UNSTABLE"];
const titles = [
  "executor: fix 索引合并 的错误结果 🎉",
  '=HYPERLINK("http://x")',
  "plain \u001b[31mred\u001b[0m title",
  "two\nlines",
];

/** 600 runs: pull requests of two repositories share numbers, every ninth run is special, some descriptions are no JSON. */
const sampleRuns: readonly NewRun[] = Array.from({ length: 600 }, (_, index) => {
  const special = index % 9 === 0;
  const half = Math.floor(index / 2);
  const pull = { number: 1 + (index % 23), title: titles[half % 4] ?? "", author: `author${index % 5}` };
  return runRow({
    job: special ? "nightly" : `job_${index % 7}`,
    job_id: index + 1,
    status: statuses[(index * 5) % 7 === 3 ? 1 : index % 7] ?? "SUCCESS",
    duration: index % 50 === 0 ? null : 60_000 * (1 + (index % 90)),
    commit: index % 40 === 7 ? null : `${(index % 61).toString(16).padStart(2, "0")}c0ffee`.padEnd(40, "0"),
    ...(special ? { description: index % 2 === 0 ? null : "{}" } : { pull }),
    repo: special ? null : index % 3 === 0 ? "tikv/tikv" : "pingcap/tidb",
    time: `2021-06-${19 + (index % 2)} ${String(index % 24).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}:00`,
    analysis_res: half % 4 === 1 ? `{"case":["executor_test.go:testSuite.Test${index % 12}"]}` : null,
  });
});

const failedLog = `+ make gotest
----------------------------------------------------------------------
FAIL: executor_test.go:204: testSuite.TestFromLog

executor_test.go:210:
    c.Assert(err, IsNil)
... value *errors.fundamental = token=ghp_0123456789abcdefghijABCDEFGHIJ012345

make: *** [gotest] Error 1
Finished: FAILURE
`;

async function fill(database: Database, folder: string): Promise<void> {
  await createCiData(database);
  await insertRuns(database, sampleRuns, zone);
  for (const run of sampleRuns.filter(({ status, job_id }) => isFailed(status) && job_id % 3 === 0)) {
    const place = path.join(folder, "logs", run.job, "builds", String(run.job_id));
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, "log"), failedLog);
  }
}

async function sqliteSite(): Promise<SampleSite> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-sample-"));
  const sqliteFile = path.join(folder, "data", "ci_stat.sqlite");
  const database = openSqlite(sqliteFile);
  await fill(database, folder);
  const logDir = path.join(folder, "logs");
  return {
    environment: { CI_STAT_DATA_DIR: path.join(folder, "data"), CI_STAT_LOG_DIR: logDir, LANG: "en_US.UTF-8" },
    connection: { sqliteFile, logDir },
    folder,
    pull: "json_extract(description, '$.ghprbPullId')",
    plain: async (statement) => (await sql.raw<Record<string, unknown>>(statement).execute(database.kysely)).rows,
    async remove() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function mysqlSite(): Promise<SampleSite> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-sample-"));
  const database = await mysql.open();
  await fill(database, folder);
  const logDir = path.join(folder, "logs");
  const { host, port, user, password, database: name } = database.settings;
  const address = { host: String(host), port: Number(port), user: String(user), password: String(password) };
  return {
    environment: {
      CI_STAT_HOST: address.host,
      CI_STAT_PORT: String(port),
      CI_STAT_USER: address.user,
      CI_STAT_PASSWORD: address.password,
      CI_STAT_DATABASE: String(name),
      CI_STAT_LOG_DIR: logDir,
      LANG: "en_US.UTF-8",
    },
    connection: { ...address, database: String(name), logDir },
    folder,
    pull: "json_value(description, '$.ghprbPullId')",
    plain: async (statement) => (await sql.raw<Record<string, unknown>>(statement).execute(database.kysely)).rows,
    async remove() {
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** On each database there is. */
export const sampleSites = [
  { engine: "sqlite", open: sqliteSite },
  ...(mysqlUrl === "" ? [] : [{ engine: "mysql", open: mysqlSite }]),
];
