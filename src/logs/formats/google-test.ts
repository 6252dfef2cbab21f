import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const FAILED = /^\[ {2}FAILED {2}\] ([\w/]+\.[\w/]+)(?:, where .*?)?(?: \(\d+ ms\))?$/;
const PASSED = /^\[ {7}OK \] (\S+)/;
const STARTED = /^\[ RUN {6}\] /;
const PLACE = /^(?:\S*\/)?([\w./+-]+\.(?:cc|cpp|cxx|c|h|hpp)):(\d+): Failure/;
const LOOK_BACK_LINES = 200;

/** GoogleTest: `[  FAILED  ] Suite.Test (1 ms)`, what explains it above. */
export const googleTest: Format = {
  name: "google test",
  prints: ["googleTest"],
  marks: ["[  FAILED  ] "],
  passMarks: ["[       OK ] "],
  open: (notes) => ({
    read(at) {
      const name = FAILED.exec(at.text)?.[1];
      const passed = PASSED.exec(at.text)?.[1];
      if (name !== undefined) notes.addCase(() => caseAt(at, name));
      else if (passed !== undefined) notes.pass({ name: passed, logLine: at.number });
    },
  }),
};

function caseAt(at: Cursor, name: string): Finding {
  const details = outputOf(name, at.before(LOOK_BACK_LINES));
  return finding(at, details, { rule: "google test", cause: "case", name, ...placeIn(details, PLACE) });
}

/** The list at the end repeats the name without output; the first mention has it right above. */
function outputOf(name: string, before: readonly LogLine[]): LogLine[] {
  const begin = before.findLastIndex(({ text }) => STARTED.test(text));
  if (begin < 0 || !before[begin]?.text.endsWith(` ${name}`)) return [];
  return trimBlank(before.slice(begin + 1)).slice(-40);
}
