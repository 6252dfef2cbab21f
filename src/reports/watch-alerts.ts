import { createHash } from "node:crypto";
import { type Alert, alertId } from "../model/alert.ts";
import type { Delivery, NewDelivery } from "../model/delivery.ts";
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
  const alerts = await currentAlerts(sources, now);
  const since = new Map((await deliveries.planned()).map(({ topic, chatId, until }) => [`${topic} ${chatId}`, until]));
  const opened = wishes.flatMap(({ chatId }) =>
    alerts
      // What lasted already when the chat subscribed did not change since.
      .filter((alert) => alert.kind === "rate" || alert.since >= (since.get(`alerts ${chatId}`) ?? now))
      .map((alert) => cardOf(alert, chatId, now, site.zone)),
  );
  await deliveries.add(opened, now);
  const lasting = new Set(alerts.map(subjectOf));
  const over = known.filter(({ key }) => !lasting.has(key.split(":")[1] ?? ""));
  await closeCards(over, deliveries, now, site.zone);
}

async function currentAlerts({ runs, site }: AlertSources, now: number): Promise<readonly Alert[]> {
  const day = { begin: now - DAY, end: now };
  const fortnight = { begin: day.begin - USUAL_MS, end: day.begin };
  const [special, recent, usual, newest] = await Promise.all([
    runs.runs({ window: { begin: now - RUNS_BACK_MS, end: now }, jobs: [], special: true }, {}, slice(RUNS_READ)),
    runs.jobs({ window: day, jobs: [] }, slice(JOBS_READ)),
    runs.jobs({ window: fortnight, jobs: [] }, slice(JOBS_READ)),
    runs.newest(),
  ]);
  return [
    ...redJobs(special.items),
    ...unusualRates(recent.items, usual.items, now, site.zone),
    ...silence(newest, now, site.zone),
  ];
}

function slice(limit: number) {
  return { limit, offset: 0 };
}

function subjectOf(alert: Alert): string {
  return createHash("sha256").update(alertId(alert)).digest("hex").slice(0, 32);
}

function cardOf(alert: Alert, chatId: string, now: number, zone: string): NewDelivery {
  return {
    key: `alerts:${subjectOf(alert)}:${chatId}`,
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
