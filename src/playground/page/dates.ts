import { languageTag, type PageLocale, word } from "./locale.ts";

const DAY_MS = 86_400_000;

export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** Today, yesterday, or the date. */
export function dayName(at: number, now: number, locale: PageLocale): string {
  const day = startOfDay(at);
  if (day === startOfDay(now)) return word(locale, "today");
  if (day === startOfDay(now - DAY_MS)) return word(locale, "yesterday");
  return new Date(at).toLocaleDateString(languageTag[locale], { month: "short", day: "numeric", weekday: "short" });
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
