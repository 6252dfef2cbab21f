import type { Kysely, Migration } from "kysely";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn } from "./additive.ts";

/** What is to be done under a claim, so that somebody else can do it when its owner dies. */
export function claimNotesMigration(engine: Engine): Migration {
  return {
    up: (db: Kysely<Tables>) => addColumn({ engine, kysely: db }, "ci_stat_claims", "note", "text"),
  };
}
