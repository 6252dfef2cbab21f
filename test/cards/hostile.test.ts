import fc from "fast-check";
import { expect, test } from "vitest";
import { sizeOf } from "../../cards/fit.ts";
import { limits } from "../../cards/limits.ts";
import { renderPlainText } from "../../cards/plain-text.ts";
import { renderCard } from "../../cards/render.ts";
import { locales, same } from "../../src/model/text.ts";
import { arbitraryView } from "./arbitrary-view.ts";
import { checkCard, checkStaticCard, shownTexts } from "./card-schema.ts";
import { allOf } from "./card-walk.ts";
import { options, row, rowsBlock, viewOf } from "./sample-views.ts";

/** A failing View would else be made smaller for minutes. */
const timeLimit = { interruptAfterTimeLimit: 10_000 };

test("any View of any strings is a valid card within the limits, and mentions nobody", () => {
  fc.assert(
    fc.property(arbitraryView, fc.constantFrom(...locales), (view, locale) => {
      const card = renderCard(view, { locale, interactive: true });
      expect(checkCard(card)).toEqual([]);
      expect(sizeOf(card).bytes).toBeLessThanOrEqual(limits.cardBytes);
      expect(sizeOf(card).elements).toBeLessThanOrEqual(limits.elements);
      for (const { text } of shownTexts(card)) expect(text).not.toMatch(/<\/?(?:at|person)\b/i);
    }),
    { ...timeLimit, numRuns: 150 },
  );
});

test("any View of any strings suits a webhook robot", () => {
  fc.assert(
    fc.property(arbitraryView, (view) => {
      const card = renderCard(view, { locale: "zh_cn", interactive: false });
      expect(checkStaticCard(card)).toEqual([]);
      expect(sizeOf(card).bytes).toBeLessThanOrEqual(limits.staticCardBytes);
    }),
    { ...timeLimit, numRuns: 100 },
  );
});

test("any View of any strings is a text message that mentions nobody", () => {
  fc.assert(
    fc.property(arbitraryView, (view) => {
      expect(renderPlainText(view, "en_us")).not.toMatch(/<[a-z/!]/i);
    }),
    { ...timeLimit, numRuns: 100 },
  );
});

test.each([
  ["a mention", "<at id=all></at> hello", "**&#60;at id=all&#62;&#60;&#47;at&#62; hello**"],
  [
    "markdown",
    "**a** [b](http://c) `d`",
    "&#42;&#42;a&#42;&#42; &#91;b&#93;&#40;http&#58;&#47;&#47;c&#41; &#96;d&#96;",
  ],
  ["three hundred characters", "x".repeat(300), `${"x".repeat(96)}…${"x".repeat(63)}`],
  ["emoji", "👨‍👩‍👧‍👦 fix 🇨🇳", "👨‍👩‍👧‍👦 fix 🇨🇳"],
  ["a direction override", "\u202egnp.exe", "**gnp.exe**"],
  ["a directional mark", "שלום\u200f (x)", "שלום\u200f &#40;x&#41;"],
  ["back-quotes", "`rm -rf` ```", "&#96;rm &#45;rf&#96; &#96;&#96;&#96;"],
  ["line feeds", "a\n\n# b\r\n- c", "a &#35; b &#45; c"],
])("a pull request's title with %s shows literally", (_, title, shown) => {
  const card = renderCard(viewOf(rowsBlock([row(title)])), options);
  expect(checkCard(card)).toEqual([]);
  const contents = allOf(card, "markdown").map(({ content }) => String(content));
  expect(contents.some((content) => content.includes(shown))).toBe(true);
});

test("a name inside a title of ours is as harmless as outside text", () => {
  const card = renderCard({ ...viewOf(), title: same("Job <at id=all></at>") }, options);
  expect(checkCard(card)).toEqual([]);
  expect(card.header.title.content).toBe("Job <\u200bat id=all><\u200b/at>");
});
