import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const FAILED = /^\[ {2}FAILED {2}\] ([\w/]+\.[\w/]+)(?:, where .*?)?(?: \(\d+ ms\))?$/;
const STARTED = /^\[ RUN {6}\] /;
const PLACE = /^(?:\S*\/)?([\w./+-]+\.(?:cc|cpp|cxx|c|h|hpp)):(\d+): Failure/;
const LOOK_BACK_LINES = 200;

/** GoogleTest: `[  FAILED  ] Suite.Test (1 ms)`, what explains it above. */
export const googleTest: Format = {
  name: "google test",
  marks: ["[  FAILED  ] "],
  open: (notes) => ({
    read(at) {
      const name = FAILED.exec(at.text)?.[1];
      if (name !== undefined) notes.addCase(() => caseAt(at, name));
    },
  }),
};

function caseAt(at: Cursor, name: string): Finding {
  const details = outputOf(name, at.before(LOOK_BACK_LINES));
  return finding(at, details, { rule: "google test", cause: "case", name, ...placeIn(details, PLACE) });
}

/** In the list at the end the output is far above; the first mention, right below it, is the one that counts. */
function outputOf(name: string, before: readonly LogLine[]): LogLine[] {
  const begin = before.findLastIndex(({ text }) => STARTED.test(text));
  if (begin < 0 || !before[begin]?.text.endsWith(` ${name}`)) return [];
  return trimBlank(before.slice(begin + 1)).slice(-40);
}
