/** Numbers, weekdays and months as people type them in English and Chinese, in lower case. */

const englishNumbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const chineseDigits = "零一二三四五六七八九";

/** A pattern for a count, to be given to `readCount`. */
export const COUNT = "\\d{1,6}|an?|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten";

/** Reads `7`, `a`, `seven`, `七`, `两`, `十二`, `三十`. */
export function readCount(text: string): number {
  if (text === "a" || text === "an") return 1;
  const english = englishNumbers.indexOf(text);
  if (english >= 0) return english;
  return /^\d+$/.test(text) ? Number(text) : readChineseCount(text);
}

function readChineseCount(text: string): number {
  const digit = (character: string | undefined) => (character === "两" ? 2 : chineseDigits.indexOf(character ?? ""));
  const [tens, ones] = text.split("十");
  if (ones === undefined) return digit(tens);
  return (tens === "" ? 1 : digit(tens)) * 10 + (ones === "" ? 0 : digit(ones));
}

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const chineseWeekdays = "日一二三四五六";

/** Patterns for a day of the week, to be given to `readWeekday`. */
export const WEEKDAY =
  "sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?";
export const CHINESE_WEEKDAY = "(?:周|星期|礼拜)([一二三四五六日天])";

/** 0 is Sunday. */
export function readWeekday(text: string): number {
  const english = weekdays.indexOf(text.slice(0, 3));
  return english >= 0 ? english : chineseWeekdays.indexOf(text === "天" ? "日" : text);
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A pattern for an English month, to be given to `readMonth`. */
export const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** 0 is January. */
export function readMonth(text: string): number {
  return months.indexOf(text.slice(0, 3));
}
