import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

/** Catch2 prints `file:12: FAILED:`, doctest `file:12: ERROR: CHECK( … ) is NOT correct!`; MSVC builds `file(12):`. */
const FAILED = /^(\S.*?)(?:\((\d+)\)|:(\d+)): (?:FAILED:|(?:FATAL )?ERROR: |FAILED$)/;
const RULE = /^(?:-|=|\.|~){60,}$/;
const DASHES = /^-{60,}$/;
/** doctest names what failed between a rule and the assertion. */
const DOCTEST_CASE = /^(?:TEST SUITE|TEST CASE|SCENARIO): +(.+)$/;
const LOOK_BACK_LINES = 120;
const DETAIL_LINES = 30;

/** Catch2 and doctest: the case and its sections stand between rules, then the place, then each failed assertion. */
export const catch2: Format = {
  name: "catch2",
  prints: [],
  reads: [
    {
      tool: "Catch2",
      example: `-------------------------------------------------------------------------------
Cart adds items
-------------------------------------------------------------------------------
tests/cart.cpp:10
...............................................................................

tests/cart.cpp:14: FAILED:
  REQUIRE( cart.size() == 2 )
with expansion:
  1 == 2
`,
    },
    {
      tool: "doctest",
      example: `===============================================================================
tests/cart.cpp:10:
TEST CASE:  cart adds items

tests/cart.cpp:14: ERROR: CHECK( cart.size() == 2 ) is NOT correct!
  values: CHECK( 1 == 2 )
`,
    },
  ],
  marks: [": FAILED:", ": ERROR: CHECK", ": ERROR: REQUIRE", ": FATAL ERROR: ", ": ERROR: test case "],
  open: (notes) => ({
    read(at) {
      const [, file, inBrackets, afterColon] = FAILED.exec(at.text) ?? [];
      if (file === undefined) return;
      const name = nameAbove(at);
      if (name !== undefined) notes.addCase(() => caseAt(at, name, { file, line: Number(inBrackets ?? afterColon) }));
    },
  }),
};

function nameAbove(at: Cursor): string | undefined {
  const before = at.before(LOOK_BACK_LINES);
  return doctestName(before) ?? catchName(before);
}

function doctestName(before: readonly LogLine[]): string | undefined {
  const own = before.slice(before.findLastIndex(({ text }) => RULE.test(text)) + 1);
  return own.map(({ text }) => DOCTEST_CASE.exec(text)?.[1]).findLast((name) => name !== undefined);
}

/** The lines between the last two rules of dashes: the case, and below it its sections. */
function catchName(before: readonly LogLine[]): string | undefined {
  const end = before.findLastIndex(({ text }) => DASHES.test(text));
  const begin = before.slice(0, Math.max(0, end)).findLastIndex(({ text }) => DASHES.test(text));
  if (begin < 0) return undefined;
  const titles = before.slice(begin + 1, end).map(({ text }) => text.trim());
  return titles.length === 0 || titles.length > 12 ? undefined : titles.join(" ");
}

function caseAt(at: Cursor, name: string, place: Place): Finding {
  const details = until(at.after(DETAIL_LINES), /^(?:-|=|\.){60,}$/);
  const next = details.findIndex(({ text }) => FAILED.test(text));
  const own = trimBlank(next < 0 ? details : details.slice(0, next));
  return finding(at, [at, ...own], { rule: "catch2", cause: "case", name, ...place });
}
