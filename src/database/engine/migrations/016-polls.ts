import type { Kysely, Migration } from "kysely";
import { tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";

/** How far each job of Jenkins has been read, and who polls. */
export function pollsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("ci_stat_polls")
        .ifNotExists()
        .addColumn("source", "varchar(20)", (column) => column.primaryKey())
        .addColumn("due_at", "bigint", (column) => column.notNull())
        .addColumn("lease_until", "bigint", (column) => column.notNull())
        .addColumn("lease_owner", "varchar(36)")
        .addColumn("answered_at", "bigint")
        .addColumn("jobs", "bigint", (column) => column.notNull())
        .addColumn("behind", "bigint", (column) => column.notNull())
        .addColumn("read_since", "bigint")
        .addColumn("fault", "varchar(300)")
        .modifyEnd(tableOptions(engine))
        .execute();
      await db.schema
        .createTable("ci_stat_polled_jobs")
        .ifNotExists()
        .addColumn("job", "varchar(700)", (column) => column.primaryKey())
        .addColumn("newest", "bigint", (column) => column.notNull())
        .addColumn("oldest", "bigint")
        .addColumn("read_since", "bigint")
        .modifyEnd(tableOptions(engine))
        .execute();
    },
  };
}
