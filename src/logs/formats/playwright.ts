import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { SCRIPT_FRAME, userFrame } from "../user-frame.ts";

const FAILED_COUNT = /^ {2}\d+ failed$/;
const FLAKY_COUNT = /^ {2}\d+ flaky$/;
const ITEM = /^ {2,}\d+\) (.+)$/;
/** `[project] › file:12:5 › suite › test`; the project is left out where there is only one. */
const TITLE = /^ {4}((?:\[[^\]]+\] › )?([^›]+?):(\d+):\d+ › .+)$/;
const RULER = / ?[─=]{3,}$/;
const LOOK_BACK_LINES = 1500;

/** Playwright: the list at the end says what failed and what was flaky, the numbered items above say why. */
export const playwright: Format = {
  name: "playwright",
  reads: [
    {
      tool: "Playwright",
      example:
        "  1) tests/pay.spec.ts:12:5 › pays ────\n\n    Error: expect(received).toBe(expected)\n\n  1 failed\n    tests/pay.spec.ts:12:5 › pays ────",
    },
  ],
  marks: [...Array.from({ length: 10 }, (_, digit) => `${digit} failed`)],
  open: (notes) => ({
    read(at) {
      if (!FAILED_COUNT.test(at.text)) return;
      const following = at.after(400);
      const items = at.before(LOOK_BACK_LINES);
      for (const line of until(following, /^(?! {4}\S)/)) {
        const [, title, file, number] = TITLE.exec(line.text.replace(RULER, "")) ?? [];
        if (title !== undefined && file !== undefined)
          notes.addCase(() => caseAt(at, title, { file, line: Number(number) }, detailsOf(items, title)));
      }
      for (const name of flakyIn(following)) notes.retried(name);
    },
  }),
};

function flakyIn(lines: readonly LogLine[]): string[] {
  const begin = lines.findIndex(({ text }) => FLAKY_COUNT.test(text));
  if (begin < 0) return [];
  return until(lines.slice(begin + 1), /^(?! {4}\S)/).map(({ text }) => text.replace(RULER, "").trim());
}

function detailsOf(lines: readonly LogLine[], title: string): LogLine[] {
  const begin = lines.findLastIndex(({ text }) => ITEM.exec(text)?.[1]?.replace(RULER, "") === title);
  return begin < 0
    ? []
    : trimBlank(until(lines.slice(begin + 1), /^ {2,}\d+\) \S|^ {4}Retry #\d|^ {2}\d+ (?:failed|flaky|passed)/));
}

/** The title says where the test begins; the trace says where it failed. */
function caseAt(at: Cursor, name: string, begin: { file: string; line: number }, details: readonly LogLine[]): Finding {
  const failedAt = userFrame(details, SCRIPT_FRAME, (file) => file.replaceAll("\\", "/").endsWith(begin.file)) ?? begin;
  return finding(at, details.slice(0, 40), { rule: "playwright", cause: "case", name, ...failedAt });
}
