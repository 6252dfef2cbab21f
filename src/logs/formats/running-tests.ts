import type { LogLine } from "../cursor.ts";

/** How test runners say that a test starts, and that it ended. The name is the first group. */
const RUNNERS: readonly (readonly [started: RegExp, ended: RegExp])[] = [
  [/^=== RUN\s+(\S+)$/, /^\s*--- (?:PASS|FAIL|SKIP): (\S+)/],
  [/^\[ RUN {6}\] (\S+)$/, /^\[ {2}(?: {5}OK | FAILED |SKIPPED )\] ([^\s,]+)/],
  [/^test (\S+) \.\.\.$/, /^test (\S+) \.\.\. \S/],
  [/^\s+Start +\d+: (\S.*)$/, /^\s*\d+\/\d+ Test +#\d+: (\S+) /],
  [/^START: \S+\.go:\d+: (\S+)$/, /^(?:PASS|FAIL|SKIP|PANIC|MISS): \S+\.go:\d+: (\S+)/],
  [/^(?:ok \d+ - )?TEST: (\S+) \.\.\.$/, /^(?:PASS|FAIL): (\S+)/],
];

interface RunningTest {
  readonly name: string;
  /** The line that says that it starts. */
  readonly number: number;
}

/**
 * The test that was started and did not end in these lines, which end where the program died; undefined where none
 * was running. Of several the last is named: it is the one that was at work.
 */
export function runningTest(lines: readonly LogLine[]): RunningTest | undefined {
  const running = new Map<string, number>();
  for (const { text, number } of lines) {
    for (const [started, ended] of RUNNERS) {
      const start = started.exec(text);
      const end = ended.exec(text)?.[1];
      const name = start?.[1];
      if (end !== undefined) running.delete(end);
      else if (name !== undefined) {
        running.delete(name);
        running.set(name, number);
      }
    }
  }
  const [name, number] = [...running].at(-1) ?? [];
  return name === undefined || number === undefined ? undefined : { name, number };
}
