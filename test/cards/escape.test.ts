import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { escapeMarkdown, inert, oneLine, printable, safeUrl } from "../../cards/escape.ts";

const anyString = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom(..."*_`~<>[]()!#-+.1|\\&; $:/\"'=a失🙂") }),
);

test.each([
  ["<at id=all></at>", "&#60;at id=all&#62;&#60;&#47;at&#62;"],
  ["&#60;at id=all&#62;", "&amp;&#35;60;at id=all&amp;&#35;62;"],
  ["tidb_ghpr_unit_test", "tidb&#95;ghpr&#95;unit&#95;test"],
  ["[x](http://a)", "&#91;x&#93;&#40;http&#58;&#47;&#47;a&#41;"],
  ["**b** *i* ~~s~~", "&#42;&#42;b&#42;&#42; &#42;i&#42; &#126;&#126;s&#126;&#126;"],
  ["`code` $1 \\", "&#96;code&#96; &#36;1 &#92;"],
  ["# h", "&#35; h"],
  ["- a", "&#45; a"],
  ["+ a", "&#43; a"],
  ["1. a", "1&#46; a"],
  ["a|b", "a&#124;b"],
  [":DONE:", "&#58;DONE&#58;"],
  ["失败 🙂", "失败 🙂"],
])("%s is escaped", (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test("CommonMark shows escaped text as it was typed", () => {
  const commonMark = new MarkdownIt();
  fc.assert(
    fc.property(anyString, (text) => {
      const line = oneLine(text);
      const html = line === "" ? "" : commonMark.render(escapeMarkdown(line));
      expect(fromHtml(html.replace(/^<p>|<\/p>\n$/g, ""))).toBe(line);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["<at id=all></at>", "<\u200bat id=all><\u200b/at>"],
  ["<AT id=all>", "<\u200bAT id=all>"],
  ["<person id=x>", "<\u200bperson id=x>"],
  ["Vec<atom>", "Vec<atom>"],
  ["a < at", "a < at"],
])("%s cannot mention anyone", (text, harmless) => {
  expect(inert(text)).toBe(harmless);
});

test.each([
  ["a\nb\r\n\tc  d ", "a b c d"],
  ["a\u0000\u001b[31mb\u0007", "a[31mb"],
  ["\u202eevil\u202c \u2066x\u2069", "evil x"],
  ["half \ud83d of", "half \ufffd of"],
  ["עברית \u200f", "עברית \u200f"],
])("%j is one clean line", (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test("an excerpt keeps its lines and its tabs", () => {
  expect(printable("a\r\n\tb\rc\u001b")).toBe("a\n\tb\nc");
});

test.each([
  ["https://ci.example.com/job/a/1", "https://ci.example.com/job/a/1"],
  ["https://ci.example.com/a_(b)*?q='x'&y=|", "https://ci.example.com/a_%28b%29%2A?q=%27x%27&y=%7C"],
  ["http://[::1]:8080/", "http://[::1]:8080/"],
  ["https://例子.测试/路", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF"],
])("%s may be opened", (address, url) => {
  expect(safeUrl(address)).toBe(url);
});

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "lark://client",
  "//ci.example.com",
  "/runs/1",
  "ci.example.com",
  "https://github.com@evil.example/",
  "https://",
  "",
  `https://a.example/${"x".repeat(2000)}`,
])("%s may not be opened", (address) => {
  expect(safeUrl(address)).toBeNull();
});

function fromHtml(html: string): string {
  const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };
  return html.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => characters[name] ?? "");
}
