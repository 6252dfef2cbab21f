import type { Cursor, LogLine } from "../../cursor.ts";
import { isEcho } from "../run-end.ts";

/** A test runner says what it runs, or what it has just run. */
const OPENS =
  /^\[INFO\] Running \S|^Running \S+(?:Test|Spec|IT)$|^PASS \S|^=== RUN |^\[ RUN {6}\] |^collected \d+ items?|^running \d+ tests?$|^\S+ \(\S+\) \.\.\. |^> Task \S*[tT]est$|^Test Case '.*' started|^TAP version/;
const PASSES =
  /^\[INFO\] Tests run: \d+, Failures: 0, Errors: 0|^Tests run: \d+, Failures: 0, Errors: 0|^(?:Tests|Test Suites): (?!.*\bfailed).*\bpassed|^=+ (?!.*(?:failed|error)).*\d+ passed.*=+$|^\[ {7}OK \] |^test result: ok|^ok\s+\S|^--- PASS: |^OK(?: \(.*\))?$|^ *Tests +\d+ passed|^Test Case '.*' passed/;
const FAILS =
  /^\[(?:ERROR|WARNING)\] Tests run: |^(?:Tests|Test Suites): .*\bfailed|^=+ .*(?:failed|error).*=+$|^\[ {2}FAILED {2}\] |^test result: FAILED|^FAIL|^--- FAIL: |^FAILED|^\+ /;
const LINES = 60;

/** Whether tests that then pass printed the line: it is then the output of what they test. */
export function isInsidePassingTests(line: Cursor): boolean {
  const at = line.withPassing();
  const opened = lastOf(at.before(LINES));
  if (opened !== "opens") return false;
  const verdict = at.after(LINES).find(({ text }) => PASSES.test(text) || FAILS.test(text));
  return verdict !== undefined && PASSES.test(verdict.text);
}

function lastOf(lines: readonly LogLine[]): "opens" | "closes" | null {
  const last = lines.findLast(({ text }) => OPENS.test(text) || PASSES.test(text) || FAILS.test(text) || isEcho(text));
  if (last === undefined) return null;
  return OPENS.test(last.text) ? "opens" : "closes";
}
