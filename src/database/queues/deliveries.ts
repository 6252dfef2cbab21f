import { type Kysely, sql } from "kysely";
import type { Delivery, DeliveryState, NewDelivery } from "../../model/delivery.ts";
import type { Topic } from "../../model/report.ts";
import type { Deliveries, DeliveryChange } from "../../ports/deliveries.ts";
import { chunks } from "../engine/chunks.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import type { Database } from "../engine/open.ts";
import type { DeliveriesTable, Tables } from "../engine/schema.ts";
import { createLeases, noLease } from "./leases.ts";

const REASON_LENGTH = 300;
/** Rows written in one statement. */
const ROWS_AT_ONCE = 100;

/** Stores deliveries. `attempts` counts the claims, so it also tells whether a row changed since it was read. */
export function createDeliveries(database: Database): Deliveries {
  const { kysely } = database;
  const leases = createLeases(database, "ci_stat_deliveries", (key: string) => ({ delivery_key: key }));

  return {
    ...plansOf(database),
    ...queriesOf(database),

    async add(deliveries, now) {
      for (const batch of chunks(deliveries, ROWS_AT_ONCE)) {
        const values = batch.map((each) => toRow(each, now));
        await retryConflicts(() => ignoringKnown(database, values));
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

    claim: ({ key, state, attempts }, leaseMs, now) =>
      leases.take(key, leaseMs, now, {
        isOpen: sql`state = ${state} and attempts = ${attempts}`,
        change: {
          state: "sending",
          attempts: attempts + 1,
          unsure_since: sql<number>`coalesce(unsure_since, ${now})`,
          changed_at: now,
        },
      }),

    settle: (lease, change, now) => leases.finish(lease, { ...toColumns(change), changed_at: now }),

    async amend({ key, state, attempts }, change, now) {
      const asRead = kysely
        .updateTable("ci_stat_deliveries")
        .set({ ...toColumns(change), ...noLease, changed_at: now })
        .where("delivery_key", "=", key)
        .where("state", "=", state)
        .where("attempts", "=", attempts);
      const { numUpdatedRows } = await retryConflicts(() => asRead.executeTakeFirst());
      return numUpdatedRows > 0n;
    },
  };
}

type Plans = Pick<Deliveries, "planned" | "setPlanned">;

/** Up to when each chat's deliveries are planned: planning continues from there after a restart. */
function plansOf({ kysely, engine }: Database): Plans {
  return {
    async planned() {
      const rows = await kysely.selectFrom("ci_stat_planned").selectAll().execute();
      return rows.map((row) => ({ topic: row.topic as Topic, chatId: row.chat, until: Number(row.planned_until) }));
    },

    async setPlanned(topic, chatIds, until) {
      if (chatIds.length === 0) return;
      const values = chatIds.map((chat) => ({ topic, chat, planned_until: until }));
      const insert = kysely.insertInto("ci_stat_planned").values(values);
      await retryConflicts(() =>
        (engine === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute(),
      );
      const forward = kysely
        .updateTable("ci_stat_planned")
        .set({ planned_until: until })
        .where("topic", "=", topic)
        .where("chat", "in", [...chatIds])
        .where("planned_until", "<", until);
      await retryConflicts(() => forward.execute());
    },
  };
}

type Queries = Pick<Deliveries, "inState" | "ofTopic" | "held" | "outdated" | "backlog" | "find" | "forget">;

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

    async backlog(now) {
      const rows = await kysely
        .selectFrom("ci_stat_deliveries")
        .select(["topic", sql<number>`count(*)`.as("waiting"), sql<number>`min(due_at)`.as("oldest")])
        .where("state", "in", ["waiting", "sending"])
        .where("due_at", "<=", now)
        .groupBy("topic")
        .execute();
      return rows.map(({ topic, waiting, oldest }) => ({
        topic: topic as Delivery["topic"],
        waiting: Number(waiting),
        oldestDueAt: Number(oldest),
      }));
    },

    async find(key) {
      const row = await selectRows(kysely).where("delivery_key", "=", key).executeTakeFirst();
      return row && fromRow(row);
    },

    async forget(before) {
      const forget = kysely.deleteFrom("ci_stat_deliveries").where("due_at", "<", before);
      await retryConflicts(() => forget.where("state", "not in", ["waiting", "sending"]).execute());
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
    ...noLease,
    attempts: 0,
    unsure_since: null,
    message_id: null,
    reason: delivery.reason?.slice(0, REASON_LENGTH) ?? null,
    content: delivery.content,
    changed_at: now,
  };
}

function toColumns(change: DeliveryChange): Partial<DeliveriesTable> {
  const { state, sendAt, unsureSince, messageId, reason, content } = change;
  return {
    ...(state === undefined ? {} : { state }),
    ...(sendAt === undefined ? {} : { send_at: sendAt }),
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
    attempts: row.attempts,
    unsureSince: row.unsure_since === null ? null : Number(row.unsure_since),
    messageId: row.message_id,
    reason: row.reason,
    content: row.content,
  };
}
