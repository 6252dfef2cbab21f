import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, until } from "../excerpt.ts";
import { finding } from "../finding.ts";
import type { Format } from "../format.ts";

const FAILED = /^Test [Cc]ase '(.+?)' failed\b/;
const EXITED = /^Restarting after unexpected exit, crash, or test timeout in (\S+?);/;
const DIED = /^error: Exited with (?:unexpected )?signal code|^(?:\S+: )?Fatal error: /;
const PRETTY = /^\s+[✖✗] (\w+(?:\(\))?)(?:, | on '.*?'\s*\(|\s+\()(.*)$/;
const PLACE = /^(\S.*?\.(?:swift|mm?)):(\d+): (?:error|Fatal error): /;
const LIST_STOP = /^(?!\s+\S)/;
const LOOK_BACK_LINES = 200;

/** XCTest: `Test Case 'X' failed`, what explains it above, and the list at the end for what was left without. */
export const xctest: Format = {
  name: "xctest",
  reads: [
    {
      tool: "XCTest (xcodebuild, swift test)",
      example:
        "Test Case '-[ShopTests.CartTests testTotal]' started.\n/ws/CartTests.swift:14: error: -[ShopTests.CartTests testTotal] : XCTAssertEqual failed\nTest Case '-[ShopTests.CartTests testTotal]' failed (0.003 seconds).",
    },
    {
      tool: "xcbeautify, xcpretty",
      example: 'CartTests\n    ✖ testTotal, XCTAssertEqual failed: ("1") is not equal to ("0")',
    },
  ],
  marks: [
    "' failed (",
    "' failed on '",
    "Restarting after unexpected exit",
    "Fatal error: ",
    " signal code ",
    "Failing tests:",
    ", XCTAssert",
    ", failed - ",
  ],
  open(notes) {
    /** What failed so far, by class and method alone: the lists name cases in another way. */
    const seen = new Set<string>();

    function add(at: Cursor, name: string, excerpt: readonly LogLine[]): void {
      const key = shortName(name);
      if (seen.has(key)) return;
      seen.add(key);
      notes.addCase(() => finding(at, excerpt, { rule: "xctest", cause: "case", name, ...placeIn(excerpt, PLACE) }));
    }

    function list(at: Cursor): void {
      for (const { text } of until(at.after(300), LIST_STOP)) {
        const listed = /^\s+(-\[.+\]|[\w.]+[./]\w+(?:\(.*\))?)$/.exec(text)?.[1];
        if (listed !== undefined) add(at, listed, [at, { text, number: at.number }]);
      }
    }

    return {
      read(at) {
        const name = FAILED.exec(at.text)?.[1] ?? EXITED.exec(at.text)?.[1];
        if (name !== undefined) add(at, name, outputOf(at, name));
        else if (DIED.test(at.text)) diedIn(at, add);
        else if (PRETTY.test(at.text)) prettyCase(at, add);
        else if (at.text === "Failing tests:") list(at);
      },
    };
  },
};

/** `-[ShopTests.CartTests testTotal]`, `ShopTests.CartTests.testTotal()` and `CartTests/testTotal()` are one case. */
function shortName(name: string): string {
  const parts = name.replace(/^-\[|\]$|\(.*\)$/g, "").split(/[\s./]/);
  return parts.slice(-2).join(".");
}

/** From its start, and of a long output the end: what failed last is the reason. */
function outputOf(at: Cursor, name: string): LogLine[] {
  const before = at.before(LOOK_BACK_LINES);
  const begin = before.findLastIndex(({ text }) => /^Test [Cc]ase '/.test(text));
  const output = begin < 0 ? [at] : [...before.slice(begin + 1), at];
  const reason = output.findIndex(({ text }) => PLACE.test(text) || text.includes(`error: ${name}`));
  return output.slice(reason < 0 ? -30 : reason, reason < 0 ? undefined : reason + 30);
}

/** The case that began last, if it has not ended. */
function diedIn(at: Cursor, add: (at: Cursor, name: string, excerpt: readonly LogLine[]) => void): void {
  const last = at.before(LOOK_BACK_LINES).findLast(({ text }) => /^Test [Cc]ase '/.test(text));
  const name = /^Test [Cc]ase '(.+?)' started\b/.exec(last?.text ?? "")?.[1];
  if (name !== undefined) add(at, name, outputOf(at, name));
}

/** xcbeautify prints the class alone on a line above its cases. */
function prettyCase(at: Cursor, add: (at: Cursor, name: string, excerpt: readonly LogLine[]) => void): void {
  const method = PRETTY.exec(at.text)?.[1] ?? "";
  const type = at
    .before(LOOK_BACK_LINES)
    .findLast(({ text }) => /^(?:Test Suite )?\w+(?: started.*)?$/.test(text))?.text;
  const name = type === undefined ? method : `${type.replace(/^Test Suite | started.*$/g, "")}.${method}`;
  add(at, name, [at, ...until(at.after(6), /^\s+[✖✗✔✓] |^\S/)]);
}
