import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const RUN_TEST = /\brun test \[([^\]]+)\] err: /;
const ERROR_FIELD = /\[FATAL\] \[[^\]]*\] \["run test"\] \[test=([^\]]+)\] \[err(?:or)?=/;
const NO_MATCH = /Test fail: Outputs are not matching/;
const TEST_CASE = /Test case: (\S+)/;
const MTR = /^([\w.-]+\.[\w.-]+)(?: '[^']*')?\s+(?:w\d+\s+)?\[ (fail|retry-fail|retry-pass) \]/;

/** Tests that compare a database's answers with a file: mysql-tester, copr-test, mysql-test-run. */
export const sqlTest: Format = {
  name: "sql test",
  prints: [],
  marks: ["] err: ", "[FATAL] ", "Outputs are not matching", "[ fail ]", "[ retry-fail ]", "[ retry-pass ]"],
  open: (notes) => ({
    read(at) {
      const [, mtrName, outcome] = MTR.exec(at.text) ?? [];
      if (mtrName !== undefined && outcome === "retry-pass") return notes.retried(mtrName);
      const name = mtrName ?? RUN_TEST.exec(at.text)?.[1] ?? ERROR_FIELD.exec(at.text)?.[1] ?? comparedName(at);
      if (name !== undefined) notes.addCase(() => caseAt(at, name));
    },
  }),
};

function comparedName(at: Cursor): string | undefined {
  if (!NO_MATCH.test(at.text)) return undefined;
  return at
    .after(10)
    .map(({ text }) => TEST_CASE.exec(text)?.[1])
    .find((name) => name !== undefined);
}

function caseAt(at: Cursor, name: string): Finding {
  const details = trimBlank([at, ...until(at.after(24), /\brun test \[|Test fail: |\[ (?:pass|fail) \]/)]);
  return finding(at, details, { rule: "sql test", cause: "case", name });
}
