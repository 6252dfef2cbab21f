import type { Kysely, Migration } from "kysely";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn } from "./additive.ts";

/** The last lines of a log in which no reason for the failure was found. */
export function logEndMigration(engine: Engine): Migration {
  return {
    up: (kysely: Kysely<Tables>) => addColumn({ engine, kysely }, "ci_stat_scans", "log_end", "text"),
  };
}
