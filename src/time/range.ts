import { DAY, HOUR, type Window } from "../model/window.ts";
import { between, type Moment, nextMinute, type Period } from "./calendar.ts";
import { readInstant, readPartOfDay } from "./clock.ts";
import { readDay } from "./day.ts";
import { readCalendarPeriod } from "./period.ts";
import type { Anchor, Point } from "./point.ts";
import { readSpan } from "./span.ts";

/** A window that somebody asked for, and the one to compare it with. */
export interface Range {
  readonly window: Window;
  /** The like window before it: the same hours of the day before, the same days of the week before, and so on. */
  readonly before: Window;
}

/** What became of the words: a range, or why there is none. `text` is what was typed. */
export type RangeAnswer =
  | { readonly kind: "range"; readonly range: Range }
  | { readonly kind: RangeFault; readonly text: string };

type RangeFault = "not_understood" | "backwards" | "empty" | "future" | "too_long";

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

/** No phrase for a range is longer; what is longer is not worth taking apart. */
const MOST_CHARACTERS = 80;
const LONGEST_MS = 10 * 366 * DAY;

/**
 * Reads a range in English or Chinese, seen from `now` (epoch milliseconds) on a wall clock of `zone`; the zone of the
 * process does not matter. A window that reaches past the present ends with the running minute. What comes round again
 * (`Monday`, `06-20`, `9:00`) is the newest that has begun.
 */
export function readRange(words: string, now: number, zone: string): RangeAnswer {
  const moment: Moment = { now, zone };
  const text = normalize(words);
  if (text.length > MOST_CHARACTERS) return { kind: "not_understood", text: words };
  const period = onePeriod(text, moment) ?? openEnded(text, moment) ?? fromTo(text, moment);
  // No build is older than the epoch; far before it the arithmetic of calendars ends.
  if (period === undefined || !(period.end > 0)) return { kind: "not_understood", text: words };
  const fault = faultOf(period, now);
  return fault === undefined ? { kind: "range", range: rangeOf(period, now) } : { kind: fault, text: words };
}

/** The instant that a phrase names, epoch milliseconds; the begin of what is longer. Undefined where it is not understood. */
export function readTime(words: string, now: number, zone: string): number | undefined {
  const point = readPoint(normalize(words), { now, zone });
  return point && beginOf(point);
}

const preposition = /^(?:(?:in|on|over|for|during|within|of|at|the|this past) )+/;

function normalize(words: string): string {
  const text = words.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");
  return text
    .replace(/[.?!。？！,，]+$/, "")
    .replace(preposition, "")
    .replace(/的$/, "");
}

function faultOf({ begin, end }: Period, now: number): RangeFault | undefined {
  if (end < begin) return "backwards";
  if (end === begin) return "empty";
  if (begin > now) return "future";
  return end - begin > LONGEST_MS ? "too_long" : undefined;
}

function rangeOf({ begin, end, back }: Period, now: number): Range {
  const window = { begin, end: Math.min(end, nextMinute(now)) };
  return { window, before: { begin: back(begin), end: window.end === end ? back(end) : back(window.end) } };
}

function readPoint(text: string, moment: Moment, anchor: Anchor = {}): Point | undefined {
  return (
    readDay(text, moment, anchor) ??
    readCalendarPeriod(text, moment, anchor) ??
    readPartOfDay(text, moment, anchor) ??
    readInstant(text, moment, anchor)
  );
}

/** A named period, a span up to now, or the hour that begins at an instant. */
function onePeriod(text: string, moment: Moment): Period | undefined {
  const point = readPoint(text, moment);
  if (point === undefined) return readSpan(text, moment);
  return point.kind === "period" ? point.period : between(point.at, point.at + HOUR, moment.zone);
}

/** `since A`, `A 以来`: up to the present. */
function openEnded(text: string, moment: Moment): Period | undefined {
  const since =
    /^(?:since|from) (?:the )?(.+?)(?: on(?:wards?)?)?$/.exec(text)?.[1] ??
    /^(?:从|自从?)?(.+?)(?:以来|至今|开始|起|之后|以后|(?:到|至|\.\.|~|-| to | until | till ) ?(?:now|present|现在|目前|今))$/.exec(
      text,
    )?.[1];
  const from = since === undefined ? undefined : readPoint(since.trim(), moment);
  if (from === undefined) return undefined;
  const begin = beginOf(from);
  return between(begin, Math.max(begin, nextMinute(moment.now)), moment.zone);
}

