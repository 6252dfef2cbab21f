import { DAY, HOUR, MINUTE, type Window } from "../model/window.ts";
import { type DayOrInstant, readDay } from "./day.ts";
import { fromNaive, inZone, startOfDay } from "./zone.ts";

/** A window that somebody asked for, and the one to hold it against. */
export interface Range {
  readonly window: Window;
  /** The like span before it: the same hours of the day before, of the week before, or the span just before. */
  readonly before: Window;
}

export type RangeAnswer =
  | { readonly kind: "range"; readonly range: Range }
  | { readonly kind: "not_understood"; readonly text: string }
  | { readonly kind: "backwards"; readonly text: string }
  | { readonly kind: "too_long"; readonly text: string };

/** What a person may type, for the card that says that something else was typed. */
export const rangeExamples = [
  "today",
  "yesterday",
  "3h",
  "7d",
  "last week",
  "since Monday",
  "2021-06-20",
  "2021-06-19..2021-06-21",
  "昨天",
  "最近7天",
];

const LONGEST = 10 * 366 * DAY;

/**
 * Reads a range in English or Chinese, seen from `now` on a wall clock of `zone`.
 * Spans of days are whole days and hold today (`7d` is today and the six days before); spans of hours end this minute.
 */
export function readRange(words: string, now: number, zone: string): RangeAnswer {
  const text = words.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");
  const range =
    namedRange(text, now, zone) ?? spanBack(text, now, zone) ?? between(text, now, zone) ?? single(text, now, zone);
  if (!range) return { kind: "not_understood", text: words };
  const { begin, end } = range.window;
  if (end < begin || (end === begin && begin <= now)) return { kind: "backwards", text: words };
  if (end - begin > LONGEST) return { kind: "too_long", text: words };
  return { kind: "range", range };
}

type Named = (now: number, zone: string) => Range;

const today: Named = (now, zone) => shifted({ begin: startOfDay(now, zone), end: nextMinute(now) }, 1, zone);
const yesterday: Named = (now, zone) => days(now, zone, -1, 0);
const thisWeek: Named = (now, zone) => shifted({ begin: monday(now, zone), end: nextMinute(now) }, 7, zone);
const lastWeek: Named = (now, zone) => days(monday(now, zone), zone, -7, 0);
const thisMonth: Named = (now, zone) => touching({ begin: firstOfMonth(now, zone, 0), end: nextMinute(now) });
const lastMonth: Named = (now, zone) => ({
  window: { begin: firstOfMonth(now, zone, -1), end: firstOfMonth(now, zone, 0) },
  before: { begin: firstOfMonth(now, zone, -2), end: firstOfMonth(now, zone, -1) },
});

const names = new Map<string, Named>([
  ["today", today],
  ["今天", today],
  ["今日", today],
  ["yesterday", yesterday],
  ["昨天", yesterday],
  ["昨日", yesterday],
  ["前天", (now, zone) => days(now, zone, -2, -1)],
  ["this week", thisWeek],
  ["week", thisWeek],
  ["本周", thisWeek],
  ["这周", thisWeek],
  ["last week", lastWeek],
  ["上周", lastWeek],
  ["this month", thisMonth],
  ["本月", thisMonth],
  ["这个月", thisMonth],
  ["last month", lastMonth],
  ["上个月", lastMonth],
  ["上月", lastMonth],
]);

function namedRange(text: string, now: number, zone: string): Range | undefined {
  return names.get(text)?.(now, zone);
}

const units = new Map<string, "minute" | "hour" | "day" | "week">([
  ...["m", "min", "mins", "minute", "minutes", "分钟"].map((unit) => [unit, "minute"] as const),
  ...["h", "hr", "hour", "hours", "小时", "个小时"].map((unit) => [unit, "hour"] as const),
  ...["d", "day", "days", "天", "日"].map((unit) => [unit, "day"] as const),
  ...["w", "wk", "week", "weeks", "周", "星期", "个星期"].map((unit) => [unit, "week"] as const),
]);
const chineseNumbers = "零一二三四五六七八九十";

