import type { Cursor } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const FAILED = /^=== FAIL: (\S+) (\S+) (?:\(re-run \d+\) )?\(\d+\.\d+s\)$/;
const PASSED_AGAIN = /^PASS (\S+?)\.((?:Test|Fuzz|Example)\S*) \(re-run \d+\) \(/;

/** gotestsum's summary, and its runs again of what failed. */
export const gotestsum: Format = {
  name: "gotestsum",
  prints: [],
  marks: ["=== FAIL: "],
  passMarks: ["(re-run "],
  open: (notes) => ({
    read(at) {
      const [, target, name] = FAILED.exec(at.text) ?? [];
      const [, passedIn, passed] = PASSED_AGAIN.exec(at.text) ?? [];
      if (target !== undefined && name !== undefined) notes.addCase(() => caseAt(at, name, target));
      else if (passed !== undefined) notes.retried(passed, passedIn);
    },
  }),
};

function caseAt(at: Cursor, name: string, target: string): Finding {
  const details = trimBlank(until(at.after(40), /^=== |^DONE \d+ /));
  const place = placeIn(details, /^\s+([\w./-]+\.go):(\d+):/);
  return finding(at, details, { rule: "gotestsum", cause: "case", name, target, ...place });
}
