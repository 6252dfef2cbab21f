import { type Kysely, sql } from "kysely";
import type { Delivery, DeliveryState, NewDelivery } from "../../model/delivery.ts";
import type { Topic } from "../../model/report.ts";
import type { Deliveries, DeliveryChange } from "../../ports/deliveries.ts";
import { overCollisions } from "../engine/collisions.ts";
import type { Database } from "../engine/open.ts";
import type { DeliveriesTable, Tables } from "../engine/schema.ts";
import { createPlanned } from "./planned.ts";

const REASON_LENGTH = 300;
/** Rows written by one statement. */
const BATCH = 100;

/** Deliveries as rows. `attempts` counts the claims, so it also tells whether a row is still as it was read. */
export function createDeliveries(database: Database): Deliveries {
  const { kysely } = database;
  const asRead = ({ key, state, attempts }: Delivery) =>
    kysely
      .updateTable("ci_stat_deliveries")
      .where("delivery_key", "=", key)
      .where("state", "=", state)
      .where("attempts", "=", attempts);

  return {
    ...createPlanned(database),
    ...queriesOf(database),

    async add(deliveries, now) {
      for (let at = 0; at < deliveries.length; at += BATCH) {
        const values = deliveries.slice(at, at + BATCH).map((each) => toRow(each, now));
        await overCollisions(() => ignoringKnown(database, values));
      }
    },

    async ready(now, limit) {
      const found = await selectRows(kysely)
        .where("state", "in", ["waiting", "sending"])
        .where(sql<boolean>`case when state = 'waiting' then send_at else lease_until end <= ${now}`)
        .orderBy("send_at")
        .limit(limit)
        .execute();
      return found.map(fromRow);
    },

    async claim(delivery, leaseUntil, now) {
      const claim = asRead(delivery).set({
        state: "sending",
        lease_until: leaseUntil,
        attempts: delivery.attempts + 1,
        unsure_since: sql<number>`coalesce(unsure_since, ${now})`,
        changed_at: now,
      });
      const claimed = await overCollisions(() => claim.executeTakeFirst());
      return Number(claimed.numUpdatedRows) > 0;
    },

    async settle(delivery, change, now) {
      const update = asRead(delivery).set({ ...toColumns(change), changed_at: now });
      const settled = await overCollisions(() => update.executeTakeFirst());
      return Number(settled.numUpdatedRows) > 0;
    },
  };
}

type Queries = Pick<Deliveries, "inState" | "ofTopic" | "held" | "outdated" | "find" | "forget">;

function queriesOf({ kysely }: Database): Queries {
  return {
    async inState(states, since, limit) {
      const query = selectRows(kysely).where("state", "in", [...states]);
      const found = await query.where("due_at", ">=", since).orderBy("due_at", "desc").limit(limit).execute();
      return found.map(fromRow);
    },

    async ofTopic(topic, since) {
      const query = selectRows(kysely).where("topic", "=", topic).where("due_at", ">=", since);
      return (await query.orderBy("due_at").execute()).map(fromRow);
    },

    async held(chatId, of, { begin, end }) {
      const query = selectRows(kysely).where("chat", "=", chatId).where("state", "=", of);
      const found = await query
        .where("window_end", ">", begin)
        .where("window_end", "<=", end)
        .orderBy("window_end")
        .execute();
      return found.map(fromRow);
    },

    async outdated({ chatId, topic, window }) {
      const later = selectRows(kysely).where("chat", "=", chatId).where("topic", "=", topic);
      return (await later.where("window_end", ">", window.end).limit(1).executeTakeFirst()) !== undefined;
    },

    async find(key) {
      const row = await selectRows(kysely).where("delivery_key", "=", key).executeTakeFirst();
      return row && fromRow(row);
    },

    async forget(before) {
      const forget = kysely.deleteFrom("ci_stat_deliveries").where("due_at", "<", before);
      await overCollisions(() => forget.where("state", "not in", ["waiting", "sending"]).execute());
    },
  };
}

function selectRows(kysely: Kysely<Tables>) {
  return kysely.selectFrom("ci_stat_deliveries").selectAll();
}

async function ignoringKnown({ kysely, engine }: Database, values: DeliveriesTable[]): Promise<void> {
  const insert = kysely.insertInto("ci_stat_deliveries").values(values);
  await (engine === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute();
}

function toRow(delivery: NewDelivery, now: number): DeliveriesTable {
  return {
    delivery_key: delivery.key,
    topic: delivery.topic,
    chat: delivery.chatId,
    window_begin: delivery.window.begin,
    window_end: delivery.window.end,
    due_at: delivery.dueAt,
    send_at: delivery.sendAt,
    state: delivery.state,
    lease_until: 0,
    attempts: 0,
    unsure_since: null,
    message_id: null,
    reason: delivery.reason?.slice(0, REASON_LENGTH) ?? null,
    content: delivery.content,
    changed_at: now,
  };
}

function toColumns(change: DeliveryChange): Partial<DeliveriesTable> {
  const { state, sendAt, leaseUntil, unsureSince, messageId, reason, content } = change;
  return {
    ...(state === undefined ? {} : { state }),
    ...(sendAt === undefined ? {} : { send_at: sendAt }),
    ...(leaseUntil === undefined ? {} : { lease_until: leaseUntil }),
    ...(unsureSince === undefined ? {} : { unsure_since: unsureSince }),
    ...(messageId === undefined ? {} : { message_id: messageId }),
    ...(reason === undefined ? {} : { reason: reason?.slice(0, REASON_LENGTH) ?? null }),
    ...(content === undefined ? {} : { content }),
  };
}

function fromRow(row: DeliveriesTable): Delivery {
  return {
    key: row.delivery_key,
    topic: row.topic as Topic,
    chatId: row.chat,
    window: { begin: Number(row.window_begin), end: Number(row.window_end) },
    dueAt: Number(row.due_at),
    sendAt: Number(row.send_at),
    state: row.state as DeliveryState,
    leaseUntil: Number(row.lease_until),
    attempts: row.attempts,
    unsureSince: row.unsure_since === null ? null : Number(row.unsure_since),
    messageId: row.message_id,
    reason: row.reason,
    content: row.content,
  };
}
