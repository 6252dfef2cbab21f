import { placeIn, trimBlank, until } from "../excerpt.ts";
import { finding } from "../finding.ts";
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
      const details = trimBlank(until(at.after(50).slice(1), /^(?:=|-){60,}$/));
      const name = owner.endsWith(`.${method}`) ? owner : `${owner}.${method}`;
      const place = placeIn(details.toReversed(), /^\s+File "([^"]+)", line (\d+)/);
      notes.add(finding(at, details, { rule: "unittest", cause: "case", name, ...place }));
    },
  }),
};
