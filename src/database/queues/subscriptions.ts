import type { Topic } from "../../model/report.ts";
import type { Subscription } from "../../model/subscription.ts";
import type { Subscriptions } from "../../ports/subscriptions.ts";
import { overCollisions } from "../engine/collisions.ts";
import type { Database } from "../engine/open.ts";
import { createChatStates } from "./chat-states.ts";

export function createSubscriptions(database: Database): Subscriptions {
  const { kysely, engine } = database;
  return {
    ...createChatStates(database),

    async all() {
      const rows = await kysely.selectFrom("ci_stat_subscriptions").selectAll().execute();
      return rows.map(({ chat, topic, active, wish: details }): Subscription => {
        const { repo, branch, jobs, occasion, at, zone, quiet, by } = JSON.parse(details) as SubscriptionDetails;
        return {
          chatId: chat,
          topic: topic as Topic,
          active: active === 1,
          repo,
          branch,
          jobs,
          occasion,
          at,
          zone,
          quiet,
          by,
        };
      });
    },

    async put({ chatId, topic, active, ...details }, now) {
      const values = { active: active ? 1 : 0, wish: JSON.stringify(details), changed_at: now };
      const insert = kysely.insertInto("ci_stat_subscriptions").values({ chat: chatId, topic, ...values });
      const upsert =
        engine === "mysql"
          ? insert.onDuplicateKeyUpdate(values)
          : insert.onConflict((on) => on.columns(["chat", "topic"]).doUpdateSet(values));
      await overCollisions(() => upsert.execute());
    },

    async remove(chatId, topic) {
      const removal = kysely.deleteFrom("ci_stat_subscriptions").where("chat", "=", chatId).where("topic", "=", topic);
      const removed = await overCollisions(() => removal.executeTakeFirst());
      return Number(removed.numDeletedRows) > 0;
    },
  };
}

type SubscriptionDetails = Omit<Subscription, "chatId" | "topic" | "active">;
