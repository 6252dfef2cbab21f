import type { Delivery, DeliveryState, NewDelivery } from "../model/delivery.ts";
import type { Topic } from "../model/report.ts";
import type { Window } from "../model/window.ts";

/** What is to be sent, and what became of it. */
export interface Deliveries {
  /** Those that are there already stay as they are. */
  add(deliveries: readonly NewDelivery[], now: number): Promise<void>;
  /** Up to when the windows of each chat and topic are planned. */
  planned(): Promise<readonly { readonly topic: Topic; readonly chatId: string; readonly until: number }[]>;
  /** Only ever moves forward. */
  setPlanned(topic: Topic, chatIds: readonly string[], until: number): Promise<void>;
  /** Waiting, or claimed by one that died; the longest due first. */
  ready(now: number, limit: number): Promise<readonly Delivery[]>;
  /** False where somebody else was first. */
  claim(delivery: Delivery, leaseUntil: number, now: number): Promise<boolean>;
  /** Writes what became of it, unless somebody else has claimed it or settled it since it was read. */
  settle(delivery: Delivery, change: DeliveryChange, now: number): Promise<boolean>;
  inState(states: readonly DeliveryState[], since: number, limit: number): Promise<readonly Delivery[]>;
  ofTopic(topic: Topic, since: number): Promise<readonly Delivery[]>;
  /** Held back in this chat and told of nowhere yet, or told of in the digest of this window. */
  held(chatId: string, of: "held" | "told", window: Window): Promise<readonly Delivery[]>;
  /** Whether a later window of the same topic is there for the chat. */
  outdated(delivery: Delivery): Promise<boolean>;
  find(key: string): Promise<Delivery | undefined>;
  forget(before: number): Promise<void>;
}

export type DeliveryChange = Partial<
  Pick<Delivery, "state" | "sendAt" | "leaseUntil" | "unsureSince" | "messageId" | "reason" | "content">
>;
