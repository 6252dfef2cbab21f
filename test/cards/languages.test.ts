import { expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import { say, type Text } from "../../src/model/text.ts";
import type { View } from "../../src/view/view.ts";
import { shownTexts } from "./card-schema.ts";
import { options, row, rowsBlock } from "./sample-views.ts";

let made = 0;

/** A text that gives itself away: `«en 7»` and `«中 7»`. */
function marked(): Text {
  made += 1;
  return say(`«en ${made}»`, `«中 ${made}»`);
}

/** Every place where a View holds a text of ours, and enough to make each renderer add its own words. */
function everyText(): View {
  return {
    title: marked(),
    subtitle: marked(),
    tone: "info",
    trail: [
      { kind: "command", label: marked(), command: "summary" },
      { kind: "command", label: marked(), command: "jobs" },
    ],
    blocks: [
      { kind: "lines", lines: [[marked(), { text: marked(), strong: true }, "outside"]] },
      {
        kind: "lines",
        quiet: true,
        lines: [
          [
            { text: marked(), tone: "bad" },
            { text: marked(), code: true },
          ],
        ],
      },
      {
        kind: "figures",
        figures: [
          { label: marked(), value: "1", note: [marked()], command: "jobs" },
          { label: marked(), value: "2" },
        ],
      },
      ...(["stacked", "line", "ring"] as const).map((shape) => ({
        kind: "chart" as const,
        shape,
        title: marked(),
        series: [{ name: "a", label: marked(), tone: "bad" as const }],
        points: [{ x: "1", y: 1, series: "a" }],
        caption: marked(),
      })),
      rowsBlock([row("a", { title: [marked()], lines: [[marked()]] })], { title: marked(), total: 9, more: "jobs" }),
      rowsBlock([row("b", { title: [marked()], command: "" })], { title: marked(), total: 9 }),
      rowsBlock([], { title: marked(), empty: marked() }),
      {
        kind: "table",
        title: marked(),
        columns: [{ name: "a", label: marked() }],
        rows: Array.from({ length: 200 }, () => ({ a: marked() })),
      },
      ...Array.from({ length: 3 }, () => ({
        kind: "table" as const,
        title: marked(),
        columns: [{ name: "a", label: marked() }],
        rows: [{ a: marked() }],
      })),
      {
        kind: "excerpt",
        title: [marked(), { text: marked(), url: "https://a.example" }],
        text: "x\n".repeat(9000),
        open: true,
      },
      {
        kind: "actions",
        actions: [
          { kind: "command", label: marked(), command: "jobs" },
          { kind: "link", label: marked(), url: "https://a.example" },
          { kind: "link", label: marked(), url: "javascript:x" },
        ],
      },
      ...Array.from({ length: 60 }, () => ({ kind: "lines" as const, lines: [[marked()]] })),
    ],
    data: {},
  };
}

const english = /«en \d+»|[A-Za-z]{3,}/;
const chinese = /[\u4e00-\u9fff]/;
const outside = /outside|https?:|javascript:x|(?:^|\n)(?:x\n)+/g;
const markup = /<\/?[a-z][^>]*>|&[a-z]+;/g;

test.each([true, false])("every text of ours is there in both languages, interactive: %s", (interactive) => {
  const texts = shownTexts(renderCard(everyText(), { ...options, interactive }));
  expect(texts.length).toBeGreaterThan(80);
  const translated = (path: string) => texts.some((each) => each.path === `${path}i18n_content.en_us.`);
  const lacking = texts.filter(({ path, text }) => {
    const words = text.replace(outside, "").replace(markup, "");
    if (path.endsWith("i18n_content.zh_cn.")) return !chinese.test(words);
    if (path.endsWith("i18n_content.en_us.")) return chinese.test(words) || !english.test(words);
    if (translated(path.replace(/content\.$/, ""))) return false;
    // no `i18n_content`: both stand in the one text, or it is neutral
    return chinese.test(words) !== english.test(words);
  });
  expect(lacking).toEqual([]);
});

test("where both languages say the same, it is sent once", () => {
  const view: View = { ...everyText(), blocks: [{ kind: "lines", lines: [["tidb_ghpr_unit_test"]] }] };
  expect(shownTexts(renderCard(view, options)).at(-1)).toEqual({
    path: "body.elements.1.markdown.content.",
    text: "tidb&#95;ghpr&#95;unit&#95;test",
  });
});
