import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { columnsOf, insertIfAbsent } from "./dialect.ts";
import { isDenied } from "./errors.ts";
import type { Database } from "./open.ts";

/** What making and upgrading our tables takes, beside SELECT, INSERT, UPDATE and DELETE. */
const MAKING = ["CREATE", "ALTER", "INDEX"] as const;

/**
 * What the account may do with our own tables. `tables`: they exist and can be written. `denied`: they exist and cannot
 * be written. `create`: they can be made. `read`: they are missing and cannot be made. `missing` are rights that an
 * upgrade will need.
 */
export interface Rights {
  readonly kind: "tables" | "denied" | "create" | "read";
  readonly missing: readonly string[];
}

/** Creates no table: writes a row of ours and removes it again, and reads the grants. */
export async function tryRights(database: Database): Promise<Rights> {
  const granted = await grantedRights(database);
  const missing = MAKING.filter((right) => !granted.has(right));
  if (!(await hasOwnTables(database))) return { kind: granted.has("CREATE") ? "create" : "read", missing };
  try {
    await writeRow(database);
    return { kind: "tables", missing };
  } catch (error) {
    if (isDenied(error)) return { kind: "denied", missing };
    throw error;
  }
}

/** Whether there are tables of ours, complete or not. */
export async function hasOwnTables(database: Database): Promise<boolean> {
  const made = await Promise.all(["ci_stat_claims", "ci_stat_scans"].map((table) => columnsOf(database, table)));
  return made.some((columns) => columns.length > 0);
}

async function writeRow(database: Database): Promise<void> {
  const key = `doctor ${randomName()}`;
  const row = { claim_key: key, claimed_at: 0, lease_until: 0, lease_owner: null, done_at: null };
  await insertIfAbsent(database, "ci_stat_claims", row);
  await database.kysely.deleteFrom("ci_stat_claims").where("claim_key", "=", key).execute();
}

async function grantedRights({ engine, kysely }: Database): Promise<ReadonlySet<string>> {
  if (engine === "sqlite") return new Set(MAKING);
  const { rows: names } = await sql<{ name: string }>`select database() as name`.execute(kysely);
  const { rows } = await grantsOf(kysely);
  const grants = rows.map((row) => String(Object.values(row)[0]));
  return new Set(grants.flatMap((grant) => [...rightsIn(grant, names[0]?.name ?? "")]));
}

/** MySQL tells what the roles in use grant only if they are named; MariaDB tells it by itself. */
async function grantsOf(kysely: Database["kysely"]) {
  type Grants = Record<string, string>;
  const { rows } = await sql<{ version: string; role: string | null }>`select version() as version,
    current_role() as role`
    .execute(kysely)
    .catch(() => ({ rows: [] }));
  const [{ version = "", role = null } = {}] = rows;
  const isNamed = role !== null && role !== "NONE" && !/mariadb/i.test(version);
  const plain = () => sql<Grants>`show grants`.execute(kysely);
  // What it gives back is quoted as it must be here.
  return isNamed
    ? sql<Grants>`show grants for current_user() using ${sql.raw(role)}`.execute(kysely).catch(plain)
    : plain();
}

/** What one line of `show grants` allows in a database, of the rights that making takes. Its name may be a `like` pattern. */
export function rightsIn(grant: string, database: string): readonly string[] {
  const [, rights = "", pattern = ""] = /^GRANT (.+?) ON (\*|`(?:[^`]|``)+`|[^`.\s]+)\.\* TO /i.exec(grant) ?? [];
  const isHere =
    pattern === "*" || (pattern !== "" && isLike(database, pattern.replace(/^`|`$/g, "").replaceAll("``", "`")));
  if (!isHere) return [];
  const named = rights.split(/,\s*/).map((right) => right.toUpperCase());
  return MAKING.filter((right) => named.includes(right) || /^ALL( PRIVILEGES)?$/.test(named[0] ?? ""));
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
