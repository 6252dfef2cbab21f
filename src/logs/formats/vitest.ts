import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { userFrame } from "../user-frame.ts";

const FILE_NAME = String.raw`\S[^>]*?\.(?:[cm]?[jt]sx?|vue|svelte)`;
const CASE = new RegExp(String.raw`^\s*FAIL {2}(?:\|[^|]+\| )?(${FILE_NAME}) > (.+)$`);
const FILE = new RegExp(String.raw`^\s*FAIL {2}(?:\|[^|]+\| )?(${FILE_NAME}) \[ .* \]$`);
const UNHANDLED = /^⎯+ (Unhandled (?:Rejection|Error)|Uncaught Exception|Unhandled Source Error) ⎯+$/;
const RETRIED = /^\s*✓ (.+?)(?: \d+m?s)? \(retry x\d+\)/;
const FRAME = /❯ (?:.* )?(?<file>(?:[A-Za-z]:)?[^\s:]+\.(?:[cm]?[jt]sx?|vue|svelte)):(?<line>\d+):\d+$/;
const STOP = /^⎯{5,}|^\s*FAIL {2}|^\s*Test Files /;

/** Vitest: `FAIL  file > suite > test`, then the error. */
export const vitest: Format = {
  name: "vitest",
  prints: ["javascript"],
  reads: [{ tool: "Vitest", example: " FAIL  src/cart.test.ts > cart > totals\nAssertionError: expected 1 to be +0" }],
  marks: [" FAIL  ", "⎯ Unhandled ", "⎯ Uncaught "],
  passMarks: ["(retry x"],
  open: (notes) => ({
    read(at) {
      const [, file, name] = CASE.exec(at.text) ?? [];
      const broken = FILE.exec(at.text)?.[1];
      const unhandled = UNHANDLED.exec(at.text)?.[1];
      const retried = RETRIED.exec(at.text)?.[1];
      if (file !== undefined && name !== undefined) notes.addCase(() => caseAt(at, name, file));
      else if (broken !== undefined) notes.add(caseAt(at, `${broken}: failed to load`, broken));
      else if (unhandled !== undefined) notes.addCase(() => errorAt(at, unhandled));
      else if (retried !== undefined) notes.retried(retried);
    },
  }),
};

function caseAt(at: Cursor, name: string, file: string): Finding {
  const details = trimBlank(until(at.after(120), STOP));
  const place = userFrame(details, FRAME, (path) => path.endsWith(file));
  return finding(at, details.slice(0, 40), { rule: "vitest", cause: "case", name, target: file, ...place });
}

/** Every test passed, and something that they left running failed. */
function errorAt(at: Cursor, kind: string): Finding {
  const details = trimBlank(until(at.after(60), STOP));
  const name = `${kind}: ${details[0]?.text.trim() ?? ""}`;
  return finding(at, details.slice(0, 30), { rule: "vitest", cause: "case", name, ...userFrame(details, FRAME) });
}
