import { type Expression, type Insertable, type RawBuilder, sql } from "kysely";
import { retryConflicts } from "./conflicts.ts";
import type { Database, Engine } from "./open.ts";
import type { Tables } from "./schema.ts";

/** The few places where the engines' SQL differs; everything else is written once. */

/** Text of a JSON member, or null where it is absent, JSON null, or the column does not hold JSON at all. */
export function jsonText(engine: Engine, column: Expression<string | null>, member: string): RawBuilder<string | null> {
  const value =
    engine === "mysql"
      ? sql`json_unquote(json_extract(${column}, ${sql.lit(`$.${member}`)}))`
      : sql`json_extract(${column}, ${sql.lit(`$.${member}`)})`;
  return sql<string | null>`case when json_valid(${column}) then nullif(${value}, 'null') end`;
}

/** A table option that makes names compare by their bytes, as SQLite's do. */
export function tableOptions(engine: Engine): RawBuilder<unknown> {
  return engine === "mysql" ? sql`default charset = utf8mb4 collate = utf8mb4_bin` : sql``;
}

/** `*` stands for anything. The escape sign is `!` since a backslash means different things to the engines. */
export function likePattern(glob: string): string {
  return glob.replace(/[!%_]/g, "!$&").replaceAll("*", "%");
}

/** Names of a table's columns in their order, virtual ones included; empty where there is no such table. */
export async function columnsOf(
  { engine, kysely }: Pick<Database, "engine" | "kysely">,
  table: string,
): Promise<readonly string[]> {
  const query =
    engine === "mysql"
      ? sql<{ name: string }>`select column_name as name from information_schema.columns
          where table_schema = database() and table_name = ${table} order by ordinal_position`
      : sql<{ name: string }>`select name from pragma_table_xinfo(${table})`;
  return (await query.execute(kysely)).rows.map(({ name }) => name);
}

/** Inserts a row unless its key is taken. @returns whether it was inserted */
export async function insertIfAbsent<Table extends keyof Tables>(
  { engine, kysely }: Database,
  table: Table,
  row: Insertable<Tables[Table]>,
): Promise<boolean> {
  const insert = kysely.insertInto(table).values(row as never);
  const result = await retryConflicts(() =>
    (engine === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).executeTakeFirst(),
  );
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}
