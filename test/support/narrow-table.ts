import { sql } from "kysely";
import type { Database } from "../../src/database/engine/open.ts";

/** `ci_data` as at the origin: `repo` at the end, names that compare without case, and three statuses only. */
export async function createNarrowCiData({ engine, kysely }: Database): Promise<void> {
  const isMysql = engine === "mysql";
  const status = isMysql
    ? sql`enum('SUCCESS','FAILURE','ABORTED') not null`
    : sql`text not null check (status in ('SUCCESS','FAILURE','ABORTED'))`;
  const [number, moment, json] = isMysql
    ? [sql`int unsigned`, sql`datetime`, sql`json`]
    : [sql`integer`, sql`text`, sql`text`];
  await sql`create table ci_data (job varchar(100) not null, job_id ${number} not null, status ${status},
    duration ${number} null, time ${moment} null, ${sql.ref("commit")} text null, branch varchar(100) null,
    comment varchar(100) null, analysis_res ${json} null, description ${json} null, repo varchar(100) null,
    primary key (job, job_id)) ${isMysql ? sql`default charset = utf8mb4 collate = utf8mb4_general_ci` : sql``}`.execute(
    kysely,
  );
}
