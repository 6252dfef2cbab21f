import type { Topic } from "./report.ts";
import { say, type Text } from "./text.ts";
import type { Window } from "./window.ts";

/**
 * Where a delivery stands.
 * `waiting`: to be sent. `sending`: claimed until its lease ends. `sent`: it is there.
 * `held`: kept back in quiet hours. `told`: kept back, and told of in a digest. `spared`: not worth sending.
 * `skipped`: outdated before it could be sent. `refused`: the platform will not have it.
 * `unknown`: it may be there or not, and sending it again might put a second one there.
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

/** One card for one chat: claimed before it is sent, known by its key. */
export interface Delivery {
  /** Unique: what, of which window or event, for whom. */
  readonly key: string;
  readonly topic: Topic | "digest" | "notice";
  readonly chatId: string;
  readonly window: Window;
  /** When it fell due, epoch milliseconds. */
  readonly dueAt: number;
  /** When to try, or to try again. */
  readonly sendAt: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Since when it may have reached the chat without our knowing; null while it certainly has not. */
  readonly unsureSince: number | null;
  readonly messageId: string | null;
  readonly reason: string | null;
  /** What to show where it is not made anew from its window: a View as JSON. */
  readonly content: string | null;
}

export type NewDelivery = Pick<Delivery, "key" | "topic" | "chatId" | "window" | "dueAt" | "sendAt" | "content"> & {
  readonly state: "waiting" | "skipped";
  readonly reason?: string | undefined;
};

/** Why we ourselves did not send something; the English is what is kept. */
export const ownReasons = {
  missed: say("missed while nothing ran", "服务停机期间错过"),
  unsure: say("sent, perhaps: no answer came", "可能已发送，但没有收到应答"),
  closed: say("the chat is closed to the bot", "该群不再接收机器人消息"),
  unwanted: say("no longer wanted", "已不再需要"),
  overtaken: say("a later one came first", "更新的一份已先发送"),
  over: say("over before it was sent", "发送前已恢复"),
} as const;

/** What the platform said is in its own words. */
export function reasonText(reason: string): Text | string {
  return Object.values(ownReasons).find(({ en_us }) => en_us === reason) ?? reason;
}
