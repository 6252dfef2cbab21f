import type { Cursor } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const FAILED = /^=== FAIL: (\S+) (\S+) (?:\(re-run \d+\) )?\(\d+\.\d+s\)$/;
const PASSED_AGAIN = /^PASS (\S+?)\.((?:Test|Fuzz|Example)\S*) \(re-run \d+\) \(/;

/** gotestsum's summary, and its runs again of what failed. */
export const gotestsum: Format = {
  name: "gotestsum",
  marks: ["=== FAIL: "],
  passMarks: ["(re-run "],
  open: (notes) => ({
    read(at) {
      const passed = PASSED_AGAIN.exec(at.text)?.[2];
      const found = readFailed(at);
      if (found !== null) notes.add(found);
      else if (passed !== undefined) notes.retried(passed);
    },
  }),
};

function readFailed(at: Cursor): Finding | null {
  const [, target, name] = FAILED.exec(at.text) ?? [];
  if (name === undefined || target === undefined) return null;
  const details = trimBlank(until(at.after(40), /^=== |^DONE \d+ /));
  const place = placeIn(details, /^\s+([\w./-]+\.go):(\d+):/);
  return finding(at, details, { rule: "gotestsum", cause: "case", name, target, ...place });
}
