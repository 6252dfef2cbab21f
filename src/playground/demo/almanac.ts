import { DAY, HOUR, MINUTE, type Window } from "../../model/window.ts";
import { calendarOf, type Day } from "./calendar.ts";
import { caseNumber } from "./cases.ts";
import type { Planted, PlantedFormat } from "./planted.ts";
import { type Random, randomOf } from "./random.ts";

/**
 * A day and the events that affect everybody. They follow from the date alone, so that a day is always the same.
 */
export interface AlmanacDay extends Day {
  readonly incident: Incident;
  readonly trunkBreak: TrunkBreak;
}

/** A period, of about an hour, with bad infrastructure. */
interface Incident {
  readonly window: Window;
  readonly format: PlantedFormat;
  /** Share of the running builds that it breaks. */
  readonly severity: number;
}

/** A merged change that broke a case on master. */
interface TrunkBreak {
  readonly window: Window;
  readonly failure: Planted;
}

/** The days of `[from, to)`, with `around` more days on both sides. */
export function almanacOf(
  from: number,
  to: number,
  around: number,
  where: { zone: string; seed: number },
): AlmanacDay[] {
  const { seed, zone } = where;
  return calendarOf(from, to, around, zone).map((day) => ({
    ...day,
    incident: incidentOf(day, randomOf(seed, "incident", day.index)),
    trunkBreak: trunkBreakOf(day, (week) => randomOf(seed, "trunk", week)),
  }));
}

const troubles = ["connection_reset", "killed", "unknown_host", "module_proxy", "disk_full", "agent_gone"] as const;

/** The file server's backup saturates the network for about an hour every evening; some evenings are worse. */
function incidentOf(day: Day, random: Random): Incident {
  const begin = day.begin + 18 * HOUR + random.integer(0, 20) * 5 * MINUTE;
  const severity = random.chance(0.6) ? 0.85 : 0.45;
  return { window: { begin, end: begin + random.integer(50, 70) * MINUTE }, format: random.pick(troubles), severity };
}

/** The trunk break of a week, which lasts a day and a half. */
function trunkBreakOf(day: Day, randomOfWeek: (week: number) => Random): TrunkBreak {
  const sinceMonday = (day.weekday + 6) % 7;
  const random = randomOfWeek(day.index - sinceMonday);
  const begin = day.begin + (random.integer(0, 3) - sinceMonday) * DAY + random.integer(10, 17) * HOUR;
  return {
    window: { begin, end: begin + 36 * HOUR },
    failure: caseNumber("pingcap/tidb", "go_unit", random.integer(0, 300)),
  };
}

/** Looks up a day in a calendar that begins before the moment. */
export function dayOfMoment<Some extends Day>(calendar: readonly Some[], at: number): Some {
  const day = calendar.findLast(({ begin }) => begin <= at);
  if (!day) throw new Error(`moment ${at} lies before the calendar's first day, ${calendar[0]?.begin}`);
  return day;
}

export function isWithin(at: number, { begin, end }: Window): boolean {
  return at >= begin && at < end;
}

const SLOW_JOB = "tikv_ghpr_test";

/** Factor on a job's usual duration: one job is slow for two of every four weeks, until somebody fixes it. */
export function slowness(job: string, day: Day): number {
  return job === SLOW_JOB && Math.floor(day.index / 14) % 2 === 1 ? 1.6 : 1;
}
