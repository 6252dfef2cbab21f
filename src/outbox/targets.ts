import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { reportKinds, type Topic } from "../model/report.ts";
import { plainSubscription, type Subscription } from "../model/subscription.ts";
import { HOUR, MINUTE } from "../model/window.ts";
import type { ChatGroup } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { UnreachableError } from "../ports/errors.ts";

/** The configured webhook, as a chat among chats; its address is a secret and stays in the configuration. */
export const ROBOT = "webhook";

/** Who gets what by the configuration: `report_chats` and the webhook. */
export interface ConfiguredChats {
  /** Ids of those that were found. */
  list(): Promise<readonly string[]>;
  /** Names that none of the bot's groups has; empty while they are not known. */
  missing(): readonly string[];
  /** What a chat is called, as far as the bot's groups were listed; also of one that it is no longer in. */
  nameOf(chatId: string): string | undefined;
  /** The bot came to a group, or a group has another name: the next question looks the names up again. */
  lookAgain(): void;
}

const NAMES_REMEMBERED = 5_000;
/** Each listing counts against the platform's monthly quota, and events tell of most changes. */
const LIST_AGAIN_MS = 12 * HOUR;
const UNREACHED_AGAIN_MS = MINUTE;

export interface ConfiguredParts {
  /** Names, or ids as the platform writes them. */
  readonly reportChats: readonly string[];
  readonly robot: boolean;
  /** Whether the platform takes this for a chat's id. */
  readonly isChatId: (text: string) => boolean;
  /** Undefined where there is no app to ask. */
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

  /** A list that cannot be had leaves the last one in force. */
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
      // What was never reached does not count against the quota.
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

/** What every chat gets: what it asked for, and by the configuration where it did not ask. */
export function wishesOf(configured: readonly string[], asked: readonly Subscription[]): readonly Subscription[] {
  const given = configured.flatMap((chatId) =>
    [...reportKinds, "issues" as const].map((topic) => plainSubscription(chatId, topic, null)),
  );
  const isAsked = (wish: Subscription) =>
    asked.some((each) => each.chatId === wish.chatId && each.topic === wish.topic);
  return [...given.filter((wish) => !isAsked(wish)), ...asked].filter(({ active }) => active);
}

export function wishOf(
  wishes: readonly Subscription[],
  { chatId, topic }: { readonly chatId: string; readonly topic: Topic | "digest" | "notice" },
): Subscription | undefined {
  return wishes.find((wish) => wish.chatId === chatId && wish.topic === topic);
}

/** When most reports are due: a name that was missing is looked up in time for them. */
function nextHour(now: number): number {
  return Math.floor(now / HOUR) * HOUR + HOUR;
}