/** Separators, the clear ones first; a plain hyphen also stands inside of dates. */
const separators = /\.{2,3}|…|~|∼|–|—|→| to | until | till | through | thru | and | - |到|至/g;
/** Not those of `2025-W53` or `2026-13`: a date that does not exist is no range from its year to something else. */
const hyphens = /(?<!(?<!\d)(?:19|20)\d{2}(?=-(?:w|cw|kw|wk)?\d{1,2}(?!\d)))-/g;

/** `A..B`, `A to B`, `between A and B`, `A 到 B`, `6.19-6.21`: from A's begin to B's end. */
function fromTo(given: string, moment: Moment): Period | undefined {
  const text = fillIn(given.replace(/^(?:between|from) /, "").replace(/^从/, ""));
  const places = [...text.matchAll(separators), ...text.matchAll(hyphens)];
  for (const { index, 0: mark } of places) {
    const period = join(text.slice(0, index).trim(), text.slice(index + mark.length).trim(), moment);
    if (period !== undefined) return period;
  }
  return undefined;
}

/** Repeats what is said once for both ends: `6月19-21日`, `June 19-21`, `9-12点`, `2-4pm`, `下午3点到5点`. */
function fillIn(text: string): string {
  return text
    .replace(/^(.*?\d{1,2}月)(\d{1,2})[日号]? ?[-~到至] ?(\d{1,2})([日号])$/, "$1$2$4..$1$3$4")
    .replace(
      /^([a-z]{3,9}\.? )(\d{1,2})(?:st|nd|rd|th)? ?(?:-|–| to ) ?(\d{1,2})(?:st|nd|rd|th)?(,? \d{4})?$/,
      "$1$2$4..$1$3$4",
    )
    .replace(/^(\d{1,2}) ?(?:-|–| to ) ?(\d{1,2}) ([a-z]{3,9}(?: \d{4})?)$/, "$1 $3..$2 $3")
    .replace(/(?<![\d:])(\d{1,2})(?= ?(?:[-~到至]|to) ?(?:\d{1,2})([点时]))/, "$1$2")
    .replace(/(?<![\d:])(\d{1,2}(?::\d{2})?)(?= ?(?:-|–|to) ?\d{1,2}(?::\d{2})? ?([ap]m))/, "$1$2")
    .replace(/(下午|晚上)(\d{1,2}[点时:].*?)([-~到至])(\d{1,2}[点时:])/, "$1$2$3$1$4");
}

function join(fromText: string, toText: string, moment: Moment): Period | undefined {
  const to = toText === "now" || toText === "现在" ? present(moment) : readPoint(toText, moment);
  const from = readPoint(fromText, moment);
  if (from === undefined || to === undefined) return undefined;
  const [begin, end] = pair(from, to, fromText, toText, moment);
  const isBackwards = beginOf(end) < beginOf(begin) && endOf(end) <= beginOf(begin);
  return between(beginOf(begin), isBackwards ? beginOf(end) : endOf(end), moment.zone);
}

/** Of two ends, one that comes round again belongs to the other: `Monday to Friday`, `yesterday 9:00-12:00`. */
function pair(from: Point, to: Point, fromText: string, toText: string, moment: Moment): readonly [Point, Point] {
  const isBackwards = endOf(to) <= beginOf(from);
  const isClockOfThatDay = from.unit === "clock" && from.repeats && to.unit === "clock" && !to.repeats;
  if (from.repeats && !to.repeats && (isBackwards || isClockOfThatDay))
    return [readPoint(fromText, moment, { atOrBefore: endOf(to) - 1 }) ?? from, to];
  if (to.repeats && (isBackwards || to.unit === from.unit))
    return [from, readPoint(toText, moment, { atOrAfter: beginOf(from) }) ?? to];
  return [from, to];
}

function present({ now }: Moment): Point {
  return { kind: "instant", at: nextMinute(now) };
}

function beginOf(point: Point): number {
  return point.kind === "period" ? point.period.begin : point.at;
}

function endOf(point: Point): number {
  return point.kind === "period" ? point.period.end : point.at;
}
