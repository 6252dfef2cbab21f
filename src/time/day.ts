import { casual } from "chrono-node";
import { DAY, MINUTE } from "../model/window.ts";
import { fromNaive, inZone, startOfDay } from "./zone.ts";

/** A day (`at` is its midnight) or a point in time. */
export type DayOrInstant = { readonly kind: "day" | "instant"; readonly at: number };

const chineseDays = new Map([
  ["今天", 0],
  ["昨天", -1],
  ["前天", -2],
]);
const chineseWeekdays = "日一二三四五六";

/** Reads `2021-06-20`, `06-20`, `2021-06-20T08:00`, `Monday`, `昨天`, `周一`, `6月20日` on a wall clock of `zone`. */
export function readDay(text: string, now: number, zone: string): DayOrInstant | undefined {
  const words = text.trim();
  return isoPoint(words, now, zone) ?? chinesePoint(words, now, zone) ?? englishPoint(words, now, zone);
}

function isoPoint(text: string, now: number, zone: string): DayOrInstant | undefined {
  const match = /^(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})(?:[t ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const wall = (inYear: number) =>
    readWall(`${inYear}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(second)}`, zone);
  const thisYear = inZone(now, zone).year();
  let at = wall(year ? Number(year) : thisYear);
  // A month and day without a year mean the last such day.
  if (at !== undefined && !year && at > now) at = wall(thisYear - 1);
  return at === undefined ? undefined : { kind: hour ? "instant" : "day", at };
}

function pad(part: string | undefined): string {
  return (part ?? "0").padStart(2, "0");
}

/** Undefined for a day that no calendar has, such as 30 February, or an hour such as 25:00. */
function readWall(naive: string, zone: string): number | undefined {
  const at = fromNaive(naive, zone);
  if (Number.isNaN(at)) return undefined;
  const [date, clock = ""] = naive.split(" ");
  // Only the day is compared: an hour that a change of the clocks skips is read as the next one.
  return inZone(at, zone).format("YYYY-MM-DD") === date && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(clock)
    ? at
    : undefined;
}

function chinesePoint(text: string, now: number, zone: string): DayOrInstant | undefined {
  const back = chineseDays.get(text);
  if (back !== undefined) return { kind: "day", at: startOfDay(now, zone, back) };
  const date = /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?$/.exec(text);
  if (date) return isoPoint([date[1], date[2], date[3]].filter(Boolean).join("-"), now, zone);
  const weekday = /^(上)?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(text);
  if (!weekday?.[2]) return undefined;
  const wanted = chineseWeekdays.indexOf(weekday[2].replace("天", "日"));
  const since = (inZone(now, zone).day() - wanted + 7) % 7;
  return { kind: "day", at: startOfDay(now, zone, -since - (weekday[1] && since === 0 ? 7 : 0)) };
}

/** chrono reads English words; its Chinese ignores the zone, so it is not asked for Chinese. */
function englishPoint(text: string, now: number, zone: string): DayOrInstant | undefined {
  if (!/[a-z]{3}/.test(text)) return undefined;
  const reference = { instant: new Date(now), timezone: inZone(now, zone).utcOffset() };
  const [found] = casual.parse(text, reference, { forwardDate: false });
  if (!found || found.text.length < text.length || found.end) return undefined;
  const { start } = found;
  if (start.isCertain("hour")) return { kind: "instant", at: Math.floor(start.date().getTime() / MINUTE) * MINUTE };
  const date = [start.get("year"), pad(String(start.get("month"))), pad(String(start.get("day")))].join("-");
  const at = fromNaive(`${date} 00:00:00`, zone);
  // "Sunday" said on a Friday is the one that was, not the one to come.
  const past = at > now && !start.isCertain("day") ? startOfDay(at, zone, -7) : at;
  return Number.isNaN(past) || past > now + 366 * DAY ? undefined : { kind: "day", at: past };
}
