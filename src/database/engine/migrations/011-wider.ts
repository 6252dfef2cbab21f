import { type Kysely, type Migration, sql } from "kysely";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn, addIndex } from "./additive.ts";

/** Columns that were narrower than what a site may have: long names of jobs and branches, numbers over 2^31. */
const WIDER = [
  sql`alter table ci_stat_scans modify job varchar(255) not null, modify job_id bigint not null,
    modify repo varchar(255), modify branch varchar(255), modify pull bigint`,
  sql`alter table ci_stat_failures modify job varchar(255) not null, modify job_id bigint not null,
    modify repo varchar(255), modify branch varchar(255), modify pull bigint`,
  sql`alter table ci_stat_sync_wishes modify job varchar(255) not null`,
];

/** Makes room. SQLite enforces no widths. */
export function widerMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      if (engine === "mysql") for (const statement of WIDER) await statement.execute(db);
      await addColumn({ engine, kysely: db }, "ci_stat_scans", "fault", "varchar(300)");
      await addIndex(db as unknown as Kysely<unknown>, engine, "ci_stat_scans", "ci_stat_scans_outcome", ["outcome"]);
    },
  };
}
