import { shorten } from "../finding.ts";
import { plainText } from "./plain-text.ts";

const MAX_LINES = 40;
const MAX_FRAMES = 8;
const LINES_BEFORE = 8;
const FRAME = /^\s+at \S/;
/** Where the reason begins in output that has other text above it. */
const REASON =
  /^E {2,}\S|^\s*Error Trace:|^\s*(?:\S+\/)?[\w.-]+_test\.go:\d+: |panicked at |^panic: |^\S*(?:Error|Exception): /;
/** What tools write if they know nothing more. */
const SAYS_NOTHING =
  /^(?:failed|failure|error|assertion|test failed|tests? failed.*|exited with error code \d+|\w+(?:\.\w+)*(?:Error|Exception)|test failure|exit code \d+)?\.?$/i;

/** The lines of a failed test case that give the reason: its message, then the part of the details that explains it. */
export function excerptOfCase(message: readonly string[], details: readonly string[]): string[] {
  const said = message.filter((text) => text.trim() !== "");
  const lines = withoutFrames(details);
  const known = new Set(lines.map((text) => text.trim()));
  const [first = ""] = said;
  const repeats = known.has(first.trim()) || lines.some((text) => text.endsWith(first.trim()));
  const head = repeats || SAYS_NOTHING.test(first.trim()) ? [] : said;
  const around = aroundReason(lines, MAX_LINES - Math.min(head.length, MAX_LINES / 2));
  return copied(shorten(trimmed([...head, ...around]).slice(0, MAX_LINES)));
}

/** A copy, since a slice of a string keeps the whole string in memory. */
function copied(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : Buffer.from(lines.join("\n")).toString().split("\n");
}

/** Whether it says more than that something failed. */
export function explains(excerpt: readonly string[]): boolean {
  return excerpt.some((text) => !SAYS_NOTHING.test(text.trim()));
}

export function linesOf(text: string): string[] {
  return text === ""
    ? []
    : plainText(text)
        .split("\n")
        .map((line) => line.trimEnd());
}

function aroundReason(lines: readonly string[], limit: number): string[] {
  if (lines.length <= limit) return [...lines];
  const reason = lines.findIndex((text) => REASON.test(text));
  const begin = Math.max(0, reason - LINES_BEFORE);
  return lines.slice(begin, begin + limit);
}

/** Only the beginning of a long stack is useful, and its causes. */
function withoutFrames(lines: readonly string[]): string[] {
  let frames = 0;
  return lines.filter((text) => {
    frames = FRAME.test(text) ? frames + 1 : 0;
    return frames <= MAX_FRAMES;
  });
}

function trimmed(lines: readonly string[]): string[] {
  const begin = lines.findIndex((text) => text.trim() !== "");
  return begin < 0 ? [] : lines.slice(begin, lines.findLastIndex((text) => text.trim() !== "") + 1);
}
