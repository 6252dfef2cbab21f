import { LRUCache } from "lru-cache";
import { type ChatFilters, noFilters } from "../model/subscription.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";

const CHATS_REMEMBERED = 2_000;

/**
 * The filters that a chat has by default. While the database is away, those of the chat's last question: an answer about
 * everything would be wrong there.
 */
export function createChatFilters(
  subscriptions: () => Promise<Pick<Subscriptions, "chat">>,
): (chatId: string) => Promise<ChatFilters> {
  const known = new LRUCache<string, ChatFilters>({ max: CHATS_REMEMBERED });
  return async (chatId) => {
    try {
      const filters = (await (await subscriptions()).chat(chatId))?.filters ?? noFilters;
      known.set(chatId, filters);
      return filters;
    } catch {
      return known.get(chatId) ?? noFilters;
    }
  };
}
