import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding, WHOLE_RUN } from "../finding.ts";
import type { Format } from "../format.ts";

const HEADER = /^={10,} Test output for (\/\/\S+?|@\S+?)(?: \(.*)?:?(?: =*)?$/;
/** Go's race detector draws rules too, eighteen wide. */
const RULE = /^={20,}(?: =+)*$/;
const TIMED_OUT = /^-- Test timed out at /;
const STARTED = /^=== RUN\s+(\S+)$/;
const ENDED = /^\s*--- (?:PASS|FAIL|SKIP): (\S+) /;
const TARGET_FAILED = /^(?:FAIL|TIMEOUT|FAILED): (\/\/\S+|@\S+) \(|^(\/\/\S+|@\S+)\s+(?:FAILED|TIMEOUT) in [\d.]+/;
const FLAKY = /^(\/\/\S+|@\S+)\s+FLAKY, failed in \d+ out of \d+/;
const ACTION_FAILED = /^ERROR: (\S+):(\d+):\d+: (.+?) failed: (?:\(Exit \d+\)|\(Segmentation|\(Aborted)/;
const MAX_STARTED = 10_000;

interface Output {
  readonly target: string;
  readonly begin: number;
  /** Go tests that were started and have no result yet. */
  readonly running: Set<string>;
}

/** Bazel: whose output is whose, targets that timed out, failed or were flaky, and actions that failed. */
export const bazel: Format = {
  name: "bazel",
  prints: ["gocheck", "rust", "googleTest"],
  marks: [
    "Test output for ",
    "====================",
    "=== RUN   ",
    "--- PASS: ",
    "--- FAIL: ",
    "--- SKIP: ",
    "-- Test timed out at ",
    "FAIL: //",
    "FAIL: @",
    "FAILED: //",
    "TIMEOUT: //",
    " FAILED in ",
    " TIMEOUT in ",
    "FLAKY, failed in ",
    " failed: (Exit ",
  ],
  open(notes) {
    let output: Output | null = null;

    function close(end: number): void {
      if (output !== null) notes.section({ target: output.target, begin: output.begin, end, passed: null });
      output = null;
    }

    function readOutput(at: Cursor, { running }: Output): void {
      const started = STARTED.exec(at.text)?.[1];
      const ended = ENDED.exec(at.text)?.[1];
      if (started !== undefined && running.size < MAX_STARTED) running.add(started);
      else if (ended !== undefined) running.delete(ended);
      else if (RULE.test(at.text)) close(at.number);
    }

    function readRest(at: Cursor): void {
      const flaky = FLAKY.exec(at.text)?.[1];
      const found = targetAt(at) ?? actionAt(at);
      if (found !== null) notes.add(found);
      else if (flaky !== undefined) notes.section({ target: flaky, begin: at.number, end: at.number, passed: true });
    }

    return {
      read(at) {
        const target = HEADER.exec(at.text)?.[1];
        if (target !== undefined) {
          close(at.number);
          output = { target, begin: at.number, running: new Set() };
        } else if (TIMED_OUT.test(at.text)) notes.add(timeoutAt(at, output));
        else {
          if (output !== null) readOutput(at, output);
          readRest(at);
        }
      },
      end: () => close(Number.MAX_SAFE_INTEGER),
    };
  },
};

/** Nothing says which test hung, but it is the last that was started and has no result. */
function timeoutAt(at: Cursor, output: Output | null): Finding {
  const name = [...(output?.running ?? [])].at(-1) ?? output?.target ?? "Test timed out";
  const lines = at.before(20).filter(({ number }) => number > (output?.begin ?? 0));
  return finding(at, [...lines, at], { rule: "bazel", cause: "case", name, target: output?.target ?? null });
}

/** Stands only where no case of the target was found. */
function targetAt(at: Cursor): Finding | null {
  const match = TARGET_FAILED.exec(at.text);
  const target = match?.[1] ?? match?.[2];
  if (target === undefined) return null;
  return finding(at, [at], { rule: "bazel", cause: "case", name: target, target, weight: "wrapper" });
}

function actionAt(at: Cursor): Finding | null {
  const [, file, line, action] = ACTION_FAILED.exec(at.text) ?? [];
  if (action === undefined || file === undefined) return null;
  const excerpt = trimBlank([at, ...until(at.after(30), /^(?:INFO|ERROR|Target|FAILED): /)]);
  const place = { file, line: Number(line) };
  return finding(at, excerpt, { rule: "bazel", cause: "compile", name: `${action} failed`, ...place, ...WHOLE_RUN });
}
