import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { oneLine } from "../../cards/escape.ts";
import { lineMarkup, linesMarkup } from "../../cards/markup.ts";
import { say } from "../../src/model/text.ts";
import type { Line } from "../../src/view/view.ts";
import { checkMarkdown } from "./markdown-rules.ts";

test.each<[string, Line, string]>([
  ["outside text", ["a_b"], "a&#95;b"],
  ["text of ours", [say("3 < 4", "三")], "3 &#60; 4"],
  ["bold", [{ text: "a b", strong: true }], "**a b**"],
  ["bold that begins and ends in punctuation", [{ text: "[a]", strong: true }], "\u200a**&#91;a&#93;**\u200a"],
  [
    "bold beside bold",
    [
      { text: "a", strong: true },
      { text: "b", strong: true },
    ],
    "**ab**",
  ],
  ["bold beside bold with nothing between", [{ text: "a", strong: true }, "", { text: "b", strong: true }], "**ab**"],
  ["bold with white space at its ends", ["x", { text: " a ", strong: true }, "y"], "x **a** y"],
  ["a tone", [{ text: "a", tone: "warn" }], "<font color='orange'>a</font>"],
  ["a bold tone", [{ text: "a", tone: "bad", strong: true }], "<font color='red'>**a**</font>"],
  ["code, unescaped", [{ text: "a_b<T>", code: true }], "`a_b<T>`"],
  ["code that mentions", [{ text: "<at id=all>", code: true }], "`<\u200bat id=all>`"],
  ["code with a back-quote, as words", [{ text: "a`b", code: true }], "a&#96;b"],
  ["a link", [{ text: "log", url: "https://a.example/x_y" }], "[log](https://a.example/x_y)"],
  [
    "a bold link",
    [{ text: "log", url: "https://a.example", strong: true }],
    "\u200a**[log](https://a.example/)**\u200a",
  ],
  ["a link that may not be opened", [{ text: "log", url: "javascript:x" }], "log"],
  ["a link's own brackets", [{ text: "a](b", url: "https://a.example" }], "[a&#93;&#40;b](https://a.example/)"],
  ["an empty span", ["", { text: "", strong: true }, "a"], "a"],
  ["a blank span", ["a", { text: "  ", strong: true }, "b"], "a b"],
  ["a line feed", ["a\n\n# b"], "a &#35; b"],
])("%s", (_, line, markup) => {
  expect(lineMarkup(line).en_us).toBe(markup);
});

test("a style is for the spans that have none of their own", () => {
  const line: Line = ["3 ", { text: "up", tone: "bad" }, { text: "x", code: true }];
  expect(lineMarkup(line, { tone: "neutral" }).en_us).toBe(
    "<font color='grey'>3</font> <font color='red'>up</font>`x`",
  );
});

test("each language has its own markup", () => {
  expect(linesMarkup([[say("3 failed", "3 次失败")], ["x"]])).toEqual({
    en_us: "3 failed<br>x",
    zh_cn: "3 次失败<br>x",
  });
});

test("a long name loses its middle, a long sentence its end", () => {
  const name = `tidb_${"x".repeat(300)}_test`;
  expect(lineMarkup([{ text: name, code: true }]).en_us).toMatch(/^`tidb_x+…x+_test`$/);
  expect(lineMarkup([`Fix ${"it ".repeat(300)}end`]).en_us).toMatch(/^Fix it [it ]+…$/);
});

test("bold is bold in CommonMark, whatever it says and stands beside", () => {
  const commonMark = new MarkdownIt();
  const anything = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(..."*_`<[(!#-.1|\\&; a失🙂") }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      fc.pre(oneLine(text) !== "");
      const html = commonMark.render(lineMarkup(["前", { text, strong: true }, "后"]).zh_cn);
      expect(html).toMatch(/^<p>前[ \u200a]*<strong>[^*]*(?:\*[^*]*)*<\/strong>[ \u200a]*后<\/p>\n$/);
    }),
    { numRuns: 500 },
  );
});

test("no spans whatever make markup that is not ours", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("<at id=all></at>", "**", "`", "](", "</font>", " "),
  );
  const span = fc.record(
    { text, strong: fc.boolean(), code: fc.boolean(), tone: fc.constantFrom("good", "bad"), url: fc.webUrl() },
    { requiredKeys: ["text"] },
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(text, span)), (line) => {
      expect(checkMarkdown(lineMarkup(line as Line).en_us)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
