import type { Selectable } from "kysely";
import type { Topic } from "../../model/report.ts";
import { type ChatFilters, type ChatState, noFilters, type Subscription } from "../../model/subscription.ts";
import type { Subscriptions } from "../../ports/subscriptions.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import type { Database } from "../engine/open.ts";
import type { ChatsTable } from "../engine/schema.ts";

const REASON_LENGTH = 300;

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
      await retryConflicts(() => upsert.execute());
    },

    async remove(chatId, topic) {
      const removal = kysely.deleteFrom("ci_stat_subscriptions").where("chat", "=", chatId).where("topic", "=", topic);
      const removed = await retryConflicts(() => removal.executeTakeFirst());
      return Number(removed.numDeletedRows) > 0;
    },
  };
}

type SubscriptionDetails = Omit<Subscription, "chatId" | "topic" | "active">;

function fromRow(row: Selectable<ChatsTable>): ChatState {
  return {
    chatId: row.chat,
    mutedUntil: row.muted_until === null ? null : Number(row.muted_until),
    mutedBy: row.muted_by,
    disabledAt: row.disabled_at === null ? null : Number(row.disabled_at),
    reason: row.reason,
    filters: readFilters(row.filters),
  };
}

function readFilters(json: string | null): ChatFilters {
  const { repo, branch, jobs = [] } = json === null ? noFilters : (JSON.parse(json) as Partial<ChatFilters>);
  return { repo, branch, jobs };
}

type ChatStates = Pick<Subscriptions, "chats" | "chat" | "mute" | "setFilters" | "disable" | "enable">;

/** Which chats are muted, and which no longer take our messages. */
function createChatStates({ kysely, engine }: Database): ChatStates {
  /** A chat gets a row when there is something to record about it. */
  async function ensureChat(chat: string): Promise<void> {
    const row: ChatsTable = {
      chat,
      muted_until: null,
      disabled_at: null,
      reason: null,
      muted_by: null,
      filters: null,
    };
    const insert = kysely.insertInto("ci_stat_chats").values(row);
    await retryConflicts(() =>
      (engine === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute(),
    );
  }
  const chatRow = (chat: string) => kysely.updateTable("ci_stat_chats").where("chat", "=", chat);

  return {
    async chats() {
      const rows = await kysely.selectFrom("ci_stat_chats").selectAll().execute();
      return rows.map(fromRow);
    },

    async chat(chatId) {
      const known = kysely.selectFrom("ci_stat_chats").selectAll().where("chat", "=", chatId);
      const row = await known.executeTakeFirst();
      return row && fromRow(row);
    },

    async mute(chatId, until, by) {
      await ensureChat(chatId);
      const muted = { muted_until: until, muted_by: until === null ? null : by };
      await retryConflicts(() => chatRow(chatId).set(muted).execute());
    },

    async setFilters(chatId, filters) {
      await ensureChat(chatId);
      await retryConflicts(() =>
        chatRow(chatId)
          .set({ filters: JSON.stringify(filters) })
          .execute(),
      );
    },

    async disable(chatId, reason, now) {
      await ensureChat(chatId);
      const closed = { disabled_at: now, reason: reason.slice(0, REASON_LENGTH) };
      const first = await retryConflicts(() =>
        chatRow(chatId).set(closed).where("disabled_at", "is", null).executeTakeFirst(),
      );
      if (Number(first.numUpdatedRows) > 0) return true;
      await retryConflicts(() => chatRow(chatId).set(closed).execute());
      return false;
    },

    async enable(chatId) {
      await retryConflicts(() => chatRow(chatId).set({ disabled_at: null, reason: null }).execute());
    },
  };
}
