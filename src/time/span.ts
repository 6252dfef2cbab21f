import { DAY, HOUR, MINUTE } from "../model/window.ts";
import { between, daysFrom, type Moment, nextMinute, type Period, shiftMonths } from "./calendar.ts";
import { COUNT, readCount } from "./words.ts";
import { startOfDay } from "./zone.ts";

type Unit = "minute" | "hour" | "day" | "week" | "month" | "year";

const units: readonly (readonly [unit: Unit, words: string])[] = [
  ["minute", "m|mins?|minutes?|分钟?"],
  ["hour", "h|hrs?|hours?|个?小时|个?钟头"],
  ["day", "d|days?|天|日"],
  ["week", "w|wks?|weeks?|周|个?星期|个?礼拜"],
  ["month", "mo|mos|mths?|months?|个月"],
  ["year", "y|yrs?|years?|年"],
];
const LEAD = "last|past|previous|最近|过去|近|前";
const words = units.map(([, each]) => each).join("|");
const span = new RegExp(`^(?:(${LEAD}) ?)?(${COUNT})? ?(${words})(?:以?之?[内来里])?$`);
const half = new RegExp(`^(?:(?:${LEAD}) ?)?(?:half an? ?|半个?)(hour|day|year|小时|天|年)$`);
const halves: Readonly<Record<string, readonly [number, Unit]>> = {
  hour: [30, "minute"],
  小时: [30, "minute"],
  day: [12, "hour"],
  天: [12, "hour"],
  year: [6, "month"],
  年: [6, "month"],
};

/** More than anybody asks for; keeps the arithmetic of calendars within its bounds. */
const MOST_DAYS = 200_000;

/**
 * `3h`, `last 7 days`, `past week`, `最近三天`, `半小时`: up to the present. Spans of days and longer are whole days and
 * hold today: `7d` is today and the six days before.
 */
export function readSpan(text: string, moment: Moment): Period | undefined {
  const [count, unit] = halves[half.exec(text)?.[1] ?? ""] ?? parse(text);
  return unit === undefined ? undefined : upToNow(count, unit, moment);
}

function parse(text: string): readonly [number, Unit | undefined] {
  const [, lead, count, word] = span.exec(text) ?? [];
  if (word === undefined || (lead === undefined && count === undefined)) return [0, undefined];
  const unit = units.find(([, each]) => new RegExp(`^(?:${each})$`).test(word))?.[0];
  return [readCount(count ?? "1"), unit];
}

function upToNow(count: number, unit: Unit, { now, zone }: Moment): Period {
  const end = nextMinute(now);
  if (count === 0) return between(end, end, zone);
  if (unit === "minute" || unit === "hour") return between(end - count * (unit === "hour" ? HOUR : MINUTE), end, zone);
  const months = { day: 0, week: 0, month: count, year: 12 * count }[unit];
  const days = { day: count, week: 7 * count, month: 31 * count, year: 366 * count }[unit];
  if (days > MOST_DAYS) return between(now - days * DAY, end, zone);
  if (months === 0) return daysFrom(startOfDay(now, zone, 1 - count * (unit === "week" ? 7 : 1)), days, zone);
  const begin = startOfDay(shiftMonths(now, -months, zone), zone, 1);
  return daysFrom(begin, Math.round((startOfDay(now, zone, 1) - begin) / DAY), zone);
}
