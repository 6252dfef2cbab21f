import { expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import { say } from "../../src/model/text.ts";
import type { Tone } from "../../src/view/view.ts";
import { checkCard, checkStaticCard } from "./card-schema.ts";
import { allOf, commandsOf } from "./card-walk.ts";
import { options, row, rowsBlock, typicalView, viewOf } from "./sample-views.ts";

test("a typical card, property by property", async () => {
  const card = renderCard(typicalView, options);
  expect(checkCard(card)).toEqual([]);
  await expect(`${JSON.stringify(card, null, 2)}\n`).toMatchFileSnapshot("../fixtures/cards/typical-card.json");
});

test("a typical card for a webhook robot has the same content and no callbacks", async () => {
  const card = renderCard(typicalView, { locale: "en_us", interactive: false });
  expect(checkStaticCard(card)).toEqual([]);
  expect(commandsOf(card)).toEqual([]);
  await expect(`${JSON.stringify(card, null, 2)}\n`).toMatchFileSnapshot("../fixtures/cards/typical-card-static.json");
});

test("every command of the View is on the card, the way back first", () => {
  expect(commandsOf(renderCard(typicalView, options))).toEqual([
    "help",
    "summary last week",
    "failures yesterday",
    "job tidb_ghpr_unit_test",
    "jobs yesterday --limit 20",
    "prs yesterday",
  ]);
});

test.each<[Tone, string]>([
  ["good", "green"],
  ["warn", "orange"],
  ["bad", "red"],
  ["info", "blue"],
  ["neutral", "grey"],
])("a %s View has a %s header", (tone, template) => {
  expect(renderCard({ ...viewOf(), tone }, options).header.template).toBe(template);
});

test("readers with neither language get the one that is asked for", () => {
  const view = viewOf({ kind: "lines", lines: [[say("Hello", "你好")]] });
  const contents = (locale: "zh_cn" | "en_us") =>
    allOf(renderCard(view, { ...options, locale }), "markdown").map(({ content }) => content);
  expect(contents("zh_cn")).toEqual(["你好"]);
  expect(contents("en_us")).toEqual(["Hello"]);
});

test("the notification says the title", () => {
  const { summary } = renderCard(viewOf(), options).config;
  expect(summary).toEqual({ content: "标题", i18n_content: { zh_cn: "标题", en_us: "Title" } });
});

test("a View with nothing in it is a valid card", () => {
  expect(checkCard(renderCard(viewOf(), options))).toEqual([]);
});

test("blocks with nothing in them are valid, and say so where that matters", () => {
  const card = renderCard(
    viewOf(
      { kind: "lines", lines: [] },
      { kind: "figures", figures: [] },
      { kind: "actions", actions: [] },
      { kind: "excerpt", title: [], text: "", open: true },
      { kind: "table", title: say("T", "表"), columns: [], rows: [] },
      rowsBlock([]),
    ),
    options,
  );
  expect(checkCard(card)).toEqual([]);
  expect(JSON.stringify(card)).toContain("No job failed");
});

test("a command too long for a button leaves its row readable and not tappable", () => {
  const card = renderCard(viewOf(rowsBlock([row("a", { command: `job ${"a".repeat(1000)}` })])), options);
  expect(commandsOf(card)).toEqual([]);
  expect(allOf(card, "markdown").map(({ content }) => content)).toContain("**a**");
});
