import { type Kysely, type RawBuilder, sql } from "kysely";
import { columnsOf, jsonText, tableOptions } from "./dialect.ts";
import type { Database, Engine } from "./open.ts";
import type { Tables } from "./schema.ts";

/** The table of runs. It may belong to another program, so it is created or changed only on request. */

/** The columns of `ci_data`, in the order of `sync_ci`. */
export const ciDataColumns = [
  "job",
  "job_id",
  "status",
  "duration",
  "time",
  "commit",
  "branch",
  "comment",
  "repo",
  "analysis_res",
  "description",
] as const;

/** Reads no row. @throws the driver's error if the table, one of its columns, or the right to read it is missing */
export async function checkCiData({ kysely }: Pick<Database, "kysely">): Promise<void> {
  await kysely.selectFrom("ci_data").select(ciDataColumns).limit(0).execute();
}

/** Whether the virtual columns and their index exist, so that counting reads no JSON. */
export async function isFast(database: Database): Promise<boolean> {
  const columns = await columnsOf(database, "ci_data");
  return columns.includes("ci_stat_pull") && columns.includes("ci_stat_commit");
}

/** Whether the index exists that holds everything counting reads. */
export async function hasWindowIndex({ engine, kysely }: Database): Promise<boolean> {
  const query =
    engine === "mysql"
      ? sql`select 1 from information_schema.statistics
          where table_schema = database() and table_name = 'ci_data' and index_name = 'ci_stat_window' limit 1`
      : sql`select 1 from pragma_index_list('ci_data') where name = 'ci_stat_window'`;
  return (await query.execute(kysely)).rows.length > 0;
}

/** The virtual columns that counting groups by. They store nothing in the rows. */
function virtualColumns(engine: Engine) {
  return [
    { name: "ci_stat_pull", length: 20, value: pullText(engine) },
    { name: "ci_stat_commit", length: 64, value: sql`substr(${sql.ref("commit")}, 1, 64)` },
  ] as const;
}

/** The index that holds everything counting reads. */
const windowIndex = sql`(time, status, job, repo, branch, ci_stat_pull, ci_stat_commit, duration)`;

/** Characters of a job's name in a table that we make. The origin's holds 100, which a deep folder can exceed. */
const JOB_LENGTH = 255;

/** How many characters of a job's name the table holds, whoever made it. */
export async function jobLength({ engine, kysely }: Database): Promise<number> {
  const query =
    engine === "mysql"
      ? sql<{ type: string }>`select column_type as type from information_schema.columns
          where table_schema = database() and table_name = 'ci_data' and column_name = 'job'`
      : sql<{ type: string }>`select type from pragma_table_xinfo('ci_data') where name = 'job'`;
  const [row] = (await query.execute(kysely)).rows;
  return Number(/\((\d+)\)/.exec(row?.type ?? "")?.[1] ?? JOB_LENGTH);
}

/** The comment of a table that we made, by which it is told from one that another program fills. */
const OURS = "made by ci_stat";

/** Whether we made `ci_data`, so that nobody else fills it: always in SQLite, which is the embedded database. */
export async function isOurs({ engine, kysely }: Database): Promise<boolean> {
  if (engine === "sqlite") return true;
  const { rows } = await sql`select 1 from information_schema.tables
    where table_schema = database() and table_name = 'ci_data' and table_comment = ${OURS}`.execute(kysely);
  return rows.length > 0;
}

/**
 * Creates `ci_data` if it is missing, in the column order of `sync_ci`, with the columns and indexes that make it fast.
 * One statement, so that two replicas may run it at once. `status` is not an enum: Jenkins has more results than the
 * three of `sync_ci`.
 */
export async function createCiData(database: Database): Promise<void> {
  const { engine, kysely } = database;
  if ((await columnsOf(database, "ci_data")).length > 0) return;
  if (engine === "mysql") return inOneWay(kysely, (invisible) => createMysql(engine, invisible));
  await sql`create table if not exists ci_data (${commonColumns({ int: sql`integer`, json: sql`text`, moment: sql`text` })},
    ${virtuals(engine, sql``)}, primary key (job, job_id))`.execute(kysely);
  await sql`create index if not exists ci_stat_window on ci_data ${windowIndex}`.execute(kysely);
}

type Sql = ReturnType<typeof sql>;

function createMysql(engine: Engine, invisible: Sql): Sql {
  return sql`create table if not exists ci_data (
    ${commonColumns({ int: sql`int unsigned`, json: sql`json`, moment: sql`datetime` })},
    ${virtuals(engine, invisible)}, primary key (job, job_id), key (status), key (job), key (time), key (duration),
    key (branch), key (repo), key ci_stat_window ${windowIndex}) ${tableOptions(engine)} comment = ${sql.lit(OURS)}`;
}

function commonColumns({ int, json, moment }: { readonly int: Sql; readonly json: Sql; readonly moment: Sql }): Sql {
  return sql`job varchar(${sql.lit(JOB_LENGTH)}) not null, job_id ${int} not null, status varchar(20) not null, duration ${int} null,
    time ${moment} null, ${sql.ref("commit")} text null, branch varchar(100) null, comment varchar(100) null,
    repo varchar(100) null, analysis_res ${json} null, description ${json} null`;
}

function virtuals(engine: Engine, invisible: Sql): Sql {
  return sql.join(
    virtualColumns(engine).map(
      ({ name, length, value }) =>
        sql`${sql.ref(name)} varchar(${sql.lit(length)}) generated always as (${value}) virtual ${invisible}`,
    ),
  );
}

/** With invisible columns, which an `insert` without column names skips; with plain ones if the server has none. */
async function inOneWay(kysely: Kysely<Tables>, statement: (invisible: Sql) => Sql): Promise<void> {
  try {
    await statement(sql`invisible`).execute(kysely);
  } catch (error) {
    if ((error as { code?: string }).code !== "ER_PARSE_ERROR") throw error;
    await statement(sql``).execute(kysely);
  }
}

/**
 * Adds the columns and indexes that make counting fast to an existing table. Safe to run twice, and by two processes at
 * once. A year of runs takes a while: `onStep` is told what is being added.
 */
export async function makeFast(database: Database, onStep: (name: string) => void = () => {}): Promise<void> {
  const { engine, kysely } = database;
  const there = await columnsOf(database, "ci_data");
  for (const { name, length, value } of virtualColumns(engine)) {
    if (there.includes(name)) continue;
    onStep(`ci_data.${name}`);
    const add = (invisible: Sql) => sql`alter table ci_data add column ${sql.ref(name)} varchar(${sql.lit(length)})
      generated always as (${value}) virtual ${invisible}`;
    if (engine === "sqlite") await add(sql``).execute(kysely);
    else await inOneWay(kysely, add).catch(ignoreTwice);
  }
  if (await hasWindowIndex(database)) return;
  onStep("ci_stat_window");
  await sql`create index ci_stat_window on ci_data ${windowIndex}`.execute(kysely).catch(ignoreTwice);
}

function ignoreTwice(error: { code?: string; message?: string }): void {
  const twice =
    ["ER_DUP_KEYNAME", "ER_DUP_FIELDNAME"].includes(error.code ?? "") || /already exists/.test(error.message ?? "");
  if (!twice) throw error;
}

/** The pull request's number as text; null for a run without a pull request, whose number is absent or 0. */
export function pullText(engine: Engine): RawBuilder<string | null> {
  const member = jsonText(engine, sql.ref<string | null>("description"), "ghprbPullId");
  return sql<string | null>`nullif(nullif(substr(${member}, 1, 20), '0'), '')`;
}
