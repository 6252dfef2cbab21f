import type { LogLine } from "../cursor.ts";
import { type Place, trimBlank } from "../excerpt.ts";
import { placeOfCrash } from "./go-stack.ts";

/** `testing.go` is Go's own: it says that a race was detected, or that a test ran on after its end. */
const SOURCE = /^\s+((?!testing\.go:)[\w./-]+\.go):(\d+):(?: (.*))?$/;
/** testify's `Error Trace:` lists callers, the helper first, one a line. */
const TRACE_BEGIN = /^\s+Error Trace:\s*(.*)$/;
const TRACE_FRAME = /^\s*(?!\S*\/pkg\/mod\/)(\S+\.go):(\d+)$/;
const TRACE_END = /^\s+(?:Error|Test|Messages):\s/;
const SAYS_WRONG =
  /\b(?:want(?:ed)?|expect(?:ed|ing|s)?|got|unexpected|error|fail(?:ed|ure|s)?|mismatch|should|must|cannot|can't|invalid|panic|timed? ?out|differ(?:s|ent)?|missing|diff|unable|no such|refused|wrong|not|never|leaked?)\b|\berr\b|!=|==/i;
const EXCERPT_LINES = 40;

/** What a failed Go test printed, cut to the lines around the reason, and the line of the user's code it names. */
export interface GoFailure {
  readonly lines: readonly LogLine[];
  readonly place: Place | undefined;
}

export function readGoFailure(output: readonly LogLine[]): GoFailure {
  const reason = reasonIn(output);
  const begin = output.length <= EXCERPT_LINES ? 0 : Math.max(0, Math.min(reason - 5, output.length - EXCERPT_LINES));
  return {
    lines: trimBlank(output.slice(begin, begin + EXCERPT_LINES)),
    place: placeInTrace(output) ?? placeOfReason(output, reason) ?? placeOfCrash(output),
  };
}

/** Whether the lines say what was wrong, and not only what the test logged on its way. */
export function saysWrong(output: readonly LogLine[]): boolean {
  return output.some(({ text }) => TRACE_BEGIN.test(text) || SAYS_WRONG.test(SOURCE.exec(text)?.[3] ?? ""));
}

/** The index of the line that the test failed on: a test may log lines of the same shape before it. */
function reasonIn(output: readonly LogLine[]): number {
  const wrong = output.findIndex(({ text }, index) => SOURCE.test(text) && SAYS_WRONG.test(messageAt(output, index)));
  return wrong >= 0 ? wrong : output.findLastIndex(({ text }) => SOURCE.test(text));
}

/** What stands behind the place, or on the lines below it up to the next place. */
function messageAt(output: readonly LogLine[], index: number): string {
  const own = output.slice(index + 1, index + 6);
  const end = own.findIndex(({ text }) => SOURCE.test(text) || text.trim() === "");
  const below = own.slice(0, end < 0 ? own.length : end).map(({ text }) => text);
  return [SOURCE.exec(output[index]?.text ?? "")?.[3] ?? "", ...below].join("\n");
}

function placeOfReason(output: readonly LogLine[], reason: number): Place | undefined {
  const [, file, line] = SOURCE.exec(output[reason]?.text ?? "") ?? [];
  return file === undefined ? undefined : { file, line: Number(line) };
}

/** The first caller that is a test: what is above it is a helper. */
function placeInTrace(output: readonly LogLine[]): Place | undefined {
  const begin = output.findIndex(({ text }) => TRACE_BEGIN.test(text));
  if (begin < 0) return undefined;
  const first = TRACE_BEGIN.exec(output[begin]?.text ?? "")?.[1] ?? "";
  const rest = output.slice(begin + 1).map(({ text }) => text);
  const end = rest.findIndex((text) => TRACE_END.test(text));
  const places = [first, ...rest.slice(0, end < 0 ? 10 : end)].flatMap((text): Place[] => {
    const [, file, line] = TRACE_FRAME.exec(text) ?? [];
    return file === undefined ? [] : [{ file, line: Number(line) }];
  });
  return places.find(({ file }) => file.endsWith("_test.go")) ?? places.at(-1);
}
