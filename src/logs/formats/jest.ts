import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";
import { SCRIPT_FRAME, userFrame } from "../user-frame.ts";
import { notePassingRun } from "./passing-run.ts";

/** The file may follow the project's name, and may hold brackets, blanks and backslashes. */
const FILE = /^\s*FAIL {1,2}(?:[\w@.-]+ )?(\S[^>]*\.(?:[cm]?[jt]sx?|vue|coffee))(?: \(.*\))?$/;
const CASE = /^ {2}● (.+)$/;
const NOT_A_CASE = /^(?:Console$|Validation |Deprecation |Multiple configurations|Cannot log after|process\.exit)/;
const NOT_RUN = "Test suite failed to run";
const STOP = /^ {2}● |^\s*(?:PASS|FAIL) |^Test Suites: |^Summary of all failing/;
const SHOWN_LINES = 40;

/** Jest: `FAIL file`, then `● suite › test` for each failing test. */
export const jest: Format = {
  name: "jest",
  prints: ["javascript"],
  reads: [{ tool: "Jest", example: "FAIL src/cart.test.js\n  ● cart › totals\n\n    Expected: 0\n    Received: 1" }],
  marks: [...atLineStart("  ● "), ...atLineStart("FAIL "), " FAIL  "],
  passMarks: ["Test Suites: "],
  open(notes) {
    let file: string | null = null;
    return {
      read(at) {
        const opened = FILE.exec(at.text)?.[1];
        const title = CASE.exec(at.text)?.[1];
        if (opened !== undefined) file = opened;
        else if (title !== undefined && !NOT_A_CASE.test(title))
          notes.addCase(() => (file === null ? null : caseAt(at, title, file)));
        else if (/^Test Suites: (?!.*\bfailed\b).*\bpassed\b/.test(at.text))
          notePassingRun(at, notes, /^\s*PASS {1,2}\S/, /^Test Suites: /);
      },
    };
  },
};

function caseAt(at: Cursor, title: string, file: string): Finding {
  if (title === NOT_RUN) return suiteAt(at, file);
  const details = trimBlank(until(at.after(120), STOP));
  const place = userFrame(details, SCRIPT_FRAME, (path) => path.endsWith(file));
  return finding(at, details.slice(0, SHOWN_LINES), {
    rule: "jest",
    cause: "case",
    name: title,
    target: file,
    ...place,
  });
}

/** Its file could not even be loaded. */
function suiteAt(at: Cursor, file: string): Finding {
  const details = trimBlank(until(at.after(30), STOP));
  const broken = details.some(({ text }) => /SyntaxError|Cannot find module|error TS\d+|TS\d+: /.test(text));
  const cause = broken ? "compile" : "case";
  return finding(at, details, { rule: "jest", cause, name: `${file}: ${NOT_RUN}`, target: file, file });
}
