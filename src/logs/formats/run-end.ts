import type { Cursor, LogLine } from "../cursor.ts";

/** The last words of a step that failed. */
const FAILED_END =
  /^(?:ERROR: )?script returned exit code (?!0\b)|^make(?:\[\d+\])?: \*\*\* |^\+ exit [1-9]|^Finished: (?:FAILURE|ABORTED|UNSTABLE)|^Build step '.*' marked build as failure|^FAIL\s|^npm (?:ERR!|error)|^##\[error\]|^exit status [1-9]/;
/** The run went on with other work, or said that all was well. */
const WENT_ON =
  /^ok\s+\S|^DONE \d+\.\ds$|^\s*--- PASS: |^PASS(?::|$)|^Finished: SUCCESS|\b[Rr]etrying\b|[Ww]ill retry|BUILD SUCCESS|^\[INFO\] Tests run: |^test result: ok|^=+ .*\bpassed\b|^Tests: .*\bpassed\b/;
/** What scripts still do after a failure: say so, collect what there is, clean up, leave. */
const TIDYING =
  /^\++ (?:\[|echo|printf|exit|return|true|false|set|p?kill\w*|rm|cat|ls|tail|head|cp|mv|mkdir|cd|popd|date|df|free|ps|wait|trap|unset|export|exec|touch|find|du|env|(?:docker|kubectl) (?:logs|ps|stop|rm|get|describe|delete))(?:\s|$)/;
const LINES_TO_END = 40;

/** The shell's `set -x` echo of a command, which says nothing about how it went. */
export function isEcho(text: string): boolean {
  return /^\++ /.test(text);
}

/** Whether the step that printed the line failed on it: its end follows, with no other work in between. */
export function endsRun(at: Cursor): boolean {
  const ownEnd = endAmong(at.withPassing().after(LINES_TO_END));
  if (ownEnd !== undefined) return ownEnd;
  // A branch that says nothing more ends with the run.
  const following = at.afterAnywhere(LINES_TO_END);
  return endAmong(following) ?? following.length < LINES_TO_END;
}

/** Undefined where the lines tell nothing of how it ended. */
function endAmong(lines: readonly LogLine[]): boolean | undefined {
  for (const { text } of lines) {
    if (FAILED_END.test(text)) return true;
    if (WENT_ON.test(text) || (isEcho(text) && !TIDYING.test(text))) return false;
  }
  return undefined;
}

/** Of a fault that is printed over and over the last line tells; the ones before need no looking at. */
export function isRepeated(at: Cursor, isSame: (text: string) => boolean): boolean {
  return at.after(1).some(({ text }) => isSame(text));
}
