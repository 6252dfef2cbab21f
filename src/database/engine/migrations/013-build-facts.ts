import type { Kysely, Migration } from "kysely";
import { tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";
import { addIndex } from "./additive.ts";

/** Facts of a build that `ci_data`, which may be somebody else's, has no place for. */
export function buildFactsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("ci_stat_build_facts")
        .ifNotExists()
        .addColumn("job", "varchar(255)", (column) => column.notNull())
        .addColumn("job_id", "bigint", (column) => column.notNull())
        .addColumn("run_time", "bigint")
        .addColumn("repo", "varchar(255)")
        .addColumn("branch", "varchar(255)")
        .addColumn("pull", "bigint")
        .addColumn("original_status", "varchar(20)")
        .addColumn("abort_reason", "varchar(20)")
        .addColumn("abort_detail", "varchar(255)")
        .addColumn("source", "varchar(100)")
        .addColumn("attempt", "integer")
        .addColumn("full_job", "text")
        .addColumn("pull_link", "text")
        .addColumn("pull_title", "text")
        .addPrimaryKeyConstraint("ci_stat_build_facts_key", ["job", "job_id"])
        .modifyEnd(tableOptions(engine))
        .execute();
      await addIndex(db, engine, "ci_stat_build_facts", "ci_stat_build_facts_time", ["run_time", "abort_reason"]);
    },
  };
}
