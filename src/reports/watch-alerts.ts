import { createHash } from "node:crypto";
import { type Alert, alertId } from "../model/alert.ts";
import type { Delivery, NewDelivery } from "../model/delivery.ts";
import type { Scope } from "../model/scope.ts";
import { DAY, MINUTE } from "../model/window.ts";
import type { Deliveries } from "../ports.ts";
import { alertOverView, alertView } from "../views/alert.ts";
import type { View } from "../views/view.ts";
import { redJobs, silence, unusualRates } from "./judge-alerts.ts";
import type { ReportSources } from "./report-sources.ts";
import { wishesOf } from "./targets.ts";

/** A trunk job that runs less often than this is not watched. */
const RUNS_BACK_MS = 7 * DAY;
const RUNS_READ = 500;
const JOBS_READ = 500;
const USUAL_MS = 14 * DAY;
/** Feishu lets a card be changed for so long. */
const CHANGEABLE_MS = 14 * DAY - 60 * MINUTE;

export type AlertSources = Pick<ReportSources, "runs" | "site" | "reports">;

/** Opens, and closes, the cards of what changed; each chat that subscribes to alerts has one card for each subject. */
export async function watchAlerts(sources: AlertSources, now: number): Promise<void> {
  const { reports, site } = sources;
  const { deliveries, subscriptions } = reports;
  const wishes = wishesOf([], await subscriptions.all()).filter(({ topic }) => topic === "alerts");
  const known = await deliveries.ofTopic("alerts", now - CHANGEABLE_MS);
  if (wishes.length === 0 && known.length === 0) return;
  const scopeOf = (chatId: string): Watched => wishes.find((wish) => wish.chatId === chatId) ?? { jobs: [] };
  const chatIds = [...wishes, ...known].map(({ chatId }) => chatId);
  const alerts = await alertsByChat(chatIds, scopeOf, sources, now);
  const since = new Map((await deliveries.planned()).map(({ topic, chatId, until }) => [`${topic} ${chatId}`, until]));
  const opened = wishes.flatMap(({ chatId }) =>
    (alerts.get(chatId) ?? [])
      // What lasted already when the chat subscribed did not change since.
      .filter((alert) => alert.kind === "rate" || alert.since >= (since.get(`alerts ${chatId}`) ?? now))
      .map((alert) => cardOf(alert, chatId, now, site.zone)),
  );
  await deliveries.add(opened, now);
  const lasting = new Set([...alerts].flatMap(([chatId, ofChat]) => ofChat.map((alert) => keyOf(alert, chatId))));
  const over = known.filter(({ key }) => !lasting.has(key));
  await closeCards(over, deliveries, now, site.zone);
}

/** What a chat wants to hear of. */
type Watched = Pick<Scope, "repo" | "branch" | "jobs">;

/** Chats that watch the same share the work. */
async function alertsByChat(
  chatIds: readonly string[],
  scopeOf: (chatId: string) => Watched,
  sources: AlertSources,
  now: number,
): Promise<ReadonlyMap<string, readonly Alert[]>> {
  const ofScopes = new Map<string, readonly Alert[]>();
  const ofChats = new Map<string, readonly Alert[]>();
  for (const chatId of new Set(chatIds)) {
    const { repo, branch, jobs } = scopeOf(chatId);
    const memo = JSON.stringify([repo, branch, jobs]);
    const alerts = ofScopes.get(memo) ?? (await currentAlerts(sources, { repo, branch, jobs }, now));
    ofScopes.set(memo, alerts);
    ofChats.set(chatId, alerts);
  }
  return ofChats;
}

async function currentAlerts({ runs, site }: AlertSources, scope: Watched, now: number): Promise<readonly Alert[]> {
  const day = { begin: now - DAY, end: now };
  const fortnight = { begin: day.begin - USUAL_MS, end: day.begin };
  const [special, recent, usual, newest] = await Promise.all([
    runs.runs({ ...scope, window: { begin: now - RUNS_BACK_MS, end: now }, special: true }, {}, slice(RUNS_READ)),
    runs.jobs({ ...scope, window: day }, slice(JOBS_READ)),
    runs.jobs({ ...scope, window: fortnight }, slice(JOBS_READ)),
    runs.newest(),
  ]);
  return [
    ...redJobs(special.items),
    ...unusualRates(recent.items, usual.items, now, site.zone),
    ...silence(newest, site.silence, now, site.zone),
  ];
}

function slice(limit: number) {
  return { limit, offset: 0 };
}

function keyOf(alert: Alert, chatId: string): string {
  return `alerts:${createHash("sha256").update(alertId(alert)).digest("hex").slice(0, 32)}:${chatId}`;
}

function cardOf(alert: Alert, chatId: string, now: number, zone: string): NewDelivery {
  return {
    key: keyOf(alert, chatId),
    topic: "alerts",
    chatId,
    window: { begin: alert.since, end: alert.since },
    dueAt: now,
    sendAt: now,
    content: JSON.stringify(alertView(alert, now, zone)),
    state: "waiting",
  };
}

/** A card that is there says that it is over; one that never got there is not sent any more. */
async function closeCards(
  cards: readonly Delivery[],
  deliveries: Deliveries,
  now: number,
  zone: string,
): Promise<void> {
  for (const card of cards) {
    const view = JSON.parse(card.content ?? "null") as View | null;
    if (!view || (view.data as { over?: boolean }).over) continue;
    if (card.state === "waiting" && card.unsureSince === null && card.messageId === null)
      await deliveries.settle(card, { state: "skipped", reason: "over before it was sent" }, now);
    if (card.state !== "sent" || card.messageId === null) continue;
    const content = JSON.stringify(alertOverView(view, now, zone));
    await deliveries.settle(card, { state: "waiting", sendAt: now, content }, now);
  }
}
