import type { Kysely, Migration } from "kysely";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn } from "./additive.ts";

/** The work that a claim is for, so that another process can do it if the owner dies. */
export function claimNotesMigration(engine: Engine): Migration {
  return {
    up: (db: Kysely<Tables>) => addColumn({ engine, kysely: db }, "ci_stat_claims", "note", "text"),
  };
}
