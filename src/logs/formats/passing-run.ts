import type { Cursor } from "../cursor.ts";
import type { Notes } from "../notes.ts";

const LOOK_BACK_LINES = 2000;
/** Another run's own verdict. What a passing test prints may look like a failed case, but seldom like a whole run. */
const OTHER_VERDICT =
  /^FAIL\s+\S+\s+(?:[\d.]+s|\[.+\])$|^Test Suites: .*\bfailed\b|^test result: FAILED|^(?:\[ERROR\] )?Tests run:.* (?:Failures: [1-9]|Errors: [1-9])|\bBUILD FAIL|^\s*\d+ failing$|^\d+% tests passed, [1-9]|^make(?:\[\d+\])?: \*\*\* |^=+ .*\b\d+ (?:failed|errors?)\b|^\d+ examples?, [1-9]\d* failures?|^FAILED \(|^Failed! {2}- /;

/** The shell's echo of the command that ran the tests, for tools that print no heading: the last one is meant. */
export const COMMAND = /^\++ \S/;

/**
 * Notes that a run passed: what looks like a failed case between its first line and here is what its tests print. Its
 * first line is the first that fits `start` after the verdict of the run before.
 */
export function notePassingRun(at: Cursor, notes: Notes, start: RegExp, verdict: RegExp): void {
  const before = at.before(LOOK_BACK_LINES);
  const lines = before.slice(before.findLastIndex(({ text }) => verdict.test(text)) + 1);
  const begin =
    start === COMMAND
      ? lines.findLastIndex(({ text }) => start.test(text))
      : lines.findIndex(({ text }) => start.test(text));
  const first = lines[begin];
  if (first === undefined || lines.slice(begin).some(({ text }) => OTHER_VERDICT.test(text))) return;
  notes.section({ target: `passing run ${first.number}`, begin: first.number, end: at.number, passed: true });
}
