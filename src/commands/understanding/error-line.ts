import { withoutLinks } from "./plain-text.ts";

/** Shorter lines are found everywhere, and longer ones were cut in the excerpts. */
const LENGTH = { least: 12, most: 200 };
const ERROR =
  /\b(?:errors?|err|panic|exception|fail(?:ed|s|ure)?|fatal|undefined|cannot|can't|could not|unable to|timed? ?out|refused|denied|assert\w*|expected|obtained|segfault|SIG[A-Z]+|killed)\b|错误|异常|超时/iu;

/** The first line of a pasted text that reads like one of a log. */
export function errorLineIn(text: string): string | undefined {
  const lines = withoutLinks(text).split("\n");
  const line = lines.map((each) => each.trim()).find((each) => each.length >= LENGTH.least && ERROR.test(each));
  return line?.slice(0, LENGTH.most);
}
