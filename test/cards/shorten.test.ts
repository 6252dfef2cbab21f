import fc from "fast-check";
import { expect, test } from "vitest";
import { shorten } from "../../cards/shorten.ts";

test.each([
  ["short", 10, "short"],
  ["exactly ten", 11, "exactly ten"],
  ["tidb_ghpr_integration_common_test", 20, "tidb_ghpr_in…on_test"],
  ["fix the thing that broke", 12, "fix the thi…"],
  ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 and a fourth 👨‍👩‍👧‍👦", 25, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…"],
  ["e\u0301".repeat(10), 8, "e\u0301e\u0301…e\u0301"],
  ["🇨🇳".repeat(5), 11, "🇨🇳…🇨🇳"],
])("%s in %i", (text, length, short) => {
  expect(shorten(text, length)).toBe(short);
});

test.each([
  ["the end of a long text", `${"👨‍👩‍👧‍👦 ".repeat(200)}`, 1000, /^(?:👨‍👩‍👧‍👦 )*👨‍👩‍👧‍👦? ?…$/u],
  ["the middle of a long name", "👨‍👩‍👧‍👦".repeat(200), 1000, /^(?:👨‍👩‍👧‍👦)+…(?:👨‍👩‍👧‍👦)+$/u],
])("no grapheme breaks at %s", (_, text, length, shape) => {
  const short = shorten(text, length);
  expect(short).toMatch(shape);
  expect(short.length).toBeGreaterThan(length - 25);
});

test("what is kept is whole graphemes, and never longer than asked", () => {
  const segmenter = new Intl.Segmenter();
  const graphemes = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 5 }), fc.integer({ min: 1, max: 40 }), (text, length) => {
      const short = shorten(text, length);
      expect(short.length).toBeLessThanOrEqual(Math.max(length, 1));
      if (short === text) return;
      const [front = "", back = ""] = short.split("…").length === 2 ? short.split("…") : [];
      const whole = graphemes(text);
      expect(whole.slice(0, graphemes(front).length).join("")).toBe(front);
      expect(back === "" ? "" : whole.slice(-graphemes(back).length).join("")).toBe(back);
    }),
  );
});
