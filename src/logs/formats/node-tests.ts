import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { SCRIPT_FRAME, userFrame } from "../user-frame.ts";

const NODE_PLACE = /^test at (.+?):(\d+):\d+$/;
const NODE_CASE = /^✖ (\S.*?)(?: \([\d.]+m?s\))?$/;
const AVA_CASE = /^\s*[✘✖] \[fail\]: (\S.*?)(?: \([\d.]+m?s\))?$/;

/** The spec reporter of node:test: under `✖ failing tests:` each with its place, its name and its error. */
export const nodeTest: Format = {
  name: "node test",
  reads: [
    {
      tool: "node:test (spec reporter)",
      example:
        "✖ failing tests:\n\ntest at test/cart.test.js:9:3\n✖ totals an empty cart (1.02ms)\n  AssertionError: 1 !== 0",
    },
  ],
  marks: ["failing tests:"],
  open: (notes) => ({
    read(at) {
      if (!/^\s*✖ failing tests:$/.test(at.text)) return;
      const lines = at.after(2000);
      for (const [index, line] of lines.entries()) {
        const [, file, number] = NODE_PLACE.exec(line.text) ?? [];
        const name = NODE_CASE.exec(lines[index + 1]?.text ?? "")?.[1];
        if (file === undefined || name === undefined) continue;
        notes.addCase(() => {
          const details = trimBlank(until(lines.slice(index + 2, index + 62), /^test at .+:\d+:\d+$|^(?:✔|✖|ℹ) /));
          const place = userFrame(details, SCRIPT_FRAME, (path) => path.endsWith(file)) ?? {
            file,
            line: Number(number),
          };
          const excerpt = [line, ...details.slice(0, 40)];
          return {
            ...finding(at, excerpt, { rule: "node test", cause: "case", name, ...place }),
            logLine: line.number,
          };
        });
      }
    },
  }),
};

/** AVA: `✘ [fail]: name`, and the reason further down under the name. */
export const ava: Format = {
  name: "ava",
  reads: [
    {
      tool: "AVA",
      example: "  ✘ [fail]: cart › totals an empty cart\n  ─\n\n  cart › totals an empty cart\n\n  Difference:",
    },
  ],
  marks: ["[fail]: "],
  open: (notes) => ({
    read(at) {
      const title = AVA_CASE.exec(at.text)?.[1];
      if (title === undefined) return;
      notes.addCase(() => {
        const { name, details } = explained(at, title);
        return finding(at, [at, ...details], { rule: "ava", cause: "case", name, ...userFrame(details, SCRIPT_FRAME) });
      });
    },
  }),
};

/** The title may have the error's first words behind it, so the name is what stands alone further down. */
function explained(at: Cursor, title: string): { name: string; details: readonly LogLine[] } {
  const lines = at.after(1000);
  const begin = lines.findIndex(
    ({ text }) => text.startsWith("  ") && text.trim() !== "" && isNameOf(text.trim(), title),
  );
  if (begin < 0) return { name: title, details: [] };
  const details = trimBlank(until(lines.slice(begin + 1), /^ {2}─+$|^ {2}\d+ tests? (?:failed|skipped)/));
  return { name: lines[begin]?.text.trim() ?? title, details: details.slice(0, 40) };
}

function isNameOf(text: string, title: string): boolean {
  return text === title || title.startsWith(`${text} `);
}
