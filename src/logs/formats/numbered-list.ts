import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { PATH_AND_LINE, SCRIPT_FRAME, userFrame } from "../user-frame.ts";

const NUMBERED = /^(\s*)(\d+)\)\s+(\S.*)$/;
/** WebdriverIO begins each line with the browser that ran it. */
const RUNNER = /^\[[^\]]+ #\d+-\d+\] ?/;
const PLACE_ABOVE = /^\s+(\S+):(\d+):\d+:\s*$/;
const LIST_LINES = 1500;
const ITEM_LINES = 120;
const SHOWN_LINES = 40;

interface Item {
  /** The first line, which holds the number. */
  readonly first: LogLine;
  /** What stands after the number. */
  readonly title: string;
  readonly body: readonly LogLine[];
  /** Where hspec says it is: on the line above the number. */
  readonly above: Place | undefined;
}

/** A list of failures under a heading, each with a number, its name and what explains it. */
interface ListShape {
  readonly heading: RegExp;
  /** The first line after the list. */
  readonly stop: RegExp;
  /** The title's lines below the first, if it may have more: up to a colon. */
  readonly hasLongTitle?: boolean;
  /** The case's name, if it is not all of the title. */
  readonly nameOf?: (title: string) => string;
}

const SHAPES: readonly ListShape[] = [
  {
    heading: /^\s*\d+ failing(?: \(.*\))?$/,
    stop: /^\s*\d+ (?:passing|pending|failing)\b|^Finished: |^npm ERR!/,
    hasLongTitle: true,
    nameOf: (title) => title.replace(/:$/, ""),
  },
  {
    heading: /^(?:Failures|Failed tests):$/,
    stop: /^(?:Pending|Failed examples|Finished in|Randomized with|Incomplete):?\b|^\d+ (?:specs?|examples?|scenarios?)[, (]|^Ran \d+ tests|^Top \d+/,
    nameOf: (title) => title.replace(/^Scenario: (.+?)(?: # \S+:\d+)?$/, "$1"),
  },
  {
    heading: /^There (?:was|were) \d+ (?:PHPUnit )?(?:failures?|errors?):$/,
    stop: /^(?:--|FAILURES!|ERRORS!|Tests run: .*|There (?:was|were) \d+ .*)$|^Tests: \d+/,
  },
];

/**
 * Numbered lists of failures: Mocha and Cypress after `2 failing`, RSpec, Jasmine, hspec, cucumber-js and LuaUnit after
 * `Failures:`, PHPUnit and JUnit 4 after `There was 1 failure:`.
 */
export const numberedLists: Format = {
  name: "numbered list",
  reads: [
    { tool: "Mocha, Cypress", example: "  1 failing\n\n  1) cart\n       totals:\n     AssertionError: 1 == 0" },
    {
      tool: "WebdriverIO",
      example:
        "[chrome 120 linux #0-0] 1 failing (2s)\n[chrome 120 linux #0-0]\n[chrome 120 linux #0-0] 1) cart totals\n[chrome 120 linux #0-0] Error: 1 == 0",
    },
    { tool: "RSpec", example: "Failures:\n\n  1) Cart totals\n     Failure/Error: expect(total).to eq 0" },
    { tool: "Jasmine", example: "Failures:\n1) cart totals\n  Message:\n    Expected 1 to be 0." },
    {
      tool: "hspec (Haskell)",
      example: "Failures:\n\n  test/CartSpec.hs:12:7: \n  1) Cart.total is zero\n       expected: 0",
    },
    { tool: "cucumber-js", example: "Failures:\n\n1) Scenario: Pays # features/pay.feature:7\n   ✖ Then it is paid" },
    {
      tool: "PHPUnit, Codeception",
      example: "There was 1 failure:\n\n1) CartTest::testTotal\nFailed asserting that 1 matches expected 0.",
    },
    {
      tool: "JUnit 4",
      example: "There was 1 failure:\n1) total(com.acme.CartTest)\njava.lang.AssertionError: expected:<0> but was:<1>",
    },
  ],
  marks: [" failing", "Failures:", "Failed tests:", "There was 1 ", "There were "],
  open: (notes) => ({
    read(at) {
      const shape = SHAPES.find(({ heading }) => heading.test(at.text.replace(RUNNER, "")));
      if (shape === undefined) return;
      for (const item of itemsBelow(at, shape.stop)) notes.addCase(() => caseOf(at, item, shape));
    },
  }),
};

function itemsBelow(at: Cursor, stop: RegExp): Item[] {
  const bare = at.after(LIST_LINES).map(({ text, number }) => ({ text: text.replace(RUNNER, ""), number }));
  const lines = until(bare, stop);
  const starts: number[] = [];
  let indent: string | undefined;
  for (const [index, { text }] of lines.entries()) {
    const [, blanks, number] = NUMBERED.exec(text) ?? [];
    if (number !== String(starts.length + 1) || (indent !== undefined && blanks !== indent)) continue;
    indent = blanks;
    starts.push(index);
  }
  return starts.flatMap((start, index) => itemAt(lines, start, starts[index + 1] ?? lines.length));
}

function itemAt(lines: readonly LogLine[], start: number, end: number): Item[] {
  const first = lines[start];
  const title = NUMBERED.exec(first?.text ?? "")?.[3];
  if (first === undefined || title === undefined) return [];
  const body = trimBlank(lines.slice(start + 1, Math.min(end, start + ITEM_LINES)));
  const isPlaceOfNext = PLACE_ABOVE.test(body.at(-1)?.text ?? "");
  return [
    {
      first,
      title: title.trim(),
      body: isPlaceOfNext ? trimBlank(body.slice(0, -1)) : body,
      above: placeAbove(lines, start),
    },
  ];
}

function placeAbove(lines: readonly LogLine[], start: number): Place | undefined {
  const [, file, line] = PLACE_ABOVE.exec(lines[start - 1]?.text ?? "") ?? [];
  return file === undefined ? undefined : { file, line: Number(line) };
}

function caseOf(at: Cursor, item: Item, shape: ListShape): Finding {
  const { first, title, body } = item;
  const below = shape.hasLongTitle === true && !title.endsWith(":") ? titleBelow(body) : [];
  const whole = [title, ...below.map(({ text }) => text.trim())].join(" ");
  const name = shape.nameOf === undefined ? whole : shape.nameOf(whole);
  const details = trimBlank(body.slice(below.length));
  const excerpt = details.length === 0 ? [first] : details.slice(0, SHOWN_LINES);
  const given = { rule: "numbered list", cause: "case", name, ...placeOf(item, details) } as const;
  return { ...finding(at, excerpt, given), logLine: first.number };
}

/** Mocha indents each title of the nest further, and ends the last with a colon. */
function titleBelow(body: readonly LogLine[]): readonly LogLine[] {
  const end = body.findIndex(({ text }) => text.endsWith(":") || text.trim() === "");
  return end < 0 || body[end]?.text.trim() === "" ? [] : body.slice(0, end + 1);
}

function placeOf({ title, above }: Item, details: readonly LogLine[]): Place | undefined {
  const [, file, line] = / # (\S+):(\d+)$/.exec(title) ?? [];
  if (file !== undefined) return { file, line: Number(line) };
  return above ?? userFrame(details, SCRIPT_FRAME) ?? userFrame(details, PATH_AND_LINE);
}
