import { Cron } from "croner";
import type { DueWindow, ReportKind } from "../model/report.ts";
import { HOUR, MINUTE, SECOND, type Window } from "../model/window.ts";
import { inZone, startOfDay } from "../time/zone.ts";

/** When a report is due, and in which zone its hours and days are counted. */
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

export interface Due {
  /** To be sent, oldest first. */
  readonly due: readonly DueWindow[];
  /** Missed while nothing ran, and outdated by a later one. */
  readonly skipped: readonly DueWindow[];
}

/** A report that comes later than this says so, and an older one that is later still is not sent at all. */
export const LATE_AFTER_MS = 10 * MINUTE;
/** Of a longer absence the older windows are not even listed. */
const MOST_MISSED = 48;

/**
 * What is due of one schedule, seen at `now`, when everything up to `since` was planned. A clock that was set back is
 * before `since` and finds nothing due; hours and days over a change of the clocks are each there once.
 */
export function dueWindows(schedule: Schedule, since: number, now: number): Due {
  const windows = ticks(schedule, since, now).map((dueAt): DueWindow => {
    return { ...windowAt(schedule, dueAt), dueAt, late: now - dueAt > LATE_AFTER_MS };
  });
  // A report twice a day is about the same day: the first tick has it.
  const distinct = windows.filter(({ end }, index) => windows.findIndex((each) => each.end === end) === index);
  const latest = distinct.length - 1;
  return {
    due: distinct.filter(({ late }, index) => !late || index === latest),
    skipped: distinct.filter(({ late }, index) => late && index !== latest),
  };
}

/** The last window that ended by `at`. */
export function lastWindow(schedule: Schedule, at: number): Window {
  const [tick = at] = ticks(schedule, Number.NEGATIVE_INFINITY, at).slice(-1);
  return windowAt(schedule, tick);
}

/** When the next report comes. */
export function nextTick({ cron, zone }: Schedule, now: number): number | undefined {
  return new Cron(cron, { paused: true, timezone: zone }).nextRun(new Date(now))?.getTime();
}

/** When the schedule fell due within `(since, now]`, oldest first. */
function ticks({ cron, zone }: Schedule, since: number, now: number): number[] {
  if (since >= now) return [];
  const job = new Cron(cron, { paused: true, timezone: zone });
  // The reference itself is left out, and seconds are croner's smallest step.
  return job
    .previousRuns(MOST_MISSED, new Date(now + SECOND))
    .map((date) => date.getTime())
    .filter((at) => at > since && at <= now)
    .reverse();
}

/** The day before, the hour before, or what passed since the last report where reports come more often than hourly. */
function windowAt({ kind, cron, zone }: Schedule, dueAt: number): Window {
  if (kind === "daily") return { begin: startOfDay(dueAt, zone, -1), end: startOfDay(dueAt, zone) };
  const [before] = new Cron(cron, { paused: true, timezone: zone }).previousRuns(1, new Date(dueAt));
  if (before && dueAt - before.getTime() < HOUR) return { begin: before.getTime(), end: dueAt };
  const end = dueAt - ((dueAt + inZone(dueAt, zone).utcOffset() * MINUTE) % HOUR);
  return { begin: end - HOUR, end };
}

/** The window to hold a report's against: the hour or the day before it. */
export function windowBeforeReport({ kind, zone }: Pick<Schedule, "kind" | "zone">, { begin, end }: Window): Window {
  return kind === "daily" ? { begin: startOfDay(begin, zone, -1), end: begin } : { begin: 2 * begin - end, end: begin };
}
