import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, paragraph, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";

const HEADER = /^(FAIL|PANIC): (\S+\.go):(\d+): (\S+)$/;
const STOP = /^(?:PASS|FAIL|SKIP|MISS|PANIC|START|OOPS|OK): |^-{40,}$|^--- |^(?:ok|FAIL)\s/;
/** Of a test that was not run because its suite's set-up had panicked: the set-up is the failure. */
const CONSEQUENCE = /Fixture has panicked \(see related PANIC\)/;
const DETAIL_LINES = 60;

/** gopkg.in/check.v1: `FAIL: file.go:12: suite.TestX`, an empty line, the details up to the next empty line. */
export const gocheck: Format = {
  name: "gocheck",
  prints: ["gocheck"],
  marks: [...atLineStart("FAIL: "), ...atLineStart("PANIC: ")],
  open: (notes) => ({
    read(at) {
      const [, word, file, line, name] = HEADER.exec(at.text) ?? [];
      if (file === undefined || name === undefined) return;
      notes.addCase(() => caseAt(at, name, { file, line: Number(line) }, word === "PANIC"));
    },
  }),
};

function caseAt(at: Cursor, name: string, place: Place, panicked: boolean): Finding | null {
  const details = detailsAfter(at, panicked);
  if (details.some(({ text }) => CONSEQUENCE.test(text))) return null;
  return finding(at, details, { rule: "gocheck", cause: "case", name, ...place });
}

/** After a panic's message there is an empty line, then the stack. */
function detailsAfter(at: Cursor, panicked: boolean): LogLine[] {
  const lines = trimBlank(until(at.after(DETAIL_LINES), STOP));
  const first = paragraph(lines);
  return panicked ? trimBlank([...first, ...paragraph(lines.slice(first.length))]) : first;
}
