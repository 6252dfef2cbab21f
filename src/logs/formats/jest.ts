import type { Cursor } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";

const FILE = /^\s*FAIL {1,2}((?:[\w@.-]+ )?[\w@./-]+\.\w+)(?: \([\d.]+ m?s\))?$/;
const CASE = /^ {2}● (.+)$/;
const NOT_A_CASE = /^(?:Console$|Validation |Deprecation |Multiple configurations|Cannot log after|process\.exit)/;
const NOT_RUN = "Test suite failed to run";
const PLACE = /\(?((?:[\w@.-]+\/)*[\w@.-]+\.(?:test|spec|e2e)?\.?[cm]?[jt]sx?):(\d+):\d+\)?$/;

/** Jest: `FAIL file`, then `● suite › test` for each failing test. */
export const jest: Format = {
  name: "jest",
  marks: [...atLineStart("  ● "), ...atLineStart("FAIL "), " FAIL  "],
  open(notes) {
    let file: string | null = null;
    return {
      read(at) {
        const opened = FILE.exec(at.text)?.[1];
        const title = CASE.exec(at.text)?.[1];
        if (opened !== undefined) file = opened;
        else if (title !== undefined && !NOT_A_CASE.test(title))
          notes.addCase(() => (file === null ? null : caseAt(at, title, file)));
      },
    };
  },
};

function caseAt(at: Cursor, title: string, file: string): Finding {
  const details = trimBlank(until(at.after(40), /^ {2}● |^\s*(?:PASS|FAIL) |^Test Suites: |^Summary of all failing/));
  if (title === NOT_RUN) return suiteAt(at, file);
  return finding(at, details, { rule: "jest", cause: "case", name: title, target: file, ...placeIn(details, PLACE) });
}

/** Its file could not even be loaded. */
function suiteAt(at: Cursor, file: string): Finding {
  const details = trimBlank(until(at.after(30), /^ {2}● |^\s*(?:PASS|FAIL) |^Test Suites: /));
  const broken = details.some(({ text }) => /SyntaxError|Cannot find module|error TS\d+|TS\d+: /.test(text));
  const cause = broken ? "compile" : "case";
  return finding(at, details, { rule: "jest", cause, name: `${file}: ${NOT_RUN}`, target: file, file });
}
