import { type NewDelivery, ownReasons } from "../model/delivery.ts";
import { type DueWindow, isReportKind, type Topic } from "../model/report.ts";
import type { Subscription } from "../model/subscription.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { type Due, dueWindows, type ReportTimes, type Schedule, scheduleOf } from "../reports/schedule.ts";
import { jitterMs, type Spread } from "./jitter.ts";

export interface PlannerParts {
  readonly deliveries: Deliveries;
  readonly site: ReportTimes;
  readonly spread: Spread;
}

/**
 * Writes a row for every window that fell due since the last time. A chat that is new starts with the next window. Rows
 * come before the mark "planned until", so a crash between the two plans again what is there already, which is nothing.
 */
export async function planReports(
  wishes: readonly Subscription[],
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
  for (const wish of wishes) {
    const schedule = scheduleOfWish(wish, site);
    if (!schedule) continue;
    const since = planned.get(`${wish.topic} ${wish.chatId}`);
    if (since === undefined) {
      mark(wish.topic, now, wish.chatId);
      continue;
    }
    const memo = `${schedule.kind} ${schedule.cron} ${schedule.zone} ${since}`;
    const { due, skipped } = known.get(memo) ?? dueWindows(schedule, since, now);
    known.set(memo, { due, skipped });
    rows.push(
      ...due.map((window) => deliveryOf(wish, window, spread)),
      ...skipped.map((window) => outdatedOf(wish, window, spread)),
    );
    const last = [...due, ...skipped].reduce((latest, { dueAt }) => Math.max(latest, dueAt), since);
    if (last > since) mark(wish.topic, last, wish.chatId);
  }
  await deliveries.add(rows, now);
  for (const { topic, until, chatIds } of marks.values()) await deliveries.setPlanned(topic, chatIds, until);
}

/** When a chat gets a report: as configured, or at the time of day and in the zone that it asked for. */
export function scheduleOfWish({ topic, at, zone }: Subscription, site: ReportTimes): Schedule | undefined {
  if (!isReportKind(topic)) return undefined;
  const usual = scheduleOf(topic, zone === null ? site : { ...site, zone });
  if (topic === "hourly" || at === null) return usual;
  const [hour = "0", minute = "0"] = at.split(":");
  return { ...usual, cron: `${Number(minute)} ${Number(hour)} * * *` };
}

export function deliveryOf({ topic, chatId }: Subscription, window: DueWindow, spread: Spread): NewDelivery {
  const key = `${topic}:${window.end}:${chatId}`;
  const { begin, end, dueAt } = window;
  const sendAt = dueAt + jitterMs(key, spread);
  return { key, topic, chatId, window: { begin, end }, dueAt, sendAt, content: null, state: "waiting" };
}

function outdatedOf(wish: Subscription, window: DueWindow, spread: Spread): NewDelivery {
  return { ...deliveryOf(wish, window, spread), state: "skipped", reason: ownReasons.missed.en_us };
}
