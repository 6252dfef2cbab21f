import type { Kysely, Migration } from "kysely";
import { tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn } from "./additive.ts";

/** Full names of jobs whose name `ci_data` holds shortened, and how many jobs could not be read at the last poll. */
export function jobsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("ci_stat_job_names")
        .ifNotExists()
        .addColumn("job", "varchar(255)", (column) => column.primaryKey())
        .addColumn("full_job", "text", (column) => column.notNull())
        .modifyEnd(tableOptions(engine))
        .execute();
      await addColumn({ engine, kysely: db as Kysely<Tables> }, "ci_stat_polls", "unreadable", "bigint");
    },
  };
}
