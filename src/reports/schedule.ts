import { Cron } from "croner";
import { type DueWindow, isReportKind, type ReportKind } from "../model/report.ts";
import type { Subscription } from "../model/subscription.ts";
import { HOUR, MINUTE, SECOND, type Window } from "../model/window.ts";
import { inZone, startOfDay } from "../time/zone.ts";

/** When a report is due, and the zone in which its hours and days are counted. */
export interface Schedule {
  readonly kind: ReportKind;
  readonly cron: string;
  readonly zone: string;
}

export interface ReportTimes {
  readonly hourlyCron: string;
  readonly dailyCron: string;
  readonly zone: string;
}

export function scheduleOf(kind: ReportKind, { hourlyCron, dailyCron, zone }: ReportTimes): Schedule {
  return { kind, cron: kind === "hourly" ? hourlyCron : dailyCron, zone };
}

/** When a chat gets a report: as configured, or at the time of day and in the zone that it asked for. */
export function scheduleOfSubscription({ topic, at, zone }: Subscription, times: ReportTimes): Schedule | undefined {
  if (!isReportKind(topic)) return undefined;
  const usual = scheduleOf(topic, zone === null ? times : { ...times, zone });
  if (topic === "hourly" || at === null) return usual;
  const [hour = "0", minute = "0"] = at.split(":");
  return { ...usual, cron: `${Number(minute)} ${Number(hour)} * * *` };
}

export interface Due {
  /** Windows to send, oldest first. */
  readonly due: readonly DueWindow[];
  /** Windows that were missed while nothing ran; a newer one is sent instead. */
  readonly skipped: readonly DueWindow[];
}

/** A report that is later than this says so, and is dropped once a newer one is due. */
export const LATE_AFTER_MS = 10 * MINUTE;
/** After a long outage, windows older than this many are not listed. */
const MOST_MISSED = 48;

/**
 * The windows of one schedule that fell due in `(since, now]`. If the clock was set back, `now` is before `since` and
 * nothing is due. Hours and days around a clock change each appear once.
 */
export function dueWindows(schedule: Schedule, since: number, now: number): Due {
  const windows = ticks(schedule, since, now).map((dueAt): DueWindow => {
    return { ...windowAt(schedule, dueAt), dueAt, late: now - dueAt > LATE_AFTER_MS };
  });
  // Two ticks on one day are about the same day: the first tick reports it.
  const distinct = windows.filter(({ end }, index) => windows.findIndex((each) => each.end === end) === index);
  const latest = distinct.length - 1;
  return {
    due: distinct.filter(({ late }, index) => !late || index === latest),
    skipped: distinct.filter(({ late }, index) => late && index !== latest),
  };
}

/** The window of the last report that was due by `at`. */
export function lastWindow(schedule: Schedule, at: number): Window {
  const [tick = at] = ticks(schedule, Number.NEGATIVE_INFINITY, at).slice(-1);
  return windowAt(schedule, tick);
}

/** When the next report is due, epoch milliseconds. */
export function nextTick({ cron, zone }: Schedule, now: number): number | undefined {
  return new Cron(cron, { paused: true, timezone: zone }).nextRun(new Date(now))?.getTime();
}

/** The moments in `(since, now]` at which the schedule was due, oldest first. */
function ticks({ cron, zone }: Schedule, since: number, now: number): number[] {
  if (since >= now) return [];
  const job = new Cron(cron, { paused: true, timezone: zone });
  // croner leaves out the reference itself, and counts in whole seconds.
  return job
    .previousRuns(MOST_MISSED, new Date(now + SECOND))
    .map((date) => date.getTime())
    .filter((at) => at > since && at <= now)
    .reverse();
}

/** The day before, the hour before, or the time since the last report where reports are sent more often than hourly. */
function windowAt({ kind, cron, zone }: Schedule, dueAt: number): Window {
  if (kind === "daily") return { begin: startOfDay(dueAt, zone, -1), end: startOfDay(dueAt, zone) };
  const [before] = new Cron(cron, { paused: true, timezone: zone }).previousRuns(1, new Date(dueAt));
  if (before && dueAt - before.getTime() < HOUR) return { begin: before.getTime(), end: dueAt };
  const end = dueAt - ((dueAt + inZone(dueAt, zone).utcOffset() * MINUTE) % HOUR);
  return { begin: end - HOUR, end };
}

/** The window that a report is compared with: the hour or the day before its own. */
export function windowBeforeReport({ kind, zone }: Pick<Schedule, "kind" | "zone">, { begin, end }: Window): Window {
  return kind === "daily" ? { begin: startOfDay(begin, zone, -1), end: begin } : { begin: 2 * begin - end, end: begin };
}
