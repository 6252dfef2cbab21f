import dayjs from "dayjs";
import { DAY, HOUR, MINUTE } from "../model/window.ts";
import { fromNaive, inZone, startOfDay } from "./zone.ts";

/** The moment seen from: what words such as "yesterday" depend on. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone whose wall clock counts. */
  readonly zone: string;
}

/** A stretch of time with a name: a day, a week, a morning. Half-open, and not yet cut at the present. */
export interface Period {
  readonly begin: number;
  readonly end: number;
  /** The instant that is as far into the period before: a day, a week or a month back on the wall clock. */
  readonly back: (at: number) => number;
}

export function dayAt(at: number, { zone }: Moment, days = 0): Period {
  return daysFrom(startOfDay(at, zone, days), 1, zone);
}

/** So many whole days; held against as many days before. */
export function daysFrom(begin: number, count: number, zone: string): Period {
  return { begin, end: startOfDay(begin, zone, count), back: backDays(count, zone) };
}

/** Midnight on the Monday of the week that is `weeks` after this one. */
export function startOfWeek({ now, zone }: Moment, weeks = 0): number {
  return startOfDay(now, zone, 7 * weeks - ((inZone(now, zone).day() + 6) % 7));
}

export function weekAt(moment: Moment, weeks: number): Period {
  return daysFrom(startOfWeek(moment, weeks), 7, moment.zone);
}

/** An ISO 8601 week; undefined for week 53 of a year that has 52. */
export function isoWeek(year: number, week: number, zone: string): Period | undefined {
  const lastWeek = isoWeekOf(dayjs.utc(`${year}-12-28`).valueOf()).week;
  if (week < 1 || week > lastWeek) return undefined;
  const fourth = dayjs.utc(`${year}-01-04`);
  const monday = fourth.subtract((fourth.day() + 6) % 7, "day").add(week - 1, "week");
  return daysFrom(fromNaive(`${monday.format("YYYY-MM-DD")} 00:00:00`, zone), 7, zone);
}

/** The ISO 8601 week and its year; `at` is a wall clock's time, given as if it were UTC. */
export function isoWeekOf(at: number): { readonly year: number; readonly week: number } {
  const date = dayjs.utc(at);
  const thursday = date.add(3 - ((date.day() + 6) % 7), "day");
  const days = thursday.startOf("day").diff(thursday.startOf("year"), "day");
  return { year: thursday.year(), week: Math.floor(days / 7) + 1 };
}

/** So many whole months from `month` on, which counts from 0 and may lie outside of 0 to 11. */
export function monthsFrom(year: number, month: number, count: number, zone: string): Period {
  return {
    begin: startOfMonth(year, month, zone),
    end: startOfMonth(year, month + count, zone),
    back: (at) => shiftMonths(at, -count, zone),
  };
}

function startOfMonth(year: number, month: number, zone: string): number {
  const first = dayjs.utc(Date.UTC(year, month, 1));
  return first.year() < 1970 ? Number.NaN : fromNaive(`${first.format("YYYY-MM-DD")} 00:00:00`, zone);
}

/** Moves an instant by whole months and keeps day and time; a shorter month gives its last day. */
export function shiftMonths(at: number, months: number, zone: string): number {
  const local = inZone(at, zone);
  const naive = dayjs.utc(local.format("YYYY-MM-DDTHH:mm:ss")).add(months, "month");
  return fromNaive(naive.format("YYYY-MM-DD HH:mm:ss"), zone) + (at % 1000);
}

/** Moves an instant so many days back on the wall clock, also over a change of the clocks. */
export function backDays(days: number, zone: string): (at: number) => number {
  return (at) => {
    const local = inZone(at, zone);
    const date = dayjs.utc(local.format("YYYY-MM-DD")).subtract(days, "day").format("YYYY-MM-DD");
    return fromNaive(`${date} ${local.format("HH:mm:ss")}`, zone) + (at % 1000);
  };
}

/** A stretch between two instants; held against as many days, or else the span, just before it. */
export function between(begin: number, end: number, zone: string): Period {
  const days = Math.ceil((end - begin - HOUR) / DAY);
  return { begin, end, back: startOfDay(begin, zone) === begin ? backDays(days, zone) : (at) => at - (end - begin) };
}

/** The end of the running minute, so that an answer holds what happened a moment ago. */
export function nextMinute(now: number): number {
  return Math.ceil((now + 1) / MINUTE) * MINUTE;
}
