import type { Kysely, Migration } from "kysely";
import { columnsOf } from "../dialect.ts";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";

/** Whether a failure is only the probable reason: it is shown as such, and no issue is filed for it. */
export function probableMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      const columns = await columnsOf({ engine, kysely: db }, "ci_stat_failures");
      if (columns.includes("probable")) return;
      await db.schema.alterTable("ci_stat_failures").addColumn("probable", "integer").execute();
    },
  };
}
