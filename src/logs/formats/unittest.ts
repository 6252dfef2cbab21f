import type { Cursor } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";

const FAILED = /^(?:FAIL|ERROR): (\w+) \(([\w.]+)\)(?: .*)?$/;
const RULE = /^={60,}$/;

/** Python's unittest: `FAIL: test_x (module.Class)` between rules. */
export const unittest: Format = {
  name: "unittest",
  marks: [...atLineStart("FAIL: "), ...atLineStart("ERROR: ")],
  open: (notes) => ({
    read(at) {
      const [, method, owner] = FAILED.exec(at.text) ?? [];
      if (method === undefined || owner === undefined || !at.before(1).some(({ text }) => RULE.test(text))) return;
      notes.addCase(() => caseAt(at, owner.endsWith(`.${method}`) ? owner : `${owner}.${method}`));
    },
  }),
};

function caseAt(at: Cursor, name: string): Finding {
  const details = trimBlank(until(at.after(50).slice(1), /^(?:=|-){60,}$/));
  const place = placeIn(details.toReversed(), /^\s+File "([^"]+)", line (\d+)/);
  return finding(at, details, { rule: "unittest", cause: "case", name, ...place });
}
