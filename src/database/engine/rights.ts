import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { columnsOf, insertIfAbsent } from "./dialect.ts";
import { isDenied } from "./errors.ts";
import type { Database } from "./open.ts";

/**
 * What the account may do with our own tables: `tables` exist and can be written, the account may `create` them, or it
 * may only `read`.
 */
export type Rights = "tables" | "create" | "read";

/** Creates no table: writes a row of ours and removes it again, or reads the grants if our tables are missing. */
export async function tryRights(database: Database): Promise<Rights> {
  const isThere = (await columnsOf(database, "ci_stat_claims")).length > 0;
  if (!isThere) return (await mayCreate(database)) ? "create" : "read";
  try {
    await writeRow(database);
    return "tables";
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

async function mayCreate({ engine, kysely }: Database): Promise<boolean> {
  if (engine === "sqlite") return true;
  const { rows: names } = await sql<{ name: string }>`select database() as name`.execute(kysely);
  const { rows } = await sql<Record<string, string>>`show grants`.execute(kysely);
  return rows.some((row) => grantsCreate(String(Object.values(row)[0]), names[0]?.name ?? ""));
}

/** Whether one line of `show grants` allows tables to be created in a database. Its name may be a `like` pattern. */
export function grantsCreate(grant: string, database: string): boolean {
  const [, rights = "", pattern = ""] = /^GRANT (.+) ON (\*|`(?:[^`]|``)+`)\.\* TO /i.exec(grant) ?? [];
  if (!/^all privileges$/i.test(rights) && !rights.split(", ").some((right) => /^create$/i.test(right))) return false;
  return pattern === "*" || isLike(database, pattern.slice(1, -1).replaceAll("``", "`"));
}

function isLike(name: string, pattern: string): boolean {
  const parts = pattern.match(/\\.|[^\\]/gsu) ?? [];
  const source = parts.map((part) =>
    part === "%" ? ".*" : part === "_" ? "." : `\\u{${part.codePointAt(part.length > 1 ? 1 : 0)?.toString(16)}}`,
  );
  return new RegExp(`^${source.join("")}$`, "su").test(name);
}

function randomName(): string {
  return randomBytes(6).toString("hex");
}
