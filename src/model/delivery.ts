import type { Topic } from "./report.ts";
import { DAY, HOUR, type Window } from "./window.ts";

/**
 * The state of a delivery.
 * `waiting`: to be sent. `sending`: claimed until its lease ends. `sent`: it arrived.
 * `held`: held back during quiet hours. `told`: held back, and listed in a digest. `spared`: not worth sending.
 * `skipped`: outdated before it could be sent. `refused`: the platform does not take it.
 * `unknown`: it may have arrived, and sending it again could put a second one there.
 */
export type DeliveryState =
  | "waiting"
  | "sending"
  | "sent"
  | "held"
  | "told"
  | "spared"
  | "skipped"
  | "refused"
  | "unknown";

/** One card for one chat, claimed before it is sent. */
export interface Delivery {
  /** Unique: the topic, its window or event, and the chat. */
  readonly key: string;
  readonly topic: Topic | "digest" | "notice";
  readonly chatId: string;
  readonly window: Window;
  /** When it fell due, epoch milliseconds. */
  readonly dueAt: number;
  /** When to try next, epoch milliseconds. */
  readonly sendAt: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Since when it may have arrived without an answer to us, epoch milliseconds; null while it certainly has not. */
  readonly unsureSince: number | null;
  readonly messageId: string | null;
  /** A SkipReason, or what the platform said in its own words. */
  readonly reason: string | null;
  /** What it shows, by `view/stored-card.ts`; null for reports, which are built from their window. */
  readonly content: string | null;
}

export type NewDelivery = Pick<Delivery, "key" | "topic" | "chatId" | "window" | "dueAt" | "sendAt" | "content"> & {
  readonly state: "waiting" | "skipped";
  readonly reason?: SkipReason | undefined;
};

/** Why we did not send something ourselves. The code is what is stored; `view/delivery-reason.ts` has the words. */
export type SkipReason =
  | "missed_while_down"
  | "maybe_sent"
  | "chat_closed"
  | "unsubscribed"
  | "newer_sent_first"
  | "over_before_sent"
  | "decided_before_sent"
  | "unreadable";

/** The platform lets a bot change a card for 14 days; an hour is left for clocks and queues. */
export const CARD_CHANGEABLE_MS = 14 * DAY - HOUR;
