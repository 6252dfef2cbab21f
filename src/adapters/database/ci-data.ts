import { type Kysely, sql } from "kysely";
import { columnsOf, jsonText, tableOptions } from "./dialect.ts";
import type { Database, Engine } from "./open.ts";
import type { Tables } from "./schema.ts";

/** The table of runs. It may belong to somebody else: created only where it is missing, changed only when asked. */

/** True where the virtual columns and their index are there, so that counting reads no JSON. */
export async function isFast(database: Database): Promise<boolean> {
  const columns = await columnsOf(database, "ci_data");
  return columns.includes("ci_stat_pull") && columns.includes("ci_stat_commit");
}

/**
 * Creates `ci_data` where it is missing, in the column order of `sync_ci`, with what makes it fast. `status` is no
 * enum, since Jenkins has more results than the three that the origin kept.
 */
export async function createCiData(database: Database): Promise<void> {
  if ((await columnsOf(database, "ci_data")).length > 0) return;
  const { engine, kysely } = database;
  const json = engine === "mysql" ? sql`json` : sql`text`;
  const moment = engine === "mysql" ? sql`datetime` : sql`text`;
  await sql`create table if not exists ci_data (
    job varchar(100) not null,
    job_id ${engine === "mysql" ? sql`int unsigned` : sql`integer`} not null,
    status varchar(20) not null,
    duration ${engine === "mysql" ? sql`int unsigned` : sql`integer`} null,
    time ${moment} null,
    ${sql.ref("commit")} text null,
    branch varchar(100) null,
    comment varchar(100) null,
    repo varchar(100) null,
    analysis_res ${json} null,
    description ${json} null,
    primary key (job, job_id)
  ) ${tableOptions(engine)}`.execute(kysely);
  for (const column of engine === "mysql" ? ["status", "job", "time", "duration", "branch", "repo"] : ["time"])
    await sql`create index ${sql.ref(`ci_data_${column}`)} on ci_data (${sql.ref(column)})`.execute(kysely);
  await makeFast(database);
}

/**
 * Adds two virtual columns, an index that holds all that counting reads, and one that leads to a commit. They store nothing in the rows. Where the
 * server can, the columns are invisible, so that an `insert` without column names goes on working.
 */
export async function makeFast(database: Database): Promise<void> {
  const { engine, kysely } = database;
  const columns = await columnsOf(database, "ci_data");
  if (!columns.includes("ci_stat_pull")) await addVirtual(kysely, engine, "ci_stat_pull", 20, pullText(engine));
  if (!columns.includes("ci_stat_commit"))
    await addVirtual(kysely, engine, "ci_stat_commit", 64, sql`substr(${sql.ref("commit")}, 1, 64)`);
  const window = sql`(time, status, job, repo, branch, ci_stat_pull, ci_stat_commit, duration)`;
  await addIndex(kysely, "ci_stat_window", window);
  await addIndex(kysely, "ci_stat_commits", sql`(ci_stat_commit, job, status, time)`);
}

async function addIndex(kysely: Kysely<Tables>, name: string, columns: ReturnType<typeof sql>): Promise<void> {
  await sql`create index ${sql.ref(name)} on ci_data ${columns}`
    .execute(kysely)
    .catch((error: { code?: string; message?: string }) => {
      if (error.code !== "ER_DUP_KEYNAME" && !/already exists/.test(error.message ?? "")) throw error;
    });
}

async function addVirtual(
  kysely: Kysely<Tables>,
  engine: Engine,
  name: string,
  length: number,
  value: ReturnType<typeof sql>,
): Promise<void> {
  const add = (invisible: ReturnType<typeof sql>) =>
    sql`alter table ci_data add column ${sql.ref(name)} varchar(${sql.lit(length)})
      generated always as (${value}) virtual ${invisible}`.execute(kysely);
  if (engine === "sqlite") await add(sql``);
  else await add(sql`invisible`).catch(() => add(sql``));
}

/** The pull request's number as text; null for a special run. A run is a pull-request run when the number is there and not 0. */
export function pullText(engine: Engine): ReturnType<typeof sql<string | null>> {
  const member = jsonText(engine, sql.ref<string | null>("description"), "ghprbPullId");
  return sql<string | null>`nullif(nullif(substr(${member}, 1, 20), '0'), '')`;
}
