import type { Cursor, LogLine } from "../cursor.ts";
import { paragraph, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding, WHOLE_RUN } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";
import { withoutPassing } from "../passing-lines.ts";
import { readGoFailure, saysWrong } from "./go-failure.ts";
import { packageMarks, readPackageResult } from "./go-package.ts";
import { placeInFrames } from "./go-stack.ts";

const FAILED = /^(\s*)--- FAIL: (\S+)(?: \(\d+\.\d+s\))?$/;
const PASSED = /^\s*--- PASS: (\S+)(?: \(\d+\.\d+s\))?$/;
/** The summary of gocheck or ginkgo, printed by the one Go test that runs the suites. */
const SUITES_FAILED = /^OOPS: \d+ passed|^FAIL! -- /;
const STOP = /^\s*--- (?:FAIL|PASS|SKIP): |^=== |^(?:FAIL|PASS|ok)(?:\s|$)|^(?:exit status|coverage: )|^={20}/;
/** Results of test files in JavaScript, which a parallel branch may print. */
const OTHER_RESULT = /^\s*FAIL {1,2}(?:\S+ )?\S+\.[cm]?[jt]sx?(?:\s|$)|^ {2}● /;
/** Some runners print the details of a failed test without the indent. */
const SPEAKS_OF_TEST = /^WARNING: DATA RACE$|^[\w./-]+\.go:\d+: /;
const CRASHED = /^panic: |^fatal error: /;
const GOROUTINE = /^goroutine \d+ /;
const RACE_DETECTED = /race detected during execution of test$/;
const DETAIL_LINES = 40;
const LOOK_BACK_LINES = 200;

/** The `testing` package: `--- FAIL: TestX/sub (0.01s)` and `FAIL pkg 1.2s`. */
export const goTest: Format = {
  name: "go test",
  prints: ["gocheck"],
  marks: ["--- FAIL: ", "FAIL! -- ", ...atLineStart("OOPS: "), ...packageMarks],
  passMarks: ["--- PASS: "],
  open(notes) {
    let sectionBegin = 1;
    let lastResult = 0;
    let suitesFailed = false;

    function readFailed(at: Cursor, name: string, depth: number): void {
      const wrapper = suitesFailed || name === "TestT";
      suitesFailed = false;
      if (wrapper) notes.add({ ...caseAt(at, name, depth), weight: "wrapper", spanBegin: sectionBegin });
      else notes.addCase(() => caseAt(at, name, depth));
    }

    function readPackage(at: Cursor): void {
      const result = readPackageResult(at.text);
      if (result === null) return;
      const begin = result.passed && !printedItself(at) ? at.number : sectionBegin;
      notes.section({ target: result.name, begin, end: at.number, passed: result.passed, branch: at.branch });
      if (!result.passed) {
        const found = packageAt(at, result.name, result.note, lastResult);
        notes.add(result.note === null ? { ...found, spanBegin: sectionBegin } : found);
      }
      lastResult = at.number;
      if (begin === at.number) return;
      sectionBegin = at.number + 1;
      suitesFailed = false;
    }

    return {
      read(at) {
        const [, indent = "", name] = FAILED.exec(at.text) ?? [];
        const passed = PASSED.exec(at.text)?.[1];
        if (name !== undefined) readFailed(at, name, indent.length);
        else if (passed !== undefined) notes.pass({ name: passed, logLine: at.number });
        else if (SUITES_FAILED.test(at.text)) suitesFailed = true;
        else readPackage(at);
      },
    };
  },
};

/**
 * `go test` of several packages prints of one that passed only its `ok`: the lines above belong to it only where the
 * test binary's own `PASS` is among them. Otherwise they are another branch's.
 */
function printedItself(at: Cursor): boolean {
  return at.before(3).some(({ text }) => text === "PASS");
}

function caseAt(at: Cursor, name: string, depth: number): Finding {
  const output = detailsOf(at, name, depth);
  const race = output.some(({ text }) => RACE_DETECTED.test(text)) ? raceBefore(at) : [];
  const { lines, place = placeInFrames(race) } = readGoFailure(output);
  return finding(at, [...lines, ...race], { rule: "go test", cause: "case", name, ...place });
}

/** The detector's report is printed before the test's result. */
function raceBefore(at: Cursor): LogLine[] {
  const before = at.before(LOOK_BACK_LINES);
  const begin = before.findLastIndex(({ text }) => text === "WARNING: DATA RACE");
  return begin < 0 ? [] : until(before.slice(begin, begin + DETAIL_LINES), /^={10,}$/);
}

/** Without `-v` the details follow; with it they were printed while the test ran. A crash may be its consequence. */
function detailsOf(at: Cursor, name: string, depth: number): readonly LogLine[] {
  const following = withoutPassing(at.after(3 * DETAIL_LINES)).filter(({ text }) => !OTHER_RESULT.test(text));
  const details = indentedBy(depth, following);
  if (details.length > 0) return details;
  const own = outputOf(name, at.before(LOOK_BACK_LINES));
  if (saysWrong(own)) return own;
  const crash = crashAmong(following);
  if (crash.length > 0 || own.length > 0) return crash.length > 0 ? crash : own.slice(-DETAIL_LINES);
  const unindented = trimBlank(until(following, STOP)).slice(0, DETAIL_LINES);
  return unindented.some(({ text }) => SPEAKS_OF_TEST.test(text)) ? unindented : [];
}

/** The lines that are indented deeper than the test's result; the first that is not ends them. */
function indentedBy(depth: number, lines: readonly LogLine[]): LogLine[] {
  const end = lines.findIndex(
    ({ text }) => STOP.test(text) || (text.trim() !== "" && text.length - text.trimStart().length <= depth),
  );
  return trimBlank(end < 0 ? lines : lines.slice(0, end));
}

/** The panic that ended the test binary right after the result, up to the end of the first stack. */
function crashAmong(following: readonly LogLine[]): readonly LogLine[] {
  const begin = following.findIndex(({ text }) => !/^\s+--- /.test(text));
  if (begin < 0 || !CRASHED.test(following[begin]?.text ?? "")) return [];
  const rest = following.slice(begin);
  const stack = rest.findIndex(({ text }) => GOROUTINE.test(text));
  return stack < 0 ? paragraph(rest) : [...rest.slice(0, stack), ...paragraph(rest.slice(stack))];
}

/** With `-v`, `=== RUN`, `=== CONT` and `=== NAME` say whose output the next lines are. */
function outputOf(name: string, lines: readonly LogLine[]): LogLine[] {
  let owner: string | undefined;
  const own: LogLine[] = [];
  for (const line of lines) {
    const [, word, whose] = /^=== (RUN|CONT|NAME|PAUSE)\s+(\S+)/.exec(line.text) ?? [];
    if (whose !== undefined) owner = word === "PAUSE" ? undefined : whose;
    else if (STOP.test(line.text)) owner = undefined;
    else if (owner === name) own.push(line);
  }
  return trimBlank(own);
}

/** Stands only where nothing within the package's output tells more. */
function packageAt(at: Cursor, name: string, note: string | null, lastResult: number): Finding {
  const lines = at.before(20).filter(({ number: line }) => line > lastResult);
  return finding(at, trimBlank([...lines, at]), {
    rule: "go test",
    cause: note === null ? "case" : "compile",
    name: note === null ? name : `${name} [${note}]`,
    target: name,
    ...(note === null ? { weight: "wrapper" } : WHOLE_RUN),
  });
}
