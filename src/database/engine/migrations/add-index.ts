import type { Kysely } from "kysely";
import type { Engine } from "../open.ts";

/** MySQL knows no `create index if not exists`, and a migration that was cut short must run again. */
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