/** `3h`, `last 7 days`, `past week`, `最近三天`. */
function spanBack(text: string, now: number, zone: string): Range | undefined {
  const match =
    /^(?:last |past |最近|过去|近)? ?(\d{1,6}|[一两二三四五六七八九十])? ?([a-z]+|[个小时分钟天日周星期]+)$/.exec(text);
  const unit = match?.[2] && units.get(match[2]);
  if (!match || !unit || (!match[1] && !/^(last|past|最近|过去|近)/.test(text))) return undefined;
  const count = readCount(match[1] ?? "1");
  const end = nextMinute(now);
  if (unit === "minute") return touching({ begin: end - count * MINUTE, end });
  if (unit === "hour") return touching({ begin: end - count * HOUR, end });
  const length = unit === "week" ? count * 7 : count;
  if (length < 1 || length > LONGEST / DAY) return touching({ begin: now - length * DAY, end: now });
  return shifted({ begin: startOfDay(now, zone, 1 - length), end }, length, zone);
}

function readCount(digits: string): number {
  if (digits === "两") return 2;
  const chinese = chineseNumbers.indexOf(digits);
  return chinese >= 0 ? chinese : Number(digits);
}

/** `A..B`, `A to B`, `A 到 B`, `since A`: the days at both ends are included. */
function between(text: string, now: number, zone: string): Range | undefined {
  const since =
    /^(?:since|from) (.+)$/.exec(text)?.[1] ?? /^(?:从|自)?(.+?)(?:以来|至今|到现在|到今天)$/.exec(text)?.[1];
  if (since) {
    const from = readDay(since, now, zone);
    return from && touching({ begin: beginOf(from, zone), end: nextMinute(now) });
  }
  const ends = /^(.+?) ?(?:\.\.\.?|…|~|—| to | until |到|至| - ) ?(.+)$/.exec(text);
  const from = ends?.[1] && readDay(ends[1], now, zone);
  const to = ends?.[2] && readDay(ends[2], now, zone);
  if (!from || !to) return undefined;
  return touching({ begin: beginOf(from, zone), end: to.kind === "day" ? startOfDay(to.at, zone, 1) : to.at });
}

/** One day, or the hour that begins at a point in time. */
function single(text: string, now: number, zone: string): Range | undefined {
  const found = readDay(text, now, zone);
  if (!found) return undefined;
  if (found.kind === "instant") return touching({ begin: found.at, end: found.at + HOUR });
  return days(found.at, zone, 0, 1);
}

function beginOf(found: DayOrInstant, zone: string): number {
  return found.kind === "day" ? startOfDay(found.at, zone) : found.at;
}

function days(at: number, zone: string, first: number, end: number): Range {
  const begin = startOfDay(at, zone, first);
  return {
    window: { begin, end: startOfDay(at, zone, end) },
    before: { begin: startOfDay(begin, zone, first - end), end: begin },
  };
}

function touching(window: Window): Range {
  return { window, before: { begin: 2 * window.begin - window.end, end: window.begin } };
}

/** Held against the same span so many days before. */
function shifted(window: Window, back: number, zone: string): Range {
  const shift = (at: number) => at - startOfDay(at, zone) + startOfDay(at, zone, -back);
  return { window, before: { begin: shift(window.begin), end: shift(window.end) } };
}

function nextMinute(now: number): number {
  return Math.ceil((now + 1) / MINUTE) * MINUTE;
}

function monday(now: number, zone: string): number {
  return startOfDay(now, zone, -((inZone(now, zone).day() + 6) % 7));
}

function firstOfMonth(now: number, zone: string, months: number): number {
  const local = inZone(now, zone);
  const month = local.year() * 12 + local.month() + months;
  const first = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
  return fromNaive(`${first} 00:00:00`, zone);
}
