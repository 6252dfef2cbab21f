import type { Cursor } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const CASE = /^\s*FAIL {2}(?:\|[^|]+\| )?([\w@./-]+\.\w+) > (.+)$/;
const FILE = /^\s*FAIL {2}(?:\|[^|]+\| )?([\w@./-]+\.\w+) \[ .* \]$/;
const RETRIED = /^\s*✓ (.+?)(?: \d+m?s)? \(retry x\d+\)/;
const PLACE = /❯ (?:\S+ )?([\w@./-]+\.[cm]?[jt]sx?):(\d+):\d+$/;
const STOP = /^⎯{5,}|^\s*FAIL {2}|^\s*Test Files /;

/** Vitest: `FAIL  file > suite > test`, then the error. */
export const vitest: Format = {
  name: "vitest",
  marks: [" FAIL  "],
  passMarks: ["(retry x"],
  open: (notes) => ({
    read(at) {
      const [, file, name] = CASE.exec(at.text) ?? [];
      const broken = FILE.exec(at.text)?.[1];
      const retried = RETRIED.exec(at.text)?.[1];
      if (file !== undefined && name !== undefined) notes.addCase(() => caseAt(at, name, file));
      else if (broken !== undefined) notes.add(caseAt(at, `${broken}: failed to load`, broken));
      else if (retried !== undefined) notes.retried(retried);
    },
  }),
};

function caseAt(at: Cursor, name: string, file: string): Finding {
  const details = trimBlank(until(at.after(40), STOP));
  return finding(at, details, { rule: "vitest", cause: "case", name, target: file, ...placeIn(details, PLACE) });
}
