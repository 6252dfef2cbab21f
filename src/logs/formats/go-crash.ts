import type { Cursor, LogLine } from "../cursor.ts";
import { paragraph, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";
import { packageMarks, readPackageResult } from "./go-package.ts";
import { hangingTests, placeInFrames, placeOfCrash, placeOfTest, testInFrames } from "./go-stack.ts";
import { runningTest } from "./running-tests.ts";

const CRASH = /^(panic|fatal error): (.+)$/;
const TIMED_OUT = /^test timed out after /;
const RACE = /^WARNING: DATA RACE$/;
const RACE_IN_TEST = /^\s+\S+\.go:\d+: race detected during execution of test$/;
const LEAK = /^(?:goleak: )?Errors on successful test run: (found unexpected goroutines):/;
const GOROUTINE = /^goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[/;
const FAILED_CASE = /^\s*--- FAIL: /;
const STACK_LINES = 40;
const MAX_RACES = 50;
const DUMP_LINES = 1500;
const LOOK_BACK_LINES = 1000;

/** What the Go runtime and its race detector print when a test binary dies or misbehaves. */
export const goCrash: Format = {
  name: "go crash",
  prints: [],
  marks: [
    ...atLineStart("panic: "),
    ...atLineStart("fatal error: "),
    "WARNING: DATA RACE",
    "race detected during execution of test",
    "Errors on successful test run",
    ...packageMarks,
  ],
  open(notes) {
    /** Races that no test was blamed for yet. */
    let races: Finding[] = [];
    const settleRaces = (): void => {
      for (const race of races) notes.add(race);
      races = [];
    };
    return {
      read(at) {
        if (CRASH.test(at.text)) notes.addCase(() => readCrash(at));
        else if (RACE.test(at.text)) {
          if (races.length < MAX_RACES && !isPartOfCase(at)) races.push(raceAt(at));
        } else if (RACE_IN_TEST.test(at.text)) races = [];
        else if (LEAK.test(at.text)) notes.add(leakAt(at));
        else if (readPackageResult(at.text) !== null) settleRaces();
      },
      end: settleRaces,
    };
  },
};

/** Null where no stack follows: then the program only printed the word. */
function readCrash(at: Cursor): Finding | null {
  const [, word, message = ""] = CRASH.exec(at.text) ?? [];
  if (word === undefined || isPartOfCase(at) || !at.after(30).some(({ text }) => GOROUTINE.test(text))) return null;
  if (TIMED_OUT.test(message)) return timeoutAt(at, message);
  const following = at.after(STACK_LINES * 4);
  const begin = following.findIndex(({ text }) => GOROUTINE.test(text));
  const stack = paragraph(following.slice(begin));
  const name = testInFrames(stack) ?? runningBefore(at) ?? `${word}: ${message}`;
  const excerpt = [at, ...following.slice(0, begin), ...stack].slice(0, STACK_LINES);
  return finding(at, excerpt, { rule: "go crash", cause: "case", name, mayPass: true, ...placeOfCrash(stack) });
}

/** The test of this package that was started and has no result. */
function runningBefore(at: Cursor): string | undefined {
  const before = at.before(LOOK_BACK_LINES);
  return runningTest(before.slice(before.findLastIndex(({ text }) => readPackageResult(text) !== null) + 1))?.name;
}

/** `--- FAIL: TestX` right above names the case, and its excerpt holds the crash. */
function isPartOfCase(at: Cursor): boolean {
  return at.before(3).some(({ text }) => FAILED_CASE.test(text));
}

function timeoutAt(at: Cursor, message: string): Finding {
  const dump = until(at.after(DUMP_LINES), /^(?:FAIL|exit status)\b/);
  const [hanging, ...others] = hangingTests(dump);
  const about = others.length > 0 ? message : (hanging ?? runningBefore(at) ?? message);
  const excerpt = [at, ...dump.slice(0, STACK_LINES)];
  return finding(at, excerpt, { rule: "go crash", cause: "case", name: about, ...placeOfTest(about, dump) });
}

function raceAt(at: Cursor): Finding {
  const block = [at, ...until(at.after(80), /^={10,}$/)];
  const name = testInFrames(block) ?? `DATA RACE: ${firstFunction(block)}`;
  const excerpt = block.slice(0, STACK_LINES);
  return finding(at, excerpt, { rule: "go crash", cause: "case", name, ...placeInFrames(block) });
}

function firstFunction(block: readonly LogLine[]): string {
  return block.map(({ text }) => /^\s+(\S+)\(\)$/.exec(text)?.[1]).find((name) => name !== undefined) ?? "unknown";
}

function leakAt(at: Cursor): Finding {
  const lines = [at, ...until(at.after(STACK_LINES), /^(?:FAIL|exit status)\b/)];
  return finding(at, lines, { rule: "go crash", cause: "case", name: "goleak: found unexpected goroutines" });
}
