import { type Kysely, type Migration, sql } from "kysely";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn, addIndex } from "./additive.ts";

/** Columns that were too narrow for some sites: long job and branch names, numbers above 2^31. */
const WIDER = [
  sql`alter table ci_stat_scans modify job varchar(255) not null, modify job_id bigint not null,
    modify repo varchar(255), modify branch varchar(255), modify pull bigint`,
  sql`alter table ci_stat_failures modify job varchar(255) not null, modify job_id bigint not null,
    modify repo varchar(255), modify branch varchar(255), modify pull bigint`,
  sql`alter table ci_stat_sync_wishes modify job varchar(255) not null`,
];

/** Widens the columns. SQLite does not enforce widths. */
export function widerMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      if (engine === "mysql") for (const statement of WIDER) await statement.execute(db);
      await addColumn({ engine, kysely: db }, "ci_stat_scans", "fault", "varchar(300)");
      await addIndex(db as unknown as Kysely<unknown>, engine, "ci_stat_scans", "ci_stat_scans_outcome", ["outcome"]);
    },
  };
}
