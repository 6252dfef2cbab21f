import type { LogLine } from "./cursor.ts";

/**
 * What tools print of work that went well. Parallel branches of a pipeline write into one log without saying who wrote
 * what: such a line within the details of a failure comes from another branch.
 */
const PASSING =
  /^(?:ok|\?) {2,}\t?\S|^ok\s+\S+\s+(?:\d+\.\d+s|\(cached\))|^(?:PASS|SKIP|MISS): \S+\.go:\d+: |^\s*PASS {1,2}\S+\.[cm]?[jt]sx?(?:\s|$)|^\[(?: RUN {6}| {7}OK |-{10}|={10}| {2}PASSED {2})\] |^test \S+ \.\.\. ok$|^ {3}Compiling \S+ v\d|^ {4}Finished |^\s+PASS \[ |^> Task :\S+(?: (?:UP-TO-DATE|NO-SOURCE|FROM-CACHE))?$|^\S+\.py(?:::\S+)? PASSED\b|^\[Pipeline\] /;

export function isPassing(text: string): boolean {
  return PASSING.test(text);
}

export function withoutPassing(lines: readonly LogLine[]): LogLine[] {
  return lines.filter(({ text }) => !isPassing(text));
}
