import type { ColumnDataType, Kysely } from "kysely";
import { columnsOf } from "../dialect.ts";
import type { Database, Engine } from "../open.ts";

/** Migration steps that can run twice: MySQL commits each statement, so an interrupted migration runs again. */

/** Adds an index unless it exists. MySQL has no `create index if not exists`. */
export async function addIndex(
  db: Kysely<unknown>,
  engine: Engine,
  table: string,
  name: string,
  columns: readonly string[],
): Promise<void> {
  const index = db.schema
    .createIndex(name)
    .on(table)
    .columns([...columns]);
  if (engine === "sqlite") return index.ifNotExists().execute();
  return index.execute().catch((error: { code?: string }) => {
    if (error.code !== "ER_DUP_KEYNAME") throw error;
  });
}

/** Adds a nullable column unless it exists. */
export async function addColumn(
  database: Pick<Database, "engine" | "kysely">,
  table: string,
  name: string,
  type: ColumnDataType,
): Promise<void> {
  if ((await columnsOf(database, table)).includes(name)) return;
  await database.kysely.schema.alterTable(table).addColumn(name, type).execute();
}
