/**
 * What tools print about successful work, by tool. Parallel branches of a pipeline write into one log without saying
 * which wrote what: among the lines of one tool, such a line of another tool comes from another branch.
 */
const PASSING = {
  go: /^(?:ok|\?) {2,}\t?\S|^ok\s+\S+\s+(?:\d+\.\d+s|\(cached\))/,
  gocheck: /^(?:PASS|SKIP|MISS): \S+\.go:\d+: /,
  javascript: /^\s*PASS {1,2}\S+\.[cm]?[jt]sx?(?:\s|$)/,
  googleTest: /^\[(?: RUN {6}| {7}OK |-{10}|={10}| {2}PASSED {2})\] /,
  rust: /^test \S+ \.\.\. ok$|^ {3}Compiling \S+ v\d|^ {4}Finished |^\s+PASS \[ /,
  maven:
    /^(?:\[INFO\] )?(?:Running (?:[a-z]\w*\.)+[A-Z]\w*|Tests run: \d+, Failures: 0, Errors: 0, .*|Building \S+ \S+|BUILD SUCCESS)$/,
  gradle: /^> Task :\S+(?: (?:UP-TO-DATE|NO-SOURCE|FROM-CACHE))?$/,
  python: /^\S+\.py(?:::\S+)? PASSED\b/,
  pipeline: /^\[Pipeline\] /,
} as const;

export type Tool = keyof typeof PASSING;

function isPassing(text: string): boolean {
  return Object.values(PASSING).some((pattern) => pattern.test(text));
}

export function withoutPassing<Line extends { readonly text: string }>(lines: readonly Line[]): Line[] {
  return lines.filter(({ text }) => !isPassing(text));
}

/** Whether the line comes from a tool other than the given ones. */
export function isOfOtherTool(text: string, own: readonly Tool[]): boolean {
  return Object.entries(PASSING).some(([tool, pattern]) => !own.some((name) => name === tool) && pattern.test(text));
}
