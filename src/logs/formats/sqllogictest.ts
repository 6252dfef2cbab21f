import type { Cursor, LogLine } from "../cursor.ts";
import { finding } from "../finding.ts";
import type { Format } from "../format.ts";

/** sqllogictest-rs and those built on it say what went wrong, and end with the place. */
const WRONG =
  /(?:query result|query columns) mismatch|(?:statement|query) (?:is expected to (?:fail|affect)|failed: |error mismatch)/;
const PLACE = /^\s*at (\S+):(\d+)$/;
/** DuckDB and CockroachDB put the place first. */
const PLACE_FIRST =
  /^(?:Wrong result|Query unexpectedly failed|Wrong row count|Wrong column count|Statement unexpectedly).*? ?\((\S+):(\d+)\)!?$/;
const COCKROACH = /^\s*(\S+\/logic_test\/\S+):(\d+): (?:expected|error while|.* result)/;
const DETAIL_LINES = 60;

/** sqllogictest files: the file is the case. */
export const sqllogictest: Format = {
  name: "sqllogictest",
  prints: [],
  reads: [
    {
      tool: "sqllogictest-rs",
      example: `Error: query result mismatch:
[SQL] select count(*) from carts
[Diff] (-expected|+actual)
-   2
+   1
at tests/slt/carts.slt:14`,
    },
    { tool: "DuckDB's sqllogictest", example: "Wrong result in query! (test/sql/carts.test:14)!" },
  ],
  marks: [
    "query result mismatch",
    "query columns mismatch",
    "is expected to fail",
    "is expected to affect",
    "statement failed: ",
    "query failed: ",
    " error mismatch",
    "Wrong result in query",
    "Query unexpectedly failed",
    "Statement unexpectedly",
    "/logic_test/",
  ],
  open: (notes) => ({
    read(at) {
      const first = PLACE_FIRST.exec(at.text) ?? COCKROACH.exec(at.text);
      const lines = first === null && WRONG.test(at.text) ? toPlace(at) : [at, ...at.after(20)];
      const [, file, line] = first ?? PLACE.exec(lines?.at(-1)?.text ?? "") ?? [];
      if (lines === null || file === undefined) return;
      const place = { file, line: Number(line) };
      notes.addCase(() => finding(at, lines, { rule: "sqllogictest", cause: "case", name: file, ...place }));
    },
  }),
};

/** Null where no place follows: then a program only used the words. */
function toPlace(at: Cursor): LogLine[] | null {
  const following = at.after(DETAIL_LINES);
  const end = following.findIndex(({ text }) => PLACE.test(text));
  return end < 0 ? null : [at, ...following.slice(0, end + 1)];
}
