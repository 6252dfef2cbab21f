import pTimeout from "p-timeout";
import type { Logger } from "pino";
import type { Delivery, SkipReason } from "../model/delivery.ts";
import { isReportKind } from "../model/report.ts";
import { type ChatState, subscriptionOf } from "../model/subscription.ts";
import { DAY, HOUR, MINUTE } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Deliveries, DeliveryChange } from "../ports/deliveries.ts";
import { RefusedError, UnreachableError } from "../ports/errors.ts";
import type { Lease } from "../ports/lease.ts";
import { signals } from "../ports/signals.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";
import { LATE_AFTER_MS } from "../reports/schedule.ts";
import type { View } from "../view/view.ts";
import { closedChatNotices } from "./closed-chat.ts";
import { type ConfiguredChats, ROBOT } from "./configured-chats.ts";
import type { Content } from "./content.ts";
import { isQuiet, type Situation } from "./quiet.ts";
import { uuidOf } from "./spread.ts";
import { afterFailure, nextStep, type RetryTiming } from "./step.ts";

/** Where messages go. */
export interface Outlet {
  /** Resolves to the message's id if there is one. */
  send(chatId: string, view: View, uuid: string): Promise<string | null>;
  update(messageId: string, view: View): Promise<void>;
}

export interface DelivererParts {
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  readonly content: Content;
  readonly outlet: Outlet;
  readonly zone: string;
  readonly admins: readonly string[];
  readonly configured: Pick<ConfiguredChats, "nameOf">;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long a claim is valid. */
  readonly leaseMs: number;
  readonly retries: RetryTiming;
}

/** A chat that refused for good is tried again after this: the bot may have been added again. */
const CLOSED_FOR_MS = DAY;
/** The share of a lease in which a card must be sent; the rest is left for recording the outcome. */
const SEND_WITHIN_LEASE = 0.8;
/** During an upgrade another replica may be able to read what this one cannot. */
const LEFT_TO_OTHERS_MS = HOUR;
const TRY_READING_AGAIN_MS = 5 * MINUTE;

/** Sends one delivery that is ready, or records why not. After a crash at any point its row shows how far it got. */
export async function deliver(delivery: Delivery, situation: Situation, parts: DelivererParts): Promise<void> {
  const { deliveries, content, clock, log, leaseMs } = parts;
  const now = clock.now();
  const step = nextStep(delivery, await circumstances(delivery, situation, parts), now);
  if (step !== "send") {
    const amended = await deliveries.amend(delivery, step, now);
    if (!amended) return;
    log.info({ delivery: delivery.key, ...step }, "not sent");
    tell(delivery, step);
    return;
  }
  const lease = await deliveries.claim(delivery, leaseMs, now);
  if (!lease) return;
  try {
    const view = await content.viewOf(delivery, situation.subscriptions, now);
    if (view === "not_worth_sending" || view === "unreadable") {
      const change = view === "unreadable" ? afterUnreadable(delivery, now) : ({ state: "spared" } as const);
      await deliveries.settle(lease, { ...change, unsureSince: delivery.unsureSince }, clock.now());
      tell(delivery, change);
      return;
    }
    const messageId = await post(delivery, view, parts);
    const sent = { state: "sent", messageId, unsureSince: null, reason: null } as const;
    await deliveries.settle(lease, sent, clock.now());
    await welcomeBack(delivery, situation, parts);
    tell(delivery, sent);
    log.info({ delivery: delivery.key, ms: clock.now() - now }, "delivered");
  } catch (error) {
    await noteFailure(delivery, lease, error, parts);
  }
}

function tell({ topic }: Delivery, { state }: DeliveryChange): void {
  if (state !== undefined) signals.delivery.send({ topic, state });
}

function afterUnreadable({ dueAt }: Delivery, now: number): DeliveryChange {
  const reason: SkipReason = "unreadable";
  if (now - dueAt < LEFT_TO_OTHERS_MS) return { state: "waiting", sendAt: now + TRY_READING_AGAIN_MS, reason };
  return { state: "skipped", reason };
}

async function circumstances(delivery: Delivery, { subscriptions, chats }: Situation, parts: DelivererParts) {
  const { deliveries, clock, zone } = parts;
  const now = clock.now();
  const { chatId, topic, messageId, dueAt } = delivery;
  const subscription = subscriptionOf(subscriptions, delivery);
  const chat = chats.find((each) => each.chatId === chatId);
  return {
    wanted: topic === "digest" || topic === "notice" || messageId !== null || subscription !== undefined,
    closed: isClosed(chat, now),
    quiet: messageId === null && isQuiet(subscription, chat, now, zone),
    outdated: isReportKind(topic) && now - dueAt > LATE_AFTER_MS && (await deliveries.outdated(delivery)),
    repeatable: chatId !== ROBOT,
  };
}

export function isClosed(chat: ChatState | undefined, now: number): boolean {
  return chat?.disabledAt != null && now - chat.disabledAt < CLOSED_FOR_MS;
}

/** A card that has arrived is changed in place. */
async function post(delivery: Delivery, view: View, parts: DelivererParts): Promise<string | null> {
  const { outlet, leaseMs, clock } = parts;
  const { chatId, key, messageId } = delivery;
  const late = new UnreachableError("Feishu", { cause: new Error(`no answer by ${clock.now()}`) });
  const within = { milliseconds: leaseMs * SEND_WITHIN_LEASE, message: late };
  if (messageId === null) return pTimeout(outlet.send(chatId, view, uuidOf(key)), within);
  await pTimeout(outlet.update(messageId, view), within);
  return messageId;
}

async function noteFailure(delivery: Delivery, lease: Lease, error: unknown, parts: DelivererParts): Promise<void> {
  const { deliveries, clock, log, retries } = parts;
  const now = clock.now();
  const change = afterFailure(delivery, error, delivery.chatId !== ROBOT, now, retries);
  await deliveries.settle(lease, change, now);
  tell(delivery, change);
  log.warn({ err: error, delivery: delivery.key, becomes: change.state }, "a delivery failed");
  if (error instanceof RefusedError && error.kind === "gone") await closeChat(delivery, error, parts);
}

/** Stops sending to a chat, and tells the admins once. */
async function closeChat({ chatId }: Delivery, { message }: RefusedError, parts: DelivererParts): Promise<void> {
  const { subscriptions, deliveries, configured, admins, clock, log } = parts;
  const now = clock.now();
  if (!(await subscriptions.disable(chatId, message, now))) return;
  log.error({ chat: chatId, reason: message }, "the chat takes no more messages: sending stops");
  const chat = { chatId, name: configured.nameOf(chatId) ?? null, reason: message };
  if (!admins.includes(chatId)) await deliveries.add(closedChatNotices(chat, admins, now), now);
}

async function welcomeBack({ chatId }: Delivery, { chats }: Situation, { subscriptions }: DelivererParts) {
  const chat = chats.find((each) => each.chatId === chatId);
  if (chat?.disabledAt != null) await subscriptions.enable(chatId);
}
