import { readRange } from "../../time/range.ts";

/** Ranges inside a Chinese sentence, which has no spaces: the longest first. */
const CHINESE =
  /(?:最近|过去|近)\s*\d+\s*(?:个?小时|天|周|个?月)|上上周|上周|这周|本周|上个?月|这个月|本月|昨天晚上|昨晚|昨天|前天|今天(?:上午|下午|早上)?|今早|\d{1,2}月\d{1,2}[日号]/u;
const MOST_WORDS = 4;
/** Words that stand before a range in a sentence, or mean something else there. */
const NO_RANGE = /^(?:\d+$|may$|(?:any|all|of|in|the|on|at|for|during)\b)/i;

/** The longest part of a text that is a range of time, as it was typed. */
export function rangeIn(text: string, now: number, zone: string): string | undefined {
  const isRange = (part: string) => readRange(part, now, zone).kind === "range";
  const chinese = CHINESE.exec(text)?.[0];
  if (chinese !== undefined && isRange(chinese)) return chinese;
  const words = text.split(" ");
  for (let length = Math.min(MOST_WORDS, words.length); length > 0; length--)
    for (let from = 0; from + length <= words.length; from++) {
      const part = words.slice(from, from + length).join(" ");
      if (!NO_RANGE.test(part) && isRange(part)) return part;
    }
  return undefined;
}
