import type { Kysely, Migration } from "kysely";
import { columnsOf } from "../dialect.ts";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";

const COLUMNS = {
  ci_stat_scans: { run_status: "varchar(16)", case_durations: "text" },
  ci_stat_failures: { run_status: "varchar(16)", duration_ms: "integer" },
} as const;

/** How long test cases took, and the result of the run: failures found in aborted runs are not counted. */
export function resultsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      for (const [table, columns] of Object.entries(COLUMNS)) {
        const there = await columnsOf({ engine, kysely: db }, table);
        for (const [name, type] of Object.entries(columns))
          if (!there.includes(name)) await db.schema.alterTable(table).addColumn(name, type).execute();
      }
    },
  };
}
