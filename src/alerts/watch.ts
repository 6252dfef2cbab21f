import { createHash } from "node:crypto";
import { type Alert, alertId } from "../model/alert.ts";
import { type Delivery, type NewDelivery, ownReasons } from "../model/delivery.ts";
import { DAY, MINUTE } from "../model/window.ts";
import { wishesOf } from "../outbox/targets.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import type { View } from "../view/view.ts";
import { type AlertSources, isSame, type Look, lookAround, type Watched } from "./look-around.ts";
import { type AlertData, alertOverView, alertView } from "./view.ts";

/** Feishu lets a card be changed for so long. */
const CHANGEABLE_MS = 14 * DAY - 60 * MINUTE;

/** Opens, keeps up to date and closes the cards of what changed: one card for each subject in each chat that wants alerts. */
export async function watchAlerts(sources: AlertSources, now: number): Promise<void> {
  const { deliveries, subscriptions } = sources.reports;
  const { zone } = sources.site;
  const wishes = wishesOf([], await subscriptions.all()).filter(({ topic }) => topic === "alerts");
  const open = openCards(await deliveries.ofTopic("alerts", now - CHANGEABLE_MS));
  const looks = createLooks(sources, now);
  const since = new Map((await deliveries.planned()).map(({ topic, chatId, until }) => [`${topic} ${chatId}`, until]));
  for (const wish of wishes) {
    const look = await looks(wish);
    const started = since.get(`alerts ${wish.chatId}`) ?? now;
    const fresh = look.alerts
      .filter((alert) => !open.some((card) => card.delivery.chatId === wish.chatId && isSame(card.alert, alert)))
      // What lasted already when the chat subscribed did not change since.
      .filter((alert) => alert.kind === "rate" || alert.since >= started);
    await deliveries.add(
      fresh.map((alert) => deliveryOf(alert, wish.chatId, alertView(alert, look.found, now, zone), now)),
      now,
    );
  }
  for (const card of open) {
    const look = await looks(wishes.find(({ chatId }) => chatId === card.delivery.chatId) ?? { jobs: [] });
    await follow(card, look, deliveries, now, zone);
  }
}

interface OpenCard {
  readonly delivery: Delivery;
  readonly alert: Alert;
  /** What it shows, to tell whether there is something new to show. */
  readonly data: string;
}

function openCards(known: readonly Delivery[]): OpenCard[] {
  return known.flatMap((delivery) => {
    const view = JSON.parse(delivery.content ?? "null") as (View & { data: AlertData }) | null;
    if (!view || view.data.over) return [];
    return [{ delivery, alert: view.data.alert, data: JSON.stringify(view.data) }];
  });
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

function deliveryOf(alert: Alert, chatId: string, view: View, now: number): NewDelivery {
  return {
    key: `alerts:${createHash("sha256").update(alertId(alert)).digest("hex").slice(0, 32)}:${chatId}`,
    topic: "alerts",
    chatId,
    window: { begin: alert.since, end: alert.since },
    dueAt: now,
    sendAt: now,
    content: JSON.stringify(view),
    state: "waiting",
  };
}

/** A card that is there shows the newest, and says when it is over; one that never got there is not sent any more then. */
async function follow(
  { delivery, alert, data }: OpenCard,
  look: Look,
  deliveries: Deliveries,
  now: number,
  zone: string,
): Promise<void> {
  const isThere = delivery.state === "sent" && delivery.messageId !== null;
  const neverSent = delivery.state === "waiting" && delivery.unsureSince === null && delivery.messageId === null;
  const change = (view: View) =>
    deliveries.amend(delivery, { state: "waiting", sendAt: now, content: JSON.stringify(view) }, now);
  if (look.isOver(alert)) {
    if (neverSent) await deliveries.amend(delivery, { state: "skipped", reason: ownReasons.over.en_us }, now);
    if (isThere) await change(alertOverView(alert, now, zone));
    return;
  }
  const current = look.alerts.find((each) => isSame(each, alert));
  if (!isThere || !current) return;
  const view = alertView({ ...current, since: alert.since }, look.found, now, zone);
  if (JSON.stringify(view.data) !== data) await change(view);
}
