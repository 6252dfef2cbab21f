import { DAY, HOUR } from "../../model/window.ts";
import { inZone, startOfDay } from "../../time/zone.ts";
import type { Random } from "./random.ts";

/** A day of the company, counted from 2020-01-01. */
export interface Day {
  readonly index: number;
  readonly begin: number;
  readonly end: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const FOUNDED = Date.UTC(2020, 0, 1);

/** The days of `[from, to)` and as many more on both sides as `around` says. */
export function calendarOf(from: number, to: number, around: number, zone: string): Day[] {
  const days: Day[] = [];
  const last = startOfDay(to, zone, around);
  for (let day = dayOf(startOfDay(from, zone, -around), zone); day.begin <= last; day = dayOf(day.end, zone)) {
    if (day.index >= 0) days.push(day);
  }
  return days;
}

function dayOf(begin: number, zone: string): Day {
  const local = inZone(begin, zone);
  const index = Math.round((Date.UTC(local.year(), local.month(), local.date()) - FOUNDED) / DAY);
  return { index, begin, end: startOfDay(begin, zone, 1), weekday: local.day() };
}

// How busy people are by the hour of their day: late starters, a lunch, a second wind after dinner.
const byHour = [3, 2, 1, 1, 1, 1, 1, 3, 12, 40, 85, 90, 35, 50, 95, 100, 100, 90, 60, 35, 40, 35, 20, 8];
const byWeekday = [0.1, 1, 1, 1, 1, 0.9, 0.14];

/** How busy a person `hoursBehind` the company's zone is, from 0 to 1. Every day counts as 24 hours. */
function busyness(at: number, day: Day, hoursBehind: number): { readonly inDay: number; readonly inWeek: number } {
  const hours = (at - day.begin) / HOUR - hoursBehind;
  const hour = Math.floor(((hours % 24) + 24) % 24);
  const weekday = (((day.weekday + Math.floor(hours / 24)) % 7) + 7) % 7;
  return { inDay: (byHour[hour] ?? 0) / 100, inWeek: byWeekday[weekday] ?? 0 };
}

/** The next moment from `at` on at which the person works. */
export function nextAtWork(random: Random, at: number, day: Day, hoursBehind: number): number {
  let moment = at;
  for (let tries = 0; tries < 60; tries++) {
    const { inDay, inWeek } = busyness(moment, day, hoursBehind);
    if (random.chance(inDay * inWeek * 1.6)) break;
    moment += random.between(0.2, 1.6) * HOUR;
  }
  return moment;
}

/** The moment at which the person opens a pull request; undefined on a day off. */
export function momentOfWork(random: Random, day: Day, hoursBehind: number): number | undefined {
  for (let tries = 0; tries < 12; tries++) {
    const at = random.between(day.begin, day.end);
    const { inDay, inWeek } = busyness(at, day, hoursBehind);
    if (random.chance(inDay)) return random.chance(inWeek) ? at : undefined;
  }
  return undefined;
}
