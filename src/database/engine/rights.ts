import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { columnsOf, insertIfAbsent } from "./dialect.ts";
import { isDenied } from "./errors.ts";
import type { Database } from "./open.ts";

/** What the account may do beside `ci_data`: `tables` of ours are there and written, could be `create`d, or `read` only. */
export type Rights = "tables" | "create" | "read";

/** Found out by doing it: a row of ours or a table is written and taken away again. */
export async function tryRights(database: Database): Promise<Rights> {
  const isThere = (await columnsOf(database, "ci_stat_claims")).length > 0;
  try {
    await (isThere ? writeRow(database) : writeTable(database));
    return isThere ? "tables" : "create";
  } catch (error) {
    if (isDenied(error)) return "read";
    throw error;
  }
}

async function writeRow(database: Database): Promise<void> {
  const key = `doctor ${randomName()}`;
  const row = { claim_key: key, claimed_at: 0, lease_until: 0, lease_owner: null, done_at: null };
  await insertIfAbsent(database, "ci_stat_claims", row);
  await database.kysely.deleteFrom("ci_stat_claims").where("claim_key", "=", key).execute();
}

async function writeTable({ kysely }: Database): Promise<void> {
  const table = sql.table(`ci_stat_doctor_${randomName()}`);
  await sql`create table ${table} (tried integer)`.execute(kysely);
  await sql`drop table ${table}`.execute(kysely);
}

function randomName(): string {
  return randomBytes(6).toString("hex");
}
