import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { MINUTE } from "../model/window.ts";
import type { Admins } from "../ports/admins.ts";
import type { Chat } from "../ports/chat.ts";

/** In `admins`: the owner of the chat in which something is asked. */
const OWNER = "owner";
/** How long an answer of the platform is believed. Each lookup counts against the monthly quota. */
const BELIEVED_MS = 10 * MINUTE;
const CHATS_REMEMBERED = 500;

interface AdminsParts {
  /** Open_ids, ids of groups whose members are admins, or `owner`. */
  readonly names: readonly string[];
  readonly isChatId: (text: string) => boolean;
  readonly chat: () => Chat | undefined;
  readonly log: Logger;
}

/** The people that `admins` names. Who cannot be looked up is no admin. */
export function createAdmins({ names, isChatId, chat, log }: AdminsParts): Admins {
  const groups = names.filter(isChatId);
  const known = new LRUCache<string, readonly string[]>({ max: CHATS_REMEMBERED, ttl: BELIEVED_MS });

  async function looked(key: string, look: (chat: Chat) => Promise<readonly string[]>): Promise<readonly string[]> {
    const before = known.get(key);
    const platform = chat();
    if (before || !platform) return before ?? [];
    try {
      const people = await look(platform);
      known.set(key, people);
      return people;
    } catch (fault) {
      log.warn({ err: fault, admins: key }, "the admins cannot be looked up");
      return [];
    }
  }

  return {
    isOpen: names.length === 0,
    async has(userId, chatId) {
      if (names.includes(userId)) return true;
      if (names.includes(OWNER)) {
        const owners = await looked(`${OWNER} of ${chatId}`, async (each) => [await each.owner(chatId)]);
        if (owners.includes(userId)) return true;
      }
      const members = await Promise.all(groups.map((group) => looked(group, (each) => each.members(group))));
      return members.flat().includes(userId);
    },
  };
}

/** Who is told of what needs fixing: people and groups, not `owner`, who is another in each chat. */
export function adminsToTell(names: readonly string[]): readonly string[] {
  return names.filter((name) => name !== OWNER);
}
