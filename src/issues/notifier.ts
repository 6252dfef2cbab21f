import { createHash } from "node:crypto";
import { CARD_CHANGEABLE_MS, type Delivery, type NewDelivery, type SkipReason } from "../model/delivery.ts";
import { allSubscriptions } from "../model/subscription.ts";
import type { Clock } from "../ports/clock.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";
import { factsOf, storeCard } from "../view/stored-card.ts";
import { type IssueCard, issueCard, subjectAsked } from "./card.ts";

/** Sends the cards about issues, and changes them when somebody has decided. */
export interface Notifier {
  /** Queues one card. However often and by however many replicas it is asked for, one `key` is sent once to each chat. */
  notify(card: IssueCard, how: { readonly key: string; readonly to: Audience }): Promise<void>;
  /** Replaces every card that asked about this subject, as far as the platform still lets cards be changed. */
  replaceQuestions(subject: string, card: IssueCard): Promise<void>;
}

/**
 * `deciders` and `everyone` are the chats that subscribed to `issues`, `report_chats` included; `admins` are told what
 * needs fixing, or those chats where there are no admins.
 */
export type Audience = "deciders" | "everyone" | "admins";

export interface NotifierParts {
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  /** Chats of `report_chats`. */
  readonly configured: () => Promise<readonly string[]>;
  /** Open_ids. */
  readonly admins: readonly string[];
  readonly clock: Clock;
}

/** Queues cards in the outbox. */
export function createNotifier({ deliveries, subscriptions, configured, admins, clock }: NotifierParts): Notifier {
  async function chats(to: Audience): Promise<readonly string[]> {
    if (to === "admins" && admins.length > 0) return admins;
    const all = allSubscriptions(await configured(), await subscriptions.all());
    return all.filter(({ topic }) => topic === "issues").map(({ chatId }) => chatId);
  }

  return {
    async notify(card, { key, to }) {
      const now = clock.now();
      const content = storeCard(issueCard, card);
      const topic = to === "admins" ? "notice" : "issues";
      const each = (await chats(to)).map(
        (chatId): NewDelivery => ({
          key: `issues:${shortHash(key)}:${chatId}`,
          topic,
          chatId,
          window: { begin: now, end: now },
          dueAt: now,
          sendAt: now,
          content,
          state: "waiting",
        }),
      );
      await deliveries.add(each, now);
    },

    async replaceQuestions(subject, card) {
      const now = clock.now();
      const known = await deliveries.ofTopic("issues", now - CARD_CHANGEABLE_MS);
      for (const delivery of known) {
        const facts = factsOf<IssueCard>(issueCard, delivery.content);
        const change = facts && subjectAsked(facts) === subject && changeOf(delivery, storeCard(issueCard, card), now);
        if (change) await deliveries.amend(delivery, change, now);
      }
    },
  };
}

/** Robots' messages have no id and can never be changed. */
function changeOf({ state, messageId, unsureSince }: Delivery, content: string, now: number) {
  if (messageId !== null && (state === "sent" || state === "waiting"))
    return { state: "waiting", sendAt: now, content } as const;
  const reason: SkipReason = "decided_before_sent";
  return state === "waiting" && unsureSince === null ? ({ state: "skipped", reason } as const) : undefined;
}

function shortHash(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
