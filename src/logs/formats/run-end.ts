import type { Cursor } from "../cursor.ts";

/** The last words of a step that failed. */
const FAILED_END =
  /^(?:ERROR: )?script returned exit code (?!0\b)|^make(?:\[\d+\])?: \*\*\* |^\+ exit [1-9]|^Finished: (?:FAILURE|ABORTED|UNSTABLE)|^Build step '.*' marked build as failure|^FAIL\s|^npm (?:ERR!|error)|^##\[error\]|^exit status [1-9]/;
/** The run went on with other work. */
const WENT_ON = /^\+ |^ok\s+\S|^\s*--- PASS: |^PASS(?::|$)|^Finished: SUCCESS|\b[Rr]etrying\b/;
const LINES_TO_END = 40;

/** The shell's `set -x` echo of a command, which says nothing about how it went. */
export function isEcho(text: string): boolean {
  return /^\++ /.test(text);
}

/** Whether the step that printed the line failed on it: its end follows, with no other work in between. */
export function endsRun(at: Cursor): boolean {
  for (const { text } of at.after(LINES_TO_END)) {
    if (FAILED_END.test(text)) return true;
    if (WENT_ON.test(text)) return false;
  }
  return at.after(LINES_TO_END).length < LINES_TO_END;
}
