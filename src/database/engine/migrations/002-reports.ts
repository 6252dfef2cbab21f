import { type Kysely, type Migration, sql } from "kysely";
import { tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";
import { addIndex } from "./additive.ts";

/** Subscriptions, chats and deliveries of reports. */
export function reportsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createSubscriptions(db, engine);
      await createDeliveries(db, engine);
    },
  };
}

async function createSubscriptions(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_subscriptions")
    .ifNotExists()
    .addColumn("chat", "varchar(100)", (column) => column.notNull())
    .addColumn("topic", "varchar(16)", (column) => column.notNull())
    .addColumn("active", "integer", (column) => column.notNull())
    .addColumn("wish", "text", (column) => column.notNull())
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("ci_stat_subscriptions_key", ["chat", "topic"])
    .modifyEnd(tableOptions(engine))
    .execute();
  await db.schema
    .createTable("ci_stat_chats")
    .ifNotExists()
    .addColumn("chat", "varchar(100)", (column) => column.primaryKey())
    .addColumn("muted_until", "bigint")
    .addColumn("disabled_at", "bigint")
    .addColumn("reason", "varchar(300)")
    .modifyEnd(tableOptions(engine))
    .execute();
  await db.schema
    .createTable("ci_stat_planned")
    .ifNotExists()
    .addColumn("topic", "varchar(16)", (column) => column.notNull())
    .addColumn("chat", "varchar(100)", (column) => column.notNull())
    .addColumn("planned_until", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("ci_stat_planned_key", ["topic", "chat"])
    .modifyEnd(tableOptions(engine))
    .execute();
}

async function createDeliveries(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_deliveries")
    .ifNotExists()
    .addColumn("delivery_key", "varchar(190)", (column) => column.primaryKey())
    .addColumn("topic", "varchar(16)", (column) => column.notNull())
    .addColumn("chat", "varchar(100)", (column) => column.notNull())
    .addColumn("window_begin", "bigint", (column) => column.notNull())
    .addColumn("window_end", "bigint", (column) => column.notNull())
    .addColumn("due_at", "bigint", (column) => column.notNull())
    .addColumn("send_at", "bigint", (column) => column.notNull())
    .addColumn("state", "varchar(16)", (column) => column.notNull())
    .addColumn("lease_until", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("unsure_since", "bigint")
    .addColumn("message_id", "varchar(100)")
    .addColumn("reason", "varchar(300)")
    .addColumn("content", engine === "mysql" ? sql`mediumtext` : "text")
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .modifyEnd(tableOptions(engine))
    .execute();
  await addIndex(db, engine, "ci_stat_deliveries", "ci_stat_deliveries_state", ["state", "send_at"]);
  await addIndex(db, engine, "ci_stat_deliveries", "ci_stat_deliveries_chat", ["chat", "topic", "window_end"]);
}
