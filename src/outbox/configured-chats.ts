import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { HOUR, MINUTE } from "../model/window.ts";
import type { ChatGroup } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { UnreachableError } from "../ports/errors.ts";

/** The id of the configured webhook among chats; its address is a secret and stays in the configuration. */
export const ROBOT = "webhook";

/** The chats that `report_chats` and `webhook` name. */
export interface ConfiguredChats {
  /** Ids of the chats that were found. */
  list(): Promise<readonly string[]>;
  /** Names that no group of the bot has; empty while the groups are unknown. */
  missing(): readonly string[];
  /** The last known name of a chat that is or was among the bot's groups. */
  nameOf(chatId: string): string | undefined;
  /** The bot was added to a group, or a group was renamed: groups are listed again when they are next needed. */
  lookAgain(): void;
}

const NAMES_REMEMBERED = 5_000;
/** Each listing counts against the platform's monthly quota, and events report most changes. */
const LIST_AGAIN_MS = 12 * HOUR;
const UNREACHED_AGAIN_MS = MINUTE;

export interface ConfiguredParts {
  /** Names or platform ids. */
  readonly reportChats: readonly string[];
  readonly robot: boolean;
  /** Whether a text is a chat id of the platform. */
  readonly isChatId: (text: string) => boolean;
  /** Undefined if there is no app whose groups could be listed. */
  readonly groups: () => Promise<readonly ChatGroup[]> | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createConfiguredChats({
  reportChats,
  robot,
  isChatId,
  groups,
  clock,
  log,
}: ConfiguredParts): ConfiguredChats {
  const names = reportChats.filter((name) => !isChatId(name));
  let known: readonly ChatGroup[] | undefined;
  const called = new LRUCache<string, string>({ max: NAMES_REMEMBERED });
  let askAgainAt = Number.NEGATIVE_INFINITY;
  const found = (name: string) => known?.find((group) => group.name === name);
  const missing = () => (known ? names.filter((name) => !found(name)) : []);

  /** If the groups cannot be listed, the last list stays in use. */
  async function refresh(): Promise<void> {
    const now = clock.now();
    if (now < askAgainAt) return;
    askAgainAt = nextHour(now);
    try {
      known = (await groups()) ?? known;
      for (const { chatId, name } of known ?? []) called.set(chatId, name);
      if (missing().length === 0) askAgainAt = now + LIST_AGAIN_MS;
      else log.warn({ missing: missing() }, "the bot is in no group of this name (report_chats)");
    } catch (fault) {
      // Calls that never arrived do not count against the quota.
      if (fault instanceof UnreachableError) askAgainAt = Math.min(askAgainAt, now + UNREACHED_AGAIN_MS);
      log.warn({ err: fault }, "the bot's groups cannot be listed");
    }
  }

  return {
    async list() {
      if (names.length > 0) await refresh();
      const ids = reportChats.flatMap((name) => (isChatId(name) ? name : (found(name)?.chatId ?? [])));
      return [...new Set([...ids, ...(robot ? [ROBOT] : [])])];
    },
    missing,
    nameOf: (chatId) => called.get(chatId),
    lookAgain() {
      askAgainAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** When most reports are due: a name that was missing is looked up in time for them. */
function nextHour(now: number): number {
  return Math.floor(now / HOUR) * HOUR + HOUR;
}
