import dayjs from "dayjs";
import { dayAt, daysFrom, type Moment, type Period, startOfWeek } from "./calendar.ts";
import { type Anchor, type PointReader, periodPoint, pickPeriod } from "./point.ts";
import { CHINESE_WEEKDAY, COUNT, MONTH, readCount, readMonth, readWeekday, WEEKDAY } from "./words.ts";
import { fromNaive, inZone, startOfDay } from "./zone.ts";

const relativeDays = new Map([
  ...["today", "今天", "今日"].map((word) => [word, 0] as const),
  ...["yesterday", "昨天", "昨日"].map((word) => [word, -1] as const),
  ...["day before yesterday", "前天", "前日"].map((word) => [word, -2] as const),
  ["大前天", -3],
  ...["tomorrow", "明天"].map((word) => [word, 1] as const),
]);

/** `today`, `昨天`, `3 days ago`, `三天前`. */
const relativeDay: PointReader = (text, moment) => {
  const days = relativeDays.get(text);
  if (days !== undefined) return periodPoint(dayAt(moment.now, moment, days));
  const ago = new RegExp(`^(${COUNT}) ?(?:days? ago|天前|天以前|日前)$`).exec(text)?.[1];
  return ago === undefined ? undefined : periodPoint(dayAt(moment.now, moment, -readCount(ago)));
};

const englishWeekday = new RegExp(`^(this |last |past |previous )?(${WEEKDAY})( last week| this week)?$`);
const chineseWeekday = new RegExp(`^(上上个?|上个?|这个?|本)?${CHINESE_WEEKDAY}$`);
const weeksAway = new Map([
  ["this", 0],
  ["这", 0],
  ["这个", 0],
  ["本", 0],
  ["last week", -1],
  ["this week", 0],
  ["上", -1],
  ["上个", -1],
  ["上上", -2],
  ["上上个", -2],
]);

/** `Monday`, `last Monday`, `Monday last week`, `周一`, `上周一` (of last week, as Chinese has it). */
const weekday: PointReader = (text, moment, anchor) => {
  const [, before, english, after] = englishWeekday.exec(text) ?? [];
  const [, which, chinese] = chineseWeekday.exec(text) ?? [];
  const day = english ?? chinese;
  if (day === undefined) return undefined;
  const wanted = readWeekday(day);
  const weeks = weeksAway.get((after ?? which ?? before ?? "").trim());
  if (weeks !== undefined)
    return periodPoint(dayAt(startOfDay(startOfWeek(moment, weeks), moment.zone, (wanted + 6) % 7), moment), {
      unit: "weekday",
    });
  const since = (inZone(moment.now, moment.zone).day() - wanted + 7) % 7;
  if (before !== undefined) return periodPoint(dayAt(moment.now, moment, -(since || 7)), { unit: "weekday" });
  const near = anchor.atOrAfter ?? anchor.atOrBefore ?? moment.now;
  const base = startOfDay(near, moment.zone, -((inZone(near, moment.zone).day() - wanted + 7) % 7));
  return periodPoint(
    pickPeriod((turn) => dayAt(base, moment, 7 * turn), moment, anchor),
    { unit: "weekday", repeats: true },
  );
};

const dateForms: readonly RegExp[] = [
  /^(?:(?<year>(?:19|20)\d{2})([-/.]))?(?<month>\d{1,2})[-/.](?<day>\d{1,2})$/,
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?:(?<year>(?:19|20)\d{2})年|(?<ago>今|去|前)年)?(?<month>\d{1,2})月(?<day>\d{1,2})[日号]?$/,
  new RegExp(`^(?<name>${MONTH})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>(?:19|20)\\d{2}))?$`),
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<name>${MONTH})\\.?(?:,? (?<year>(?:19|20)\\d{2}))?$`),
];
const yearsAgo: Readonly<Record<string, number>> = { 今: 0, 去: -1, 前: -2 };

/** `2021-06-20`, `06-20`, `6.19`, `20210620`, `June 20`, `20 June 2021`, `6月20日`, `去年6月20日`. */
const date: PointReader = (text, moment, anchor) => {
  const found = dateForms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return undefined;
  const month = found.name === undefined ? Number(found.month) - 1 : readMonth(found.name);
  const day = Number(found.day);
  const thisYear = inZone(moment.now, moment.zone).year();
  if (found.year !== undefined) return periodPoint(calendarDay(Number(found.year), month, day, moment));
  if (found.ago !== undefined)
    return periodPoint(calendarDay(thisYear + (yearsAgo[found.ago] ?? 0), month, day, moment));
  const near = nearYear(moment, anchor);
  return periodPoint(
    pickPeriod((turn) => calendarDay(near + turn, month, day, moment), moment, anchor),
    { unit: "date", repeats: true },
  );
};

/** `the 19th`, `19号`: of this month, or of the last that has it. */
const dayOfMonth: PointReader = (text, moment, anchor) => {
  const [, english, chinese] = /^(?:(\d{1,2})(?:st|nd|rd|th)|(\d{1,2})[日号])$/.exec(text) ?? [];
  const day = Number(english ?? chinese ?? 0);
  if (day === 0) return undefined;
  const local = inZone(anchor.atOrAfter ?? anchor.atOrBefore ?? moment.now, moment.zone);
  const turn = (offset: number) => {
    const first = dayjs.utc(Date.UTC(local.year(), local.month() + offset, 1));
    return calendarDay(first.year(), first.month(), day, moment);
  };
  return periodPoint(pickPeriod(turn, moment, anchor), { unit: "monthday", repeats: true });
};

/** The year to look for a phrase without one in. */
export function nearYear({ now, zone }: Moment, { atOrAfter, atOrBefore }: Anchor): number {
  return inZone(atOrAfter ?? atOrBefore ?? now, zone).year();
}

/** Undefined for a day that no calendar has, such as 30 February. `month` counts from 0. */
function calendarDay(year: number, month: number, day: number, { zone }: Moment): Period | undefined {
  const wanted = dayjs.utc(Date.UTC(year, month, day));
  if (wanted.year() !== year || wanted.month() !== month || wanted.date() !== day) return undefined;
  return daysFrom(fromNaive(`${wanted.format("YYYY-MM-DD")} 00:00:00`, zone), 1, zone);
}

/** One day, in any of the forms above. */
export const readDay: PointReader = (text, moment, anchor) =>
  relativeDay(text, moment, anchor) ??
  weekday(text, moment, anchor) ??
  date(text, moment, anchor) ??
  dayOfMonth(text, moment, anchor);
