import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import { type ChatFilters, noFilters } from "../model/subscription.ts";
import { SECOND } from "../model/window.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";

const CHATS_REMEMBERED = 2_000;
const WAIT_MS = SECOND;

/**
 * The filters that a chat has by default. While the database is away or slow, those of the chat's last question: an answer about
 * everything would be wrong there.
 */
export function createChatFilters(
  subscriptions: () => Promise<Pick<Subscriptions, "chat">>,
  waitMs = WAIT_MS,
): (chatId: string) => Promise<ChatFilters> {
  const known = new LRUCache<string, ChatFilters>({ max: CHATS_REMEMBERED });
  return async (chatId) => {
    try {
      const chat = await pTimeout(
        subscriptions().then((stored) => stored.chat(chatId)),
        { milliseconds: waitMs },
      );
      const filters = chat?.filters ?? noFilters;
      known.set(chatId, filters);
      return filters;
    } catch {
      return known.get(chatId) ?? noFilters;
    }
  };
}
