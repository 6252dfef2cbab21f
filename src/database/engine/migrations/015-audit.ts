import type { Kysely, Migration } from "kysely";
import { tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";
import { addColumn, addIndex } from "./additive.ts";

/** Who changed what, who muted a chat, and the filters that a chat has by default. */
export function auditMigration(engine: Engine): Migration {
  return {
    async up(kysely: Kysely<Tables>) {
      await createAudit(kysely as Kysely<unknown>, engine);
      await addColumn({ engine, kysely }, "ci_stat_chats", "muted_by", "varchar(100)");
      await addColumn({ engine, kysely }, "ci_stat_chats", "filters", "text");
    },
  };
}

async function createAudit(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_audit")
    .ifNotExists()
    .addColumn("id", engine === "mysql" ? "bigint" : "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("who", "varchar(100)", (column) => column.notNull())
    .addColumn("chat", "varchar(100)")
    .addColumn("action", "varchar(500)", (column) => column.notNull())
    .addColumn("result", "varchar(16)", (column) => column.notNull())
    .modifyEnd(tableOptions(engine))
    .execute();
  await addIndex(db, engine, "ci_stat_audit", "ci_stat_audit_at", ["at"]);
}
