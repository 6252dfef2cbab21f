import { type Kysely, type Migration, sql } from "kysely";
import { columnsOf } from "../dialect.ts";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";

/** The pull request of a scanned run, so that causes can be counted for runs without one. */
export function scanPullMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      const columns = await columnsOf({ engine, kysely: db }, "ci_stat_scans");
      if (!columns.includes("pull")) await db.schema.alterTable("ci_stat_scans").addColumn("pull", "integer").execute();
      await sql`update ci_stat_scans set pull = (select max(found.pull) from ci_stat_failures as found
        where found.job = ci_stat_scans.job and found.job_id = ci_stat_scans.job_id)`.execute(db);
    },
  };
}
