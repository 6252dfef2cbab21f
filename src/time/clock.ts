import { HOUR, MINUTE } from "../model/window.ts";
import { backDays, dayAt, type Moment } from "./calendar.ts";
import { readDay } from "./day.ts";
import { type Anchor, type Point, type PointReader, periodPoint, pickPeriod, pickTurn } from "./point.ts";
import { COUNT, readCount } from "./words.ts";
import { fromNaive, inZone } from "./zone.ts";

const CHINESE_HOUR = "(凌晨|早上|上午|中午|下午|晚上|晚)?([\\d一二三四五六七八九十]{1,3})[点时](半|[\\d]{1,2}分?)?整?";
const CLOCK = `\\d{1,2}:\\d{2}(?::\\d{2})? ?(?:[ap]m)?|\\d{1,2} ?[ap]m|noon|midday|midnight|(?:上午|下午|晚上)\\d{1,2}:\\d{2}|${CHINESE_HOUR.replaceAll(/\((?!\?)/g, "(?:")}`;

const clockAlone = new RegExp(`^(?:${CLOCK})$`);
const dayFirst = new RegExp(`^(.+?)(?: at | |t)?(${CLOCK})$`);
const clockFirst = new RegExp(`^(${CLOCK}) (?:on )?(.+)$`);
const afternoon = new Set(["pm", "下午", "晚上", "晚"]);

/** Milliseconds since midnight; undefined for an hour that no clock shows. 24:00 is the midnight that ends the day. */
function readClock(text: string): number | undefined {
  if (text === "midnight") return 0;
  if (text === "noon" || text === "midday") return 12 * HOUR;
  const [, early, hour, minute = "0", second = "0", late] =
    /^(上午|下午|晚上)?(\d{1,2})(?::(\d{2})(?::(\d{2}))?)? ?([ap]m)?$/.exec(text) ?? [];
  if (hour !== undefined) return ofDay(Number(hour), Number(minute), Number(second), late ?? early);
  const [, part, chineseHour, rest = "0"] = new RegExp(`^${CHINESE_HOUR}$`).exec(text) ?? [];
  if (chineseHour === undefined) return undefined;
  return ofDay(readCount(chineseHour), rest === "半" ? 30 : Number.parseInt(rest, 10), 0, part);
}

function ofDay(given: number, minute: number, second: number, half: string | undefined): number | undefined {
  let hour = given;
  if (half === "am" && given === 12) hour = 0;
  if (half !== undefined && afternoon.has(half) && given < 12) hour += 12;
  if (((half === "am" || half === "pm") && (given < 1 || given > 12)) || minute > 59 || second > 59) return undefined;
  const since = hour * HOUR + minute * MINUTE + second * 1000;
  return hour >= 0 && since <= 24 * HOUR ? since : undefined;
}

/** The instant at which the wall clock of the day that begins at `day` shows so many milliseconds since midnight. */
function onDay(day: number, since: number, moment: Moment): number {
  if (since === 24 * HOUR) return dayAt(day, moment).end;
  const clock = new Date(since).toISOString().slice(11, 19);
  return fromNaive(`${inZone(day, moment.zone).format("YYYY-MM-DD")} ${clock}`, moment.zone);
}

/** `9:00`, `3 pm`, `下午3点`, `2021-06-20T08:00`, `Monday 9am`, `昨天9点半`, `noon yesterday`. */
export const readInstant: PointReader = (text, moment, anchor) => {
  const exact = exactInstant(text) ?? instantAgo(text, moment);
  if (exact !== undefined) return exact;
  if (clockAlone.test(text)) return clockOfAnyDay(text, moment, anchor);
  const [, day, clock] = dayFirst.exec(text) ?? [];
  const [, otherClock, otherDay] = clockFirst.exec(text) ?? [];
  return joined(day, clock, moment, anchor) ?? joined(otherDay, otherClock, moment, anchor);
};

/** `2021-06-20T08:00:00+08:00`, as JSON answers have it. */
function exactInstant(text: string): Point | undefined {
  if (!/^\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const at = Date.parse(text.toUpperCase());
  return Number.isNaN(at) ? undefined : { kind: "instant", at };
}

/** `2 hours ago`, `20分钟前`. */
function instantAgo(text: string, { now }: Moment): Point | undefined {
  const [, count, unit = ""] =
    new RegExp(`^(${COUNT}) ?(hours?|minutes?|mins?|个?小时|分钟) ?(?:ago|前)$`).exec(text) ?? [];
  if (count === undefined) return undefined;
  return { kind: "instant", at: now - readCount(count) * (/hour|小时/.test(unit) ? HOUR : MINUTE) };
}

function clockOfAnyDay(text: string, moment: Moment, anchor: Anchor): Point | undefined {
  const since = readClock(text);
  if (since === undefined) return undefined;
  const near = anchor.atOrAfter ?? anchor.atOrBefore ?? moment.now;
  const turn = (offset: number) => onDay(dayAt(near, moment, offset).begin, since, moment);
  const at = pickTurn(turn, (instant) => instant, moment, anchor);
  return at === undefined ? undefined : { kind: "instant", at, unit: "clock", repeats: true };
}

function joined(
  dayText: string | undefined,
  clockText: string | undefined,
  moment: Moment,
  anchor: Anchor,
): Point | undefined {
  if (dayText === undefined || clockText === undefined) return undefined;
  const day = readDay(dayText.trim(), moment, anchor);
  const since = readClock(clockText);
  if (day?.kind !== "period" || since === undefined) return undefined;
  return { kind: "instant", at: onDay(day.period.begin, since, moment), unit: "clock" };
}

/** Hours since midnight. A night begins in the evening and ends when people come to work. */
const parts: readonly (readonly [words: string, from: number, to: number])[] = [
  ["凌晨", 0, 6],
  ["morning|上午|早上|早晨|早", 0, 12],
  ["afternoon|下午", 12, 18],
  ["evening|傍晚", 18, 24],
  ["night|晚上|晚|夜里|夜", 18, 33],
];
const partOfDay = new RegExp(`^(?:(.+?)(?: in the)? ?)?(${parts.map(([words]) => words).join("|")})$`);
const shortDays: Readonly<Record<string, string>> = {
  this: "today",
  last: "yesterday",
  今: "今天",
  昨: "昨天",
  前: "前天",
  当: "今天",
};

/** `this morning`, `last night` (18:00 to 09:00), `Monday afternoon`, `今天上午`, `昨晚`. */
export const readPartOfDay: PointReader = (given, moment, anchor) => {
  const text = given === "tonight" ? "this night" : given === "overnight" ? "last night" : given;
  const [, dayText, word] = partOfDay.exec(text) ?? [];
  const part = parts.find(([words]) => word !== undefined && words.split("|").includes(word));
  if (part === undefined) return undefined;
  const [, from, to] = part;
  const partOf = (day: number) => ({
    begin: onDay(day, from * HOUR, moment),
    end: to > 24 ? onDay(dayAt(day, moment).end, (to - 24) * HOUR, moment) : onDay(day, to * HOUR, moment),
    back: backDays(1, moment.zone),
  });
  if (dayText === undefined)
    return periodPoint(pickPeriod((offset) => partOf(dayAt(moment.now, moment, offset).begin), moment, anchor));
  const day = readDay(shortDays[dayText] ?? dayText.replace(/'s$/, ""), moment, anchor);
  return day?.kind === "period" ? periodPoint(partOf(day.period.begin)) : undefined;
};
