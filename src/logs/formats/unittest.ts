import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";
import { baseName, userFrame } from "../user-frame.ts";
import { notePassingRun } from "./passing-run.ts";

const FAILED = /^(FAIL|ERROR|UNEXPECTED SUCCESS): (\S+)(?: \(([\w.<>]+)\))?(?: .*)?$/;
const RULE = /^={60,}$/;
const FRAME = /^\s+File "(?<file>[^"]+)", line (?<line>\d+)/;
const NOT_LOADED = "unittest.loader._FailedTest";

/** Python's unittest and nose: `FAIL: test_x (module.Class)` between rules, perhaps a docstring below. */
export const unittest: Format = {
  name: "unittest",
  prints: ["python"],
  reads: [
    {
      tool: "unittest, Django, nose",
      example:
        "======================================================================\nFAIL: test_total (tests.test_cart.CartTest)\n----------------------------------------------------------------------\nAssertionError: 1 != 0",
    },
  ],
  marks: [...atLineStart("FAIL: "), ...atLineStart("ERROR: "), "UNEXPECTED SUCCESS: "],
  passMarks: [" tests in ", " test in "],
  open: (notes) => ({
    read(at) {
      const [, kind, method, owner] = FAILED.exec(at.text) ?? [];
      if (method !== undefined && at.before(1).some(({ text }) => RULE.test(text)))
        notes.addCase(() => caseAt(at, nameOf(method, owner), kind === "UNEXPECTED SUCCESS"));
      else if (/^Ran \d+ tests? in /.test(at.text) && at.after(2).some(({ text }) => /^OK\b/.test(text)))
        notePassingRun(at, notes, /^test_\w+ \(.*\) \.\.\. /, /^Ran \d+ tests? in /);
    },
  }),
};

/** Since Python 3.11 the brackets hold the method as well; a module that cannot be imported stands for its tests. */
function nameOf(method: string, owner: string | undefined): string {
  if (owner === undefined || owner.startsWith(NOT_LOADED)) return method;
  return owner.endsWith(`.${method}`) ? owner : `${owner}.${method}`;
}

function caseAt(at: Cursor, name: string, isBare: boolean): Finding | null {
  const details = isBare ? [at] : detailsOf(at);
  if (details === null) return null;
  const modules = name.split(".");
  const place = userFrame(details.toReversed(), FRAME, (file) => modules.includes(baseName(file).replace(/\.py$/, "")));
  return finding(at, details.slice(0, 60), { rule: "unittest", cause: "case", name, ...place });
}

/** What stands between the dashes below the title, which a docstring may follow, and the next rule. */
function detailsOf(at: Cursor): LogLine[] | null {
  const following = at.after(100);
  const dashes = following.slice(0, 12).findIndex(({ text }) => /^-{60,}$/.test(text));
  return dashes < 0 ? null : trimBlank(until(following.slice(dashes + 1), /^(?:=|-){60,}$/));
}
