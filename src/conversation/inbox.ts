import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { z } from "zod";
import { HOUR, MINUTE, SECOND } from "../model/window.ts";
import type { ReplyTarget, Venue } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lease } from "../ports/lease.ts";
import type { Ledger } from "../ports/ledger.ts";

/** A question that the platform was told we have, with all that it takes to answer it. */
export interface TakenQuestion {
  readonly line: string;
  readonly asker: { readonly chatId: string; readonly userId: string; readonly fromOtherTenant: boolean };
  /** The message that asks, or the card that was clicked. */
  readonly to: ReplyTarget;
  readonly venue: Venue;
  /** Whether the clicked card becomes the answer. */
  readonly changesCard: boolean;
  readonly uuid: string;
  /** Epoch milliseconds. */
  readonly askedAtMs: number;
}

/**
 * Questions, each answered by one replica. The database decides which, and keeps the question until it is answered, so
 * that another process answers when this one dies. While the database is away, each replica answers what it has not seen.
 */
export interface Inbox {
  /** False where the key was taken before. */
  take(key: string, question?: TakenQuestion): Promise<boolean>;
  /** The question is answered, or never will be. */
  done(key: string): Promise<void>;
  /** Questions whose process died. Each is taken for this process. */
  takeAbandoned(): Promise<readonly AbandonedQuestion[]>;
}

export interface AbandonedQuestion {
  readonly key: string;
  readonly question: TakenQuestion;
}

/** Feishu repeats an event for some seven hours. */
export const TAKEN_KEPT_MS = 24 * HOUR;
/** How long a question is left to the process that took it. */
const LEASE_MS = 2 * MINUTE;
const TAKE_WITHIN_MS = 1.5 * SECOND;
const KEYS_REMEMBERED = 20_000;
const ABANDONED_AT_ONCE = 20;

const questionSchema: z.ZodType<TakenQuestion> = z.object({
  line: z.string(),
  asker: z.object({ chatId: z.string(), userId: z.string(), fromOtherTenant: z.boolean() }),
  to: z.object({ messageId: z.string(), chatId: z.string() }),
  venue: z.enum(["group", "private", "thread"]),
  changesCard: z.boolean(),
  uuid: z.string(),
  askedAtMs: z.number(),
});

export function createInbox(ledger: () => Promise<Ledger>, clock: Clock, log: Logger): Inbox {
  const leases = new LRUCache<string, Lease>({ max: KEYS_REMEMBERED });
  const seen = new LRUCache<string, true>({ max: KEYS_REMEMBERED, ttl: TAKEN_KEPT_MS });

  function takeInMemory(key: string): boolean {
    const isFresh = !seen.has(key);
    seen.set(key, true);
    return isFresh;
  }

  /** A lease that comes too late to be waited for is kept all the same. */
  async function takeInDatabase(key: string, note: string | undefined): Promise<boolean> {
    const lease = await (await ledger()).claim(key, LEASE_MS, clock.now(), note);
    if (lease) leases.set(key, lease);
    return lease !== undefined;
  }

  async function readAbandoned({ key, note }: { key: string; note: string }): Promise<AbandonedQuestion[]> {
    const question = questionSchema.safeParse(parseJson(note));
    if (!(await takeInDatabase(key, undefined))) return [];
    if (question.success) return [{ key, question: question.data }];
    log.error({ key }, "a question that another version took cannot be read");
    return [];
  }

  return {
    async take(key, question) {
      const note = question && JSON.stringify(question);
      try {
        const isOurs = await pTimeout(takeInDatabase(key, note), { milliseconds: TAKE_WITHIN_MS });
        return isOurs && takeInMemory(key);
      } catch (fault) {
        log.warn({ err: fault, key }, "taken in memory: the database is away");
        return takeInMemory(key);
      }
    },
    async done(key) {
      const lease = leases.get(key);
      if (!lease) return;
      leases.delete(key);
      await ledger()
        .then((open) => open.done(lease, clock.now()))
        .catch((fault: unknown) => log.warn({ err: fault, key }, "not noted as done"));
    },
    async takeAbandoned() {
      const found = await (await ledger()).abandoned(clock.now(), ABANDONED_AT_ONCE);
      return (await Promise.all(found.map(readAbandoned))).flat();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
