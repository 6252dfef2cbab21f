import type { Delivery, NewDelivery } from "../model/delivery.ts";
import { SECOND } from "../model/window.ts";
import type { Situation } from "./deliverer.ts";
import { isQuiet } from "./quiet.ts";
import { wishOf } from "./targets.ts";

export interface Digest {
  readonly digest: NewDelivery;
  /** What it tells of. */
  readonly told: readonly Delivery[];
}

/** What a digest tells of is written down by then. */
const CROSSED_OFF_MS = 5 * SECOND;

/** One digest for each chat that has reports held back and is quiet no more. */
export function digestsOf(
  held: readonly Delivery[],
  { wishes, chats }: Situation,
  zone: string,
  now: number,
): Digest[] {
  const chatIds = [...new Set(held.map(({ chatId }) => chatId))];
  return chatIds.flatMap((chatId) => {
    const told = held.filter((delivery) => delivery.chatId === chatId);
    const chat = chats.find((each) => each.chatId === chatId);
    if (told.some((delivery) => isQuiet(wishOf(wishes, delivery), chat, now, zone))) return [];
    const begin = Math.min(...told.map(({ window }) => window.begin));
    const end = Math.max(...told.map(({ window }) => window.end));
    const digest: NewDelivery = {
      key: `digest:${end}:${chatId}`,
      topic: "digest",
      chatId,
      window: { begin, end },
      dueAt: now,
      sendAt: now + CROSSED_OFF_MS,
      content: null,
      state: "waiting",
    };
    return [{ digest, told }];
  });
}
