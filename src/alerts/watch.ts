import { createHash } from "node:crypto";
import { type Alert, alertId } from "../model/alert.ts";
import { CARD_CHANGEABLE_MS, type Delivery, type NewDelivery, type SkipReason } from "../model/delivery.ts";
import { allSubscriptions } from "../model/subscription.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { factsOf, readStoredCard, storeCard } from "../view/stored-card.ts";
import { type AlertSources, isSame, type Look, lookAround, type Watched } from "./look-around.ts";
import { type AlertFacts, alertCard } from "./view.ts";

/** Opens, updates and closes the cards of alerts: one card for each alert in each chat that subscribed. */
export async function watchAlerts(sources: AlertSources, now: number): Promise<void> {
  const { deliveries, subscriptions } = sources.reports;
  const subscribed = allSubscriptions([], await subscriptions.all()).filter(({ topic }) => topic === "alerts");
  const open = openCards(await deliveries.ofTopic("alerts", now - CARD_CHANGEABLE_MS));
  const looks = createLooks(sources, now);
  const subscribedSince = new Map(
    (await deliveries.planned()).filter(({ topic }) => topic === "alerts").map(({ chatId, until }) => [chatId, until]),
  );
  for (const subscription of subscribed) {
    const { chatId } = subscription;
    const look = await looks(subscription);
    const started = subscribedSince.get(chatId) ?? now;
    const fresh = look.alerts
      .filter((alert) => !open.some(({ delivery, facts }) => delivery.chatId === chatId && isSame(facts.alert, alert)))
      // What had begun before the chat subscribed is no change.
      .filter((alert) => alert.kind === "rate" || alert.since >= started);
    await deliveries.add(
      fresh.map((alert) => deliveryOf(factsAt(alert, look, now), chatId)),
      now,
    );
  }
  for (const card of open) {
    const look = await looks(subscribed.find(({ chatId }) => chatId === card.delivery.chatId) ?? { jobs: [] });
    await follow(card, look, deliveries, now);
  }
}

interface OpenCard {
  readonly delivery: Delivery;
  readonly facts: AlertFacts;
}

function openCards(known: readonly Delivery[]): OpenCard[] {
  return known.flatMap((delivery) => {
    const facts = factsOf<AlertFacts>(alertCard, delivery.content) ?? factsOfView(delivery.content);
    return facts && !facts.over ? [{ delivery, facts }] : [];
  });
}

/** Version 1.0.0 kept the rendered View, with the alert in its data. */
function factsOfView(content: string | null): AlertFacts | undefined {
  const stored = readStoredCard(content ?? "");
  if (stored.kind !== "view") return undefined;
  const { alert, over } = stored.view.data as { readonly alert?: Alert; readonly over?: boolean };
  return alert && { alert, failures: [], over: over ?? false, at: 0 };
}

/** Chats that watch the same share one look. */
function createLooks(sources: AlertSources, now: number): (watched: Watched) => Promise<Look> {
  const made = new Map<string, Promise<Look>>();
  return ({ repo, branch, jobs }) => {
    const key = JSON.stringify([repo, branch, jobs]);
    const look = made.get(key) ?? lookAround(sources, { repo, branch, jobs }, now);
    made.set(key, look);
    return look;
  };
}

function factsAt(alert: Alert, { found }: Look, at: number): AlertFacts {
  const run = alert.kind === "red" ? alert.run : undefined;
  const broken = found.find(({ job, id }) => job === run?.job && id === run.id)?.failures ?? [];
  const failures = broken.map(({ name, excerpt }) => ({ name, excerpt: excerpt.slice(0, EXCERPT_LENGTH) }));
  return { alert, failures, over: false, at };
}

/** The card shows two lines of each. */
const EXCERPT_LENGTH = 500;

function deliveryOf(facts: AlertFacts, chatId: string): NewDelivery {
  const { alert, at } = facts;
  return {
    key: `alerts:${createHash("sha256").update(alertId(alert)).digest("hex").slice(0, 32)}:${chatId}`,
    topic: "alerts",
    chatId,
    window: { begin: alert.since, end: alert.since },
    dueAt: at,
    sendAt: at,
    content: storeCard(alertCard, facts),
    state: "waiting",
  };
}

/** A card that arrived shows what is newest, and that it is over; one that never arrived is then not sent at all. */
async function follow({ delivery, facts }: OpenCard, look: Look, deliveries: Deliveries, now: number): Promise<void> {
  const { alert } = facts;
  const hasArrived = delivery.state === "sent" && delivery.messageId !== null;
  const neverSent = delivery.state === "waiting" && delivery.unsureSince === null && delivery.messageId === null;
  const change = (next: AlertFacts) =>
    deliveries.amend(delivery, { state: "waiting", sendAt: now, content: storeCard(alertCard, next) }, now);
  if (look.isOver(alert)) {
    const reason: SkipReason = "over_before_sent";
    if (neverSent) await deliveries.amend(delivery, { state: "skipped", reason }, now);
    if (hasArrived) await change({ ...facts, over: true, at: now });
    return;
  }
  const current = look.alerts.find((each) => isSame(each, alert));
  if (!hasArrived || !current) return;
  const next = factsAt({ ...current, since: alert.since }, look, now);
  if (!showsTheSame(next, facts)) await change(next);
}

function showsTheSame(one: AlertFacts, other: AlertFacts): boolean {
  const shown = ({ alert, failures }: AlertFacts) => JSON.stringify([alert, failures.map(({ name }) => name)]);
  return shown(one) === shown(other);
}
