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

/**
 * The test that was started and did not end in these lines, which end where the program died; undefined where none
 * was running. Of several the last is named: it is the one that was at work.
 */
export function runningTest(lines: readonly LogLine[]): string | undefined {
  const running = new Set<string>();
  for (const { text } of lines) {
    for (const [started, ended] of RUNNERS) {
      const start = started.exec(text);
      const end = ended.exec(text)?.[1];
      const name = start?.[1];
      if (end !== undefined) running.delete(end);
      else if (name !== undefined) {
        running.delete(name);
        running.add(name);
      }
    }
  }
  return [...running].at(-1);
}
