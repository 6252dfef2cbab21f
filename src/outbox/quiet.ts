import type { Delivery, NewDelivery } from "../model/delivery.ts";
import { type ChatState, type QuietHours, type Subscription, subscriptionOf } from "../model/subscription.ts";
import { SECOND } from "../model/window.ts";
import { inZone } from "../time/zone.ts";

/** Who gets which reports, and which chats are muted or closed, at one moment. */
export interface Situation {
  readonly subscriptions: readonly Subscription[];
  readonly chats: readonly ChatState[];
}

export interface Digest {
  readonly digest: NewDelivery;
  /** The reports that it lists. */
  readonly told: readonly Delivery[];
}

/** Leaves time to mark the listed reports as told before the digest is built. */
const MARK_TOLD_WITHIN_MS = 5 * SECOND;

/** Whether a chat must not be disturbed at `now`: it is muted, or these are its quiet hours in its own zone. */
export function isQuiet(
  subscription: Subscription | undefined,
  chat: ChatState | undefined,
  now: number,
  zone: string,
): boolean {
  if (chat?.mutedUntil != null && chat.mutedUntil > now) return true;
  if (subscription?.quiet == null) return false;
  return isWithin(subscription.quiet, inZone(now, subscription.zone ?? zone).format("HH:mm"));
}

/** `22:00-08:00` spans midnight. */
function isWithin({ from, to }: QuietHours, clock: string): boolean {
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}

/** One digest for each chat that has reports held back and may be disturbed again. */
export function digestsOf(
  held: readonly Delivery[],
  { subscriptions, chats }: Situation,
  zone: string,
  now: number,
): Digest[] {
  const chatIds = [...new Set(held.map(({ chatId }) => chatId))];
  return chatIds.flatMap((chatId) => {
    const told = held.filter((delivery) => delivery.chatId === chatId);
    const chat = chats.find((each) => each.chatId === chatId);
    if (told.some((delivery) => isQuiet(subscriptionOf(subscriptions, delivery), chat, now, zone))) return [];
    const begin = Math.min(...told.map(({ window }) => window.begin));
    const end = Math.max(...told.map(({ window }) => window.end));
    const digest: NewDelivery = {
      key: `digest:${end}:${chatId}`,
      topic: "digest",
      chatId,
      window: { begin, end },
      dueAt: now,
      sendAt: now + MARK_TOLD_WITHIN_MS,
      content: null,
      state: "waiting",
    };
    return [{ digest, told }];
  });
}
