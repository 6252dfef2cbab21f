import type { Kysely, Migration } from "kysely";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn } from "./additive.ts";

const LEASED = ["ci_stat_claims", "ci_stat_issues", "ci_stat_deliveries", "ci_stat_sync_wishes"] as const;

/** The owner of a lease. Without it, an owner that lost its lease would overwrite the work of the next one. */
export function leasesMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      for (const table of LEASED) await addColumn({ engine, kysely: db }, table, "lease_owner", "varchar(36)");
    },
  };
}
