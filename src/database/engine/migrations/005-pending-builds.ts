import type { Kysely, Migration } from "kysely";
import { tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";
import { addIndex } from "./additive.ts";

/**
 * Builds that are recorded once they have ended, stored so that a restart does not lose them. The table and the
 * migration keep the name of the first release, since databases remember both.
 */
export function pendingBuildsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("ci_stat_sync_wishes")
        .ifNotExists()
        .addColumn("job", "varchar(100)", (column) => column.notNull())
        .addColumn("job_id", "bigint", (column) => column.notNull())
        .addColumn("state", "varchar(16)", (column) => column.notNull())
        .addColumn("asked_at", "bigint", (column) => column.notNull())
        .addColumn("try_at", "bigint", (column) => column.notNull())
        .addColumn("lease_until", "bigint", (column) => column.notNull())
        .addColumn("reason", "varchar(300)")
        .addPrimaryKeyConstraint("ci_stat_sync_wishes_key", ["job", "job_id"])
        .modifyEnd(tableOptions(engine))
        .execute();
      await addIndex(db, engine, "ci_stat_sync_wishes", "ci_stat_sync_wishes_state", ["state", "try_at"]);
    },
  };
}
