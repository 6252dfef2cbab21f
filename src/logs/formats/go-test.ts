import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding, WHOLE_RUN } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";
import { packageMarks, readPackageResult } from "./go-package.ts";
import { placeInFrames } from "./go-stack.ts";

const FAILED = /^\s*--- FAIL: (\S+) \(\d+\.\d+s\)$/;
const PASSED = /^\s*--- PASS: (\S+) \(\d+\.\d+s\)$/;
/** gocheck's summary, printed by the one Go test that runs its suites. */
const SUITES_FAILED = /^OOPS: \d+ passed/;
const STOP = /^\s*--- (?:FAIL|PASS|SKIP): |^=== |^(?:FAIL|PASS|ok)(?:\s|$)|^(?:exit status|coverage: )|^={20}/;
/** `testing.go` is Go's own: it says that a race was detected, or that a test ran on after its end. */
const SOURCE = /^\s+((?!testing\.go:)[\w./-]+\.go):(\d+):/;
const RACE_DETECTED = /race detected during execution of test$/;
const DETAIL_LINES = 40;
const LOOK_BACK_LINES = 200;

/** The `testing` package: `--- FAIL: TestX/sub (0.01s)` and `FAIL pkg 1.2s`. */
export const goTest: Format = {
  name: "go test",
  marks: ["--- FAIL: ", ...atLineStart("OOPS: "), ...packageMarks],
  passMarks: ["--- PASS: "],
  open(notes) {
    const failed = new Set<string>();
    let sectionBegin = 1;
    let suitesFailed = false;

    function readFailed(at: Cursor, name: string): void {
      failed.add(name);
      const wrapper = suitesFailed || name === "TestT";
      suitesFailed = false;
      if (wrapper) notes.add({ ...caseAt(at, name), weight: "wrapper", spanBegin: sectionBegin });
      else notes.addCase(() => caseAt(at, name));
    }

    function readPackage(at: Cursor): void {
      const result = readPackageResult(at.text);
      if (result === null) return;
      notes.section({ target: result.name, begin: sectionBegin, end: at.number, passed: result.passed });
      if (!result.passed) notes.add(packageAt(at, result.name, result.note, sectionBegin));
      sectionBegin = at.number + 1;
      suitesFailed = false;
    }

    return {
      read(at) {
        const name = FAILED.exec(at.text)?.[1];
        const passed = PASSED.exec(at.text)?.[1];
        if (name !== undefined) readFailed(at, name);
        else if (passed !== undefined && failed.has(passed)) notes.pass({ name: passed, logLine: at.number });
        else if (SUITES_FAILED.test(at.text)) suitesFailed = true;
        else readPackage(at);
      },
    };
  },
};

function caseAt(at: Cursor, name: string): Finding {
  const output = detailsOf(at, name);
  const race = output.some(({ text }) => RACE_DETECTED.test(text)) ? raceBefore(at) : [];
  const place = placeIn(output, SOURCE) ?? placeInFrames(race);
  return finding(at, [...output, ...race], { rule: "go test", cause: "case", name, ...place });
}

/** The detector's report is printed before the test's result. */
function raceBefore(at: Cursor): LogLine[] {
  const before = at.before(LOOK_BACK_LINES);
  const begin = before.findLastIndex(({ text }) => text === "WARNING: DATA RACE");
  return begin < 0 ? [] : until(before.slice(begin, begin + DETAIL_LINES), /^={10,}$/);
}

/** Without `-v` the details follow; with it they were printed while the test ran. */
function detailsOf(at: Cursor, name: string): LogLine[] {
  const following = trimBlank(until(at.after(DETAIL_LINES), STOP));
  if (following.length > 0) return following;
  return outputOf(name, at.before(LOOK_BACK_LINES)).slice(-DETAIL_LINES);
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
function packageAt(at: Cursor, name: string, note: string | null, spanBegin: number): Finding {
  const lines = at.before(20).filter((line) => line.number >= spanBegin);
  return finding(at, trimBlank([...lines, at]), {
    rule: "go test",
    cause: note === null ? "case" : "compile",
    name: note === null ? name : `${name} [${note}]`,
    target: name,
    ...(note === null ? { weight: "wrapper", spanBegin } : WHOLE_RUN),
  });
}
