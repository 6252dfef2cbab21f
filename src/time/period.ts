import { daysFrom, isoWeek, isoWeekOf, type Moment, monthsFrom, type Period, startOfWeek, weekAt } from "./calendar.ts";
import { nearYear } from "./day.ts";
import { type Anchor, type PointReader, periodPoint, pickPeriod } from "./point.ts";
import { COUNT, MONTH, readCount, readMonth } from "./words.ts";
import { inZone, startOfDay } from "./zone.ts";

const WEEKS = "(?:周|星期|礼拜)";
const AGO = `(?:个?${WEEKS}前|weeks? ago)`;

/** How many periods back: `this`, `last`, `before last`, `3 ... ago`. */
function periodsBack(text: string, english: string, chinese: string, ago: string): number | undefined {
  if (new RegExp(`^(?:(?:this |current )?${english}(?: to date)?|(?:本|这个?|当)${chinese})$`).test(text)) return 0;
  if (new RegExp(`^(?:(?:last|previous) ${english}|上[个一]?${chinese})$`).test(text)) return 1;
  if (new RegExp(`^(?:${english} before last|上上个?${chinese})$`).test(text)) return 2;
  const count = new RegExp(`^(${COUNT}) ?${ago}$`).exec(text)?.[1];
  return count === undefined ? undefined : readCount(count);
}

/** `this week`, `上周`, `week before last`, `3 weeks ago`. */
const week: PointReader = (text, moment) => {
  const back = text === "wtd" ? 0 : periodsBack(text, "week", WEEKS, AGO);
  return back === undefined ? undefined : periodPoint(weekAt(moment, -back));
};

/** `2026-W47`, `W47`, `week 47`, `第47周`: an ISO 8601 week. */
const numberedWeek: PointReader = (text, moment, anchor) => {
  const [, y1, w1] = /^(?:((?:19|20)\d{2})-?)?(?:w|cw|kw|wk)(\d{1,2})$/.exec(text) ?? [];
  const [, w2, y2] = /^week (\d{1,2})(?: (?:of )?((?:19|20)\d{2}))?$/.exec(text) ?? [];
  const [, y3, w3] = /^(?:((?:19|20)\d{2})年)?第(\d{1,2})周$/.exec(text) ?? [];
  const number = Number(w1 ?? w2 ?? w3 ?? 0);
  if (number === 0) return undefined;
  const year = y1 ?? y2 ?? y3;
  if (year !== undefined) return periodPoint(isoWeek(Number(year), number, moment.zone));
  const local = inZone(anchor.atOrAfter ?? anchor.atOrBefore ?? moment.now, moment.zone);
  const near = isoWeekOf(Date.parse(`${local.format("YYYY-MM-DD")}T00:00:00Z`)).year;
  return periodPoint(
    pickPeriod((turn) => isoWeek(near + turn, number, moment.zone), moment, anchor),
    { unit: "week", repeats: true },
  );
};

const weekend: PointReader = (text, moment, anchor) => {
  const [, english, chinese] = /^(?:(this |last |previous )?weekend|(上上?个?|本|这个?)?周末)$/.exec(text) ?? [];
  if (english === undefined && chinese === undefined && !/^(?:weekend|周末)$/.test(text)) return undefined;
  const { zone } = moment;
  const saturday = (weeks: number): Period => {
    const begin = startOfDay(startOfWeek(moment, weeks), zone, 5);
    const two = daysFrom(begin, 2, zone);
    return { ...two, back: daysFrom(begin, 7, zone).back };
  };
  if (/^(?:this |本|这个?)$/.test(english ?? chinese ?? "")) return periodPoint(saturday(0));
  if (chinese !== undefined) return periodPoint(saturday(chinese.startsWith("上上") ? -2 : -1));
  const newest = pickPeriod(saturday, moment, anchor);
  if (english === undefined || newest === undefined) return periodPoint(newest);
  // "Last weekend" on a Sunday is not the one that is still going on.
  return periodPoint(newest.end > moment.now ? saturday(-1) : newest);
};

/** `this month`, `上个月`, `2 months ago`. */
const month: PointReader = (text, moment) => {
  const back = text === "mtd" ? 0 : periodsBack(text, "month", "月", "(?:个月前|months? ago)");
  if (back === undefined) return undefined;
  const local = inZone(moment.now, moment.zone);
  return periodPoint(monthsFrom(local.year(), local.month() - back, 1, moment.zone));
};

