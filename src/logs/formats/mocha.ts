import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const FAILING = /^\s+(\d+) failing$/;
const NUMBERED = /^\s+(\d+)\) (\S.*)$/;
const PLACE = /\(?((?:[\w@.-]+\/)+[\w@.-]+\.[cm]?[jt]sx?):(\d+):\d+\)?$/;

/** Mocha: after `2 failing` each case by number, its titles on lines of their own up to a colon. */
export const mocha: Format = {
  name: "mocha",
  marks: [" failing"],
  open: (notes) => ({
    read(at) {
      const count = Number(FAILING.exec(at.text)?.[1] ?? 0);
      const lines = count === 0 ? [] : at.after(800);
      for (let number = 1; number <= count; number++) {
        const found = caseAt(at, lines, number);
        if (found !== null) notes.add(found);
      }
    },
  }),
};

function caseAt(at: Cursor, lines: readonly LogLine[], number: number): Finding | null {
  const begin = lines.findIndex(({ text }) => NUMBERED.exec(text)?.[1] === String(number));
  const first = lines[begin];
  if (first === undefined) return null;
  const own = lines.slice(begin, begin + 60);
  const next = own.findIndex(({ text }) => NUMBERED.exec(text)?.[1] === String(number + 1));
  const item = next < 0 ? own : own.slice(0, next);
  const titleEnd = item.findIndex(({ text }) => text.endsWith(":") || text.trim() === "");
  const titles = item.slice(0, titleEnd + 1).map(({ text }) => text.replace(/^\s+\d+\) /, "").trim());
  const name = titles.filter(Boolean).join(" ").replace(/:$/, "");
  const details = trimBlank(item.slice(titleEnd + 1));
  const found = finding(at, details.slice(0, 30), { rule: "mocha", cause: "case", name, ...placeIn(details, PLACE) });
  return { ...found, logLine: first.number };
}
