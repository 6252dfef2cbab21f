import type { NewDelivery } from "../model/delivery.ts";
import type { DueWindow, Topic } from "../model/report.ts";
import type { Subscription } from "../model/subscription.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { type Due, dueWindows, type ReportTimes, scheduleOfSubscription } from "../reports/schedule.ts";
import { delayMs, type SendingSpread } from "./spread.ts";

export interface PlannerParts {
  readonly deliveries: Deliveries;
  readonly site: ReportTimes;
  readonly spread: SendingSpread;
}

/**
 * Writes a row for every window that became due since the last time. A new chat starts with the next window. The rows
 * are written before the mark "planned until": planning again after a crash in between adds nothing.
 */
export async function planReports(
  subscriptions: readonly Subscription[],
  { deliveries, site, spread }: PlannerParts,
  now: number,
): Promise<void> {
  const planned = new Map(
    (await deliveries.planned()).map(({ topic, chatId, until }) => [`${topic} ${chatId}`, until]),
  );
  const known = new Map<string, Due>();
  const rows: NewDelivery[] = [];
  const marks = new Map<string, { topic: Topic; until: number; chatIds: string[] }>();
  const mark = (topic: Topic, until: number, chatId: string) => {
    const at = marks.get(`${topic} ${until}`) ?? { topic, until, chatIds: [] };
    at.chatIds.push(chatId);
    marks.set(`${topic} ${until}`, at);
  };
  for (const subscription of subscriptions) {
    const schedule = scheduleOfSubscription(subscription, site);
    if (!schedule) continue;
    const since = planned.get(`${subscription.topic} ${subscription.chatId}`);
    if (since === undefined) {
      mark(subscription.topic, now, subscription.chatId);
      continue;
    }
    const memo = `${schedule.kind} ${schedule.cron} ${schedule.zone} ${since}`;
    const { due, skipped } = known.get(memo) ?? dueWindows(schedule, since, now);
    known.set(memo, { due, skipped });
    rows.push(
      ...due.map((window) => deliveryOf(subscription, window, spread)),
      ...skipped.map((window) => outdatedOf(subscription, window, spread)),
    );
    const last = [...due, ...skipped].reduce((latest, { dueAt }) => Math.max(latest, dueAt), since);
    if (last > since) mark(subscription.topic, last, subscription.chatId);
  }
  await deliveries.add(rows, now);
  for (const { topic, until, chatIds } of marks.values()) await deliveries.setPlanned(topic, chatIds, until);
}

export function deliveryOf({ topic, chatId }: Subscription, window: DueWindow, spread: SendingSpread): NewDelivery {
  const key = `${topic}:${window.end}:${chatId}`;
  const { begin, end, dueAt } = window;
  const sendAt = dueAt + delayMs(key, spread);
  return { key, topic, chatId, window: { begin, end }, dueAt, sendAt, content: null, state: "waiting" };
}

function outdatedOf(subscription: Subscription, window: DueWindow, spread: SendingSpread): NewDelivery {
  return { ...deliveryOf(subscription, window, spread), state: "skipped", reason: "missed_while_down" };
}
