import { HOUR, MINUTE, SECOND } from "../../model/window.ts";
import type { LogLine } from "../cursor.ts";
import { type Place, placeIn } from "../excerpt.ts";

/** `pkg.TestX(0xc0001)`, `pkg.(*testSuite).TestX.func1()`, `created by pkg.TestX in goroutine 7`. */
const TEST_FRAME =
  /^\s*(?:created by )?[\w./~%-]+?\.(?:\(\*?(\w+)\)\.)?((?:Test|Benchmark|Fuzz|Example)[A-Z_0-9]\w*)(?:\.func\d+(?:\.\d+)*)*(?:\(|\[|$| in goroutine)/;
/** Go functions that run suites of tests: they are on every stack. */
const RUNNERS = /^(?:TestT|TestMain|TestingT|TestAll|TestSuite)$/;
/** Without Go's own packages (only there the folder after `src` has no dot) and without modules of others. */
const FRAME_PLACE =
  /^\s+((?!\S*\/go\/src\/[^./]+\/)(?!GOROOT\/)(?!\S*\/pkg\/mod\/)(?!_testmain\.go)\S+\.go):(\d+)(?: \+0x[0-9a-f]+)?$/;
const TEST_PLACE = /^\s+((?!\S*\/pkg\/mod\/)\S+_test\.go):(\d+)(?: \+0x[0-9a-f]+)?$/;
const RUNNING = /^\s+(\S+) \((?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?\)$/;

/** The test whose function is on the stack, named as its framework names it. */
export function testInFrames(lines: readonly LogLine[]): string | undefined {
  return testsInFrames(lines)[0];
}

/**
 * Of a binary that timed out, the test that hung. Newer Go lists the running ones, of which only those that ran for
 * about as long as the longest can be it; before that, it is the one on the stacks, where there is one only.
 */
export function hangingTests(dump: readonly LogLine[]): string[] {
  const running = runningTests(dump);
  const longestMs = Math.max(...running.map(({ ranMs }) => ranMs));
  if (running.length > 0) return running.filter(({ ranMs }) => ranMs >= longestMs / 2).map(({ name }) => name);
  return testsInFrames(dump);
}

/** The first place on the stacks that is in the user's code. */
export function placeInFrames(lines: readonly LogLine[]): Place | undefined {
  return placeIn(lines, FRAME_PLACE);
}

/** Where a test crashed: the line of the test, not of what it called; without a test, the first of the user's code. */
export function placeOfCrash(stack: readonly LogLine[]): Place | undefined {
  return placeIn(stack, TEST_PLACE) ?? placeInFrames(stack);
}

/** Where the test is on the stacks: on the line after its function. Of `TestSuite/TestX` that is `TestX`, if it is there. */
export function placeOfTest(name: string, lines: readonly LogLine[]): Place | undefined {
  const parts = name.split(/[/.]/);
  for (const part of [parts.at(-1), parts[0]]) {
    const frame = lines.findIndex(({ text }) => testOf(text)?.split(".").at(-1) === part);
    if (frame >= 0) return placeInFrames(lines.slice(frame + 1, frame + 2));
  }
  return undefined;
}

function testsInFrames(lines: readonly LogLine[]): string[] {
  const names = lines.map(({ text }) => testOf(text)).filter((name) => name !== undefined);
  return [...new Set(names)];
}

function testOf(frame: string): string | undefined {
  const [, suite, test] = TEST_FRAME.exec(frame) ?? [];
  if (test === undefined || RUNNERS.test(test)) return undefined;
  return suite === undefined ? test : `${suite}.${test}`;
}

function runningTests(dump: readonly LogLine[]): { name: string; ranMs: number }[] {
  const begin = dump.findIndex(({ text }) => /^\s*running tests:$/.test(text));
  if (begin < 0) return [];
  const tests: { name: string; ranMs: number }[] = [];
  for (const { text } of dump.slice(begin + 1)) {
    const [, name, hours = 0, minutes = 0, seconds = 0] = RUNNING.exec(text) ?? [];
    if (name === undefined) break;
    tests.push({ name, ranMs: Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND });
  }
  return tests.filter(({ name }) => !tests.some((other) => other.name.startsWith(`${name}/`)));
}
