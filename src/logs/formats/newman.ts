import type { Cursor, LogLine } from "../cursor.ts";
import { until } from "../excerpt.ts";
import { finding } from "../finding.ts";
import type { Format } from "../format.ts";

const HEADING = /^\s*#\s+failure\s+detail$/;
const ITEM = /^\s*\d+\.\s+(\S+)\s{2,}(\S.*)$/;

/** Newman, which runs Postman collections: a table of failures, each with the check that failed. */
export const newman: Format = {
  name: "newman",
  reads: [
    {
      tool: "Newman (Postman)",
      example:
        '  #  failure         detail\n\n 1.  AssertionError  Status code is 200\n                     expected 200 but got 500\n                     inside "Get cart"',
    },
  ],
  marks: ["#  failure"],
  open: (notes) => ({
    read(at) {
      if (!HEADING.test(at.text)) return;
      const lines = at.after(1000);
      for (const [index, line] of lines.entries()) {
        const name = ITEM.exec(line.text)?.[2];
        if (name === undefined) continue;
        const body = until(lines.slice(index + 1, index + 20), /^\s*\d+\.\s|^\s*$/);
        notes.addCase(() => caseAt(at, name, line, body));
      }
    },
  }),
};

function caseAt(at: Cursor, name: string, line: LogLine, body: readonly LogLine[]) {
  const request = body.map(({ text }) => /^\s+inside "(.+)"$/.exec(text)?.[1]).find((found) => found !== undefined);
  const found = finding(at, [line, ...body], { rule: "newman", cause: "case", name, target: request ?? null });
  return { ...found, logLine: line.number };
}
