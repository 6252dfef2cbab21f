import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding, WHOLE_RUN } from "../finding.ts";
import type { Format } from "../format.ts";

const HEADER = /^={10,} Test output for (\/\/\S+?|@\S+?)(?: \(.*)?:?(?: =*)?$/;
const RULE = /^={10,}(?: =+)*$/;
const TIMED_OUT = /^-- Test timed out at /;
const TARGET_FAILED = /^(FAIL|TIMEOUT|FAILED): (\/\/\S+|@\S+) \((?!Summary)/;
const FLAKY = /^(\/\/\S+|@\S+)\s+FLAKY, failed in \d+ out of \d+/;
const ACTION_FAILED = /^ERROR: (\S+):(\d+):\d+: (.+?) failed: (?:\(Exit \d+\)|\(Segmentation|\(Aborted)/;
const LOOK_BACK_LINES = 2000;

/** Bazel: whose output is whose, targets that timed out, failed or were flaky, and actions that failed. */
export const bazel: Format = {
  name: "bazel",
  marks: [
    "Test output for ",
    "====================",
    "-- Test timed out at ",
    "FAIL: //",
    "FAIL: @",
    "TIMEOUT: //",
    "FLAKY, failed in ",
    " failed: (Exit ",
  ],
  open(notes) {
    let open: { target: string; begin: number } | null = null;

    function close(end: number): void {
      if (open !== null) notes.section({ ...open, end, passed: null });
      open = null;
    }

    function readSection(at: Cursor): void {
      const target = HEADER.exec(at.text)?.[1];
      if (target === undefined && !RULE.test(at.text)) return;
      // Go's race detector draws the same rules inside of the output, eighteen wide.
      if (target === undefined && at.text.length <= 20) return;
      close(at.number);
      if (target !== undefined) open = { target, begin: at.number };
    }

    return {
      read(at) {
        const flaky = FLAKY.exec(at.text)?.[1];
        const found = timeoutAt(at, open?.target ?? null) ?? targetAt(at) ?? actionAt(at);
        if (found !== null) notes.add(found);
        else if (flaky !== undefined) notes.section({ target: flaky, begin: at.number, end: at.number, passed: true });
        else readSection(at);
      },
      end: () => close(Number.MAX_SAFE_INTEGER),
    };
  },
};

/** Nothing says which test hung, but with `-v` the last that was started and has no result. */
function timeoutAt(at: Cursor, target: string | null): Finding | null {
  if (!TIMED_OUT.test(at.text)) return null;
  const before = at.before(LOOK_BACK_LINES);
  const output = before.slice(before.findLastIndex(({ text }) => HEADER.test(text)) + 1);
  const name = unfinished(output) ?? target ?? "Test timed out";
  return finding(at, [...output.slice(-20), at], { rule: "bazel", cause: "case", name, target });
}

function unfinished(output: readonly LogLine[]): string | undefined {
  const started = output.flatMap(({ text }) => /^=== RUN\s+(\S+)$/.exec(text)?.[1] ?? []);
  const finished = new Set(output.flatMap(({ text }) => /^\s*--- (?:PASS|FAIL|SKIP): (\S+) /.exec(text)?.[1] ?? []));
  return started.findLast((name) => !finished.has(name));
}

/** Stands only where no case of the target was found. */
function targetAt(at: Cursor): Finding | null {
  const target = TARGET_FAILED.exec(at.text)?.[2];
  if (target === undefined) return null;
  return finding(at, [at], { rule: "bazel", cause: "case", name: target, target, weight: "wrapper" });
}

function actionAt(at: Cursor): Finding | null {
  const [, file, line, action] = ACTION_FAILED.exec(at.text) ?? [];
  if (action === undefined || file === undefined) return null;
  const excerpt = trimBlank([at, ...until(at.after(30), /^(?:INFO|ERROR|Target|FAILED): /)]);
  const given = { rule: "bazel", cause: "compile", name: `${action} failed`, file, line: Number(line) } as const;
  return finding(at, excerpt, { ...given, ...WHOLE_RUN });
}