/** Phrases that name months of a year, with the first month and how many there are. */
const monthForms: readonly {
  readonly form: RegExp;
  readonly unit: "month" | "quarter" | "half";
  readonly count: number;
  readonly first: (found: string) => number;
}[] = [
  { form: new RegExp(`^(?<part>${MONTH})\\.?$`), unit: "month", count: 1, first: readMonth },
  {
    form: /^(?<part>\d{1,2}|[一二三四五六七八九十]{1,2})月份?$/,
    unit: "month",
    count: 1,
    first: (found) => readCount(found) - 1,
  },
  { form: /^q(?<part>[1-4])$/, unit: "quarter", count: 3, first: (found) => 3 * (Number(found) - 1) },
  { form: /^第?(?<part>[1-4一二三四])季度$/, unit: "quarter", count: 3, first: (found) => 3 * (readCount(found) - 1) },
  { form: /^h(?<part>[12])$/, unit: "half", count: 6, first: (found) => 6 * (Number(found) - 1) },
  { form: /^(?<part>[上下])半年$/, unit: "half", count: 6, first: (found) => (found === "上" ? 0 : 6) },
];
const yearsAway: Readonly<Record<string, number>> = { "last year": -1, "this year": 0, 去年: -1, 今年: 0, 前年: -2 };

/** `November`, `Nov 2025`, `2026-11`, `去年11月`, `Q4`, `2026Q4`, `第四季度`, `H1 2026`, `上半年`. */
const monthsOfYear: PointReader = (given, moment, anchor) => {
  const numeric = /^((?:19|20)\d{2})[-/.](\d{1,2})$/.exec(given);
  const { text, year } = numeric ? { text: `${numeric[2]}月`, year: Number(numeric[1]) } : partYear(given, moment);
  for (const { form, unit, count, first } of monthForms) {
    const part = form.exec(text)?.groups?.part;
    const begin = part === undefined ? -1 : first(part);
    if (begin < 0 || begin > 11) continue;
    if (year !== undefined) return periodPoint(monthsFrom(year, begin, count, moment.zone));
    const near = nearYear(moment, anchor);
    return periodPoint(
      pickPeriod((turn) => monthsFrom(near + turn, begin, count, moment.zone), moment, anchor),
      { unit, repeats: true },
    );
  }
  return undefined;
};

/** Takes the year off either end of a phrase. */
function partYear(text: string, moment: Moment): { readonly text: string; readonly year?: number } {
  const found =
    /^(?<year>(?:19|20)\d{2})年(?<rest>.+)$/.exec(text)?.groups ??
    /^(?<year>(?:19|20)\d{2})[- ]?(?<rest>\D.*)$/.exec(text)?.groups ??
    /^(?<year>去年|今年|前年)(?<rest>.+)$/.exec(text)?.groups ??
    /^(?<rest>.+?),? ?(?:of )?(?<year>(?:19|20)\d{2}|last year|this year)$/.exec(text)?.groups;
  if (found?.year === undefined || found.rest === undefined) return { text };
  const away = yearsAway[found.year];
  const year = away === undefined ? Number(found.year) : inZone(moment.now, moment.zone).year() + away;
  return { text: found.rest, year };
}

/** `this quarter`, `上季度`, `this year`, `去年`, `2025`. */
const quarterOrYear: PointReader = (text, moment) => {
  const { zone } = moment;
  const local = inZone(moment.now, zone);
  const quarters = periodsBack(text, "quarter", "季度", "(?:个季度前|quarters? ago)");
  if (quarters !== undefined)
    return periodPoint(monthsFrom(local.year(), 3 * (Math.floor(local.month() / 3) - quarters), 3, zone));
  const named = { 今年: 0, 去年: 1, 前年: 2, ytd: 0 }[text];
  const years = named ?? periodsBack(text, "year", "年", "(?:年前|years? ago)");
  if (years !== undefined) return periodPoint(monthsFrom(local.year() - years, 0, 12, zone));
  const [, year] = /^((?:19|20)\d\d)年?$/.exec(text) ?? [];
  return year === undefined ? undefined : periodPoint(monthsFrom(Number(year), 0, 12, zone));
};

/** A week, weekend, month, quarter, half or year. */
export const readCalendarPeriod: PointReader = (text, moment, anchor: Anchor) =>
  week(text, moment, anchor) ??
  numberedWeek(text, moment, anchor) ??
  weekend(text, moment, anchor) ??
  month(text, moment, anchor) ??
  quarterOrYear(text, moment, anchor) ??
  monthsOfYear(text, moment, anchor);
