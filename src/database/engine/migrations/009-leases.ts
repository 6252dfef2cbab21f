import type { Kysely, Migration } from "kysely";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn } from "./additive.ts";

const LEASED = ["ci_stat_claims", "ci_stat_issues", "ci_stat_deliveries", "ci_stat_sync_wishes"] as const;

/** Who holds a lease: without a name, an owner that lost it would write over the next one's work. */
export function leasesMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      for (const table of LEASED) await addColumn({ engine, kysely: db }, table, "lease_owner", "varchar(36)");
    },
  };
}
