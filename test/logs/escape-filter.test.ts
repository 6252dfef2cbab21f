import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openEscapeFilter } from "../../src/logs/escape-filter.ts";

const ESC = "\u001b";

function filtered(...chunks: readonly string[]): string {
  const filter = openEscapeFilter();
  return Buffer.concat(chunks.map((chunk) => filter(Buffer.from(chunk)))).toString();
}

describe("everything that a terminal does not show as text is removed", () => {
  test.each([
    ["a colour", `a${ESC}[31mFAIL${ESC}[0mb`, "aFAILb"],
    ["a colour of many numbers", `${ESC}[38;5;196mFAIL${ESC}[m`, "FAIL"],
    ["a cursor move", `${ESC}[2K${ESC}[1Gdone`, "done"],
    ["a private mode", `${ESC}[?25lspin${ESC}[?25h`, "spin"],
    ["a link, ended by BEL", `${ESC}]8;;http://x\u0007text${ESC}]8;;\u0007`, "text"],
    ["a link, ended by ESC \\", `${ESC}]8;;http://x${ESC}\\text${ESC}]8;;${ESC}\\`, "text"],
    ["an escape of two characters", `a${ESC}Mb`, "ab"],
    ["a note of Jenkins'", `${ESC}[8mha:////4AbC+==${ESC}[0mStarted`, "Started"],
    ["what is concealed among other things", `${ESC}[0;8mhidden${ESC}[0mshown`, "shown"],
    [
      "an escape cut off by the line's end",
      `a${ESC}[31\nb${ESC}]0;title\nc${ESC}[8mhidden\nd${ESC}\ne`,
      "a\nb\nc\nd\ne",
    ],
    ["an escape cut off by another", `${ESC}[31${ESC}[1mx`, "x"],
    ["an escape before a letter beyond ASCII", `${ESC}失败`, "失败"],
    ["a last lonely escape", `a${ESC}`, "a"],
  ])("%s", (_what, written, shown) => {
    expect(filtered(written)).toBe(shown);
  });

  test.each(["[31m", "[8m is no escape", "", "\n\n", "38m 失败 \u0007"])("and %j stays as it is", (text) => {
    expect(filtered(text)).toBe(text);
  });
});

test("the place where a chunk ends changes nothing", () => {
  const piece = fc.constantFrom(ESC, "[", "]", "8", "m", ";", "ha:", "\n", "\u0007", "\\", "text", "M");
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(filtered(...pieces)).toBe(filtered(pieces.join("")));
    }),
    { numRuns: 1000 },
  );
});

test("every newline stays, whatever comes before it", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(ESC, "[", "]", "8m", "\n", "x")), (pieces) => {
      const newlines = (text: string): number => text.split("\n").length;
      expect(newlines(filtered(...pieces))).toBe(newlines(pieces.join("")));
    }),
  );
});
