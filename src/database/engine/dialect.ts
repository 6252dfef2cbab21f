import { type Expression, type Insertable, type RawBuilder, sql } from "kysely";
import { retryConflicts } from "./conflicts.ts";
import type { Database, Engine } from "./open.ts";
import type { Tables } from "./schema.ts";

/** The few places where the SQL of the two engines differs. */

/** Text of a JSON member; null if it is absent or JSON null, or if the column holds no JSON. */
export function jsonText(engine: Engine, column: Expression<string | null>, member: string): RawBuilder<string | null> {
  const value =
    engine === "mysql"
      ? sql`json_unquote(json_extract(${column}, ${sql.lit(`$.${member}`)}))`
      : sql`json_extract(${column}, ${sql.lit(`$.${member}`)})`;
  return sql<string | null>`case when json_valid(${column}) then nullif(${value}, 'null') end`;
}

/** A table option that compares names by their bytes, as SQLite does. */
export function tableOptions(engine: Engine): RawBuilder<unknown> {
  return engine === "mysql" ? sql`default charset = utf8mb4 collate = utf8mb4_bin` : sql``;
}

/** `*` matches anything. The escape character is `!`, since the engines treat a backslash differently. */
export function likePattern(glob: string): string {
  return glob.replace(/[!%_]/g, "!$&").replaceAll("*", "%");
}

/** Names of a table's columns in order, virtual ones included; empty if there is no such table. */
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

/** Inserts a row unless its key exists. @returns whether it was inserted */
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
