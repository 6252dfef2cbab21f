import type { Delivery, DeliveryState, NewDelivery } from "../model/delivery.ts";
import type { Topic } from "../model/report.ts";
import type { Window } from "../model/window.ts";
import type { Lease } from "./lease.ts";

/** Messages to be sent, and what became of each. Instants are epoch milliseconds. */
export interface Deliveries {
  /** Adds deliveries whose key is new; known ones stay as they are. */
  add(deliveries: readonly NewDelivery[], now: number): Promise<void>;
  /** The end of the last planned window of each chat and topic. */
  planned(): Promise<readonly { readonly topic: Topic; readonly chatId: string; readonly until: number }[]>;
  /** Moves the end of what is planned forward, never back. */
  setPlanned(topic: Topic, chatIds: readonly string[], until: number): Promise<void>;
  /** Deliveries that are due, or whose owner let its lease run out; those due longest first. */
  ready(now: number, limit: number): Promise<readonly Delivery[]>;
  /** Claims a delivery for sending and counts an attempt. Undefined where it has changed since it was read. */
  claim(delivery: Delivery, leaseMs: number, now: number): Promise<Lease | undefined>;
  /** Writes what became of a claimed delivery and gives up the lease. */
  settle(lease: Lease, change: DeliveryChange, now: number): Promise<boolean>;
  /** Changes a delivery that nobody has claimed. False where it has changed since it was read. */
  amend(delivery: Delivery, change: DeliveryChange, now: number): Promise<boolean>;
  /** Deliveries in these states that fell due at `since` or later, newest first. */
  inState(states: readonly DeliveryState[], since: number, limit: number): Promise<readonly Delivery[]>;
  /** Deliveries of a topic that fell due at `since` or later, oldest first. */
  ofTopic(topic: Topic, since: number): Promise<readonly Delivery[]>;
  /** Deliveries to this chat that were `held`, or `told` of in a digest, whose window ends within the given one. */
  held(chatId: string, of: "held" | "told", window: Window): Promise<readonly Delivery[]>;
  /** Whether the chat has a delivery of the same topic for a later window. */
  outdated(delivery: Delivery): Promise<boolean>;
  /** What is due at `now` and not settled, by topic. */
  backlog(now: number): Promise<readonly DeliveryBacklog[]>;
  find(key: string): Promise<Delivery | undefined>;
  /** Drops settled deliveries that fell due before `before`. */
  forget(before: number): Promise<void>;
}

export interface DeliveryBacklog {
  readonly topic: Delivery["topic"];
  readonly waiting: number;
  /** When the oldest of them fell due, epoch milliseconds. */
  readonly oldestDueAt: number;
}

export type DeliveryChange = Partial<
  Pick<Delivery, "state" | "sendAt" | "unsureSince" | "messageId" | "reason" | "content">
>;
