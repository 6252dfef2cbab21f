import { finding } from "../finding.ts";
import type { Format } from "../format.ts";

const RUNS_TESTS = /^=+ running (?:regression|isolation) test queries +=+$/;
/** Before PostgreSQL 16, which prints TAP. */
const FAILED = /^(?:test )?\s*(\S+) +\.\.\. (?:FAILED|failed)\b(?!.*\(ignored\))/;

/** PostgreSQL's pg_regress and isolation tester. The differences are in a file, not in the log. */
export const pgRegress: Format = {
  name: "pg_regress",
  reads: [
    {
      tool: "pg_regress",
      example: `============== running regression test queries        ==============
test carts                    ... FAILED     1042 ms`,
    },
  ],
  marks: [" test queries ", "... FAILED", "... failed"],
  open(notes) {
    let runsTests = false;
    return {
      read(at) {
        if (RUNS_TESTS.test(at.text)) runsTests = true;
        const name = runsTests ? FAILED.exec(at.text)?.[1] : undefined;
        if (name !== undefined) notes.addCase(() => finding(at, [at], { rule: "pg_regress", cause: "case", name }));
      },
    };
  },
};
