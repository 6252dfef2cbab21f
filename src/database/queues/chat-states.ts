import type { Subscriptions } from "../../ports/subscriptions.ts";
import { overCollisions } from "../engine/collisions.ts";
import type { Database } from "../engine/open.ts";
import type { ChatsTable } from "../engine/schema.ts";

const REASON_LENGTH = 300;

type ChatStates = Pick<Subscriptions, "chats" | "mute" | "disable" | "enable">;

/** Which chats are muted, and which are closed to us. */
export function createChatStates({ kysely, engine }: Database): ChatStates {
  /** A chat has a row from the first time that there is something to say of it. */
  async function ensureChat(chat: string): Promise<void> {
    const row: ChatsTable = { chat, muted_until: null, disabled_at: null, reason: null };
    const insert = kysely.insertInto("ci_stat_chats").values(row);
    await overCollisions(() =>
      (engine === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute(),
    );
  }
  const chatRow = (chat: string) => kysely.updateTable("ci_stat_chats").where("chat", "=", chat);

  return {
    async chats() {
      const rows = await kysely.selectFrom("ci_stat_chats").selectAll().execute();
      return rows.map((row) => ({
        chatId: row.chat,
        mutedUntil: row.muted_until === null ? null : Number(row.muted_until),
        disabledAt: row.disabled_at === null ? null : Number(row.disabled_at),
        reason: row.reason,
      }));
    },

    async mute(chatId, until) {
      await ensureChat(chatId);
      await overCollisions(() => chatRow(chatId).set({ muted_until: until }).execute());
    },

    async disable(chatId, reason, now) {
      await ensureChat(chatId);
      const closed = { disabled_at: now, reason: reason.slice(0, REASON_LENGTH) };
      const first = await overCollisions(() =>
        chatRow(chatId).set(closed).where("disabled_at", "is", null).executeTakeFirst(),
      );
      if (Number(first.numUpdatedRows) > 0) return true;
      await overCollisions(() => chatRow(chatId).set(closed).execute());
      return false;
    },

    async enable(chatId) {
      await overCollisions(() => chatRow(chatId).set({ disabled_at: null, reason: null }).execute());
    },
  };
}
