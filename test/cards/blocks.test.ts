import { expect, test } from "vitest";
import type { Card } from "../../cards/card.ts";
import { renderCard } from "../../cards/render.ts";
import { chartColors } from "../../cards/tone.ts";
import { same, say } from "../../src/model/text.ts";
import type { Block, BlockOf, Figure, Line } from "../../src/views/view.ts";
import { checkCard } from "./card-schema.ts";
import { allOf, commandsOf } from "./card-walk.ts";
import { chartBlock, options, row, rowsBlock, tableBlock, viewOf } from "./sample-views.ts";

function draw(...blocks: readonly Block[]): Card {
  const card = renderCard(viewOf(...blocks), options);
  expect(checkCard(card)).toEqual([]);
  return card;
}

function contents(card: Card): unknown[] {
  return allOf(card, "markdown", "plain_text").map(({ content }) => content);
}

function specOf(chart: BlockOf<"chart">) {
  return allOf(draw(chart), "chart")[0]?.chart_spec as Record<string, unknown> | undefined;
}

const figures = (count: number): Block => ({
  kind: "figures",
  figures: Array.from({ length: count }, (_, index): Figure => ({ label: same("Runs"), value: String(index) })),
});

test.each([
  [1, [1], "none"],
  [2, [2], "none"],
  [3, [3], "none"],
  [4, [4], "bisect"],
  [5, [3, 3], "none"],
  [6, [3, 3], "none"],
  [7, [3, 3, 3], "none"],
  [8, [4, 4], "bisect"],
  [9, [3, 3, 3], "none"],
])("%i figures stand in rows of %j", (count, widths, flexMode) => {
  const sets = allOf(draw(figures(count)), "column_set");
  expect(sets.map(({ columns }) => [columns].flat().length)).toEqual(widths);
  expect(new Set(sets.map(({ flex_mode }) => flex_mode))).toEqual(new Set([flexMode]));
});

test("a figure opens what it counts", () => {
  const card = draw({
    kind: "figures",
    figures: [
      { label: same("Failed"), value: "482", tone: "bad", note: [{ text: "▲ 12", tone: "bad" }], command: "failures" },
    ],
  });
  expect(commandsOf(card)).toEqual(["failures"]);
  expect(contents(card)).toEqual([
    "<font color='red'>**482**</font>",
    "<font color='grey'>Failed</font><br><font color='red'>▲ 12</font>",
  ]);
});

test("a row shows its tone, its title in bold, its lines in small grey, and that it opens", () => {
  const card = draw(rowsBlock([row("tidb", { tone: "warn", lines: [["a"], ["b"]] })]));
  expect(contents(card).slice(1)).toEqual([
    "<font color='orange'>●</font>\u00a0**tidb**\u00a0<font color='grey'>›</font>",
    "a\nb",
  ]);
  expect(commandsOf(card)).toEqual(["job tidb"]);
});

test("a row that marks what is bold in its title is left so", () => {
  const card = draw(rowsBlock([row("", { title: [{ text: "tidb#1", strong: true }, " Fix it"], lines: [] })]));
  expect(contents(card)[1]).toBe("**tidb&#35;1** Fix it\u00a0<font color='grey'>›</font>");
});

test("a row that opens nothing shows no sign that it would", () => {
  const card = renderCard(viewOf(rowsBlock([row("tidb", { lines: [] })])), { ...options, interactive: false });
  expect(contents(card).slice(1)).toEqual(["**tidb**"]);
  expect(allOf(card, "interactive_container")).toEqual([]);
});

test("a click says whether its card may change in place", () => {
  const value = (inPlace: boolean) =>
    allOf(renderCard(viewOf(rowsBlock([row("a")])), { ...options, inPlace }), "interactive_container")[0]?.behaviors;
  expect(value(true)).toEqual([{ type: "callback", value: { v: 1, command: "job a", inPlace: true } }]);
  expect(value(false)).toEqual([{ type: "callback", value: { v: 1, command: "job a" } }]);
});

test("stacked bars name every series at each x, in the colours of their tones", () => {
  expect(specOf(chartBlock)).toEqual({
    type: "bar",
    xField: "x",
    yField: "y",
    seriesField: "series",
    stack: true,
    data: {
      values: [
        { x: "08:00", y: 2, series: "失败 Failed" },
        { x: "08:00", y: 40, series: "通过 Passed" },
        { x: "09:00", y: 0, series: "失败 Failed" },
        { x: "09:00", y: 31, series: "通过 Passed" },
      ],
    },
    color: [chartColors.bad[0], chartColors.good[0]],
    legends: { visible: true, orient: "bottom" },
  });
});

test("a line has no point where there is none, and its colours follow the data", () => {
  const points = [
    { x: "1", y: 5, series: "success" },
    { x: "2", y: 1, series: "failure" },
    { x: "2", y: Number.NaN, series: "success" },
  ];
  expect(specOf({ ...chartBlock, shape: "line", points })).toMatchObject({
    type: "line",
    data: {
      values: [
        { x: "1", y: 5, series: "通过 Passed" },
        { x: "2", y: 1, series: "失败 Failed" },
      ],
    },
    color: [chartColors.good[0], chartColors.bad[0]],
  });
});

test("a ring adds up each series", () => {
  expect(specOf({ ...chartBlock, shape: "ring" })).toMatchObject({
    type: "pie",
    categoryField: "series",
    valueField: "y",
    data: {
      values: [
        { y: 2, series: "失败 Failed" },
        { y: 71, series: "通过 Passed" },
      ],
    },
  });
});

test.each<[string, BlockOf<"chart">]>([
  ["without points", { ...chartBlock, points: [] }],
  ["without series", { ...chartBlock, series: [] }],
  ["that divides nothing", { ...chartBlock, shape: "ring", points: [{ x: "", y: 0, series: "failure" }] }],
  ["of no numbers", { ...chartBlock, shape: "line", points: [{ x: "", y: Number.NaN, series: "failure" }] }],
])("a chart %s is its title and its sentence", (_, chart) => {
  const card = draw(chart);
  expect(allOf(card, "chart")).toEqual([]);
  expect(contents(card)).toHaveLength(2);
});

test("series of one tone differ in colour", () => {
  const series = ["a", "b", "c"].map((name) => ({ name, label: same(name), tone: "bad" as const }));
  const points = series.map(({ name }) => ({ x: "1", y: 1, series: name }));
  expect(new Set(specOf({ ...chartBlock, series, points })?.color as string[]).size).toBe(3);
});

test.each(Object.values(chartColors).flat())("%s stands out by 3:1 from a white and a near-black card", (color) => {
  expect(contrast(color, "#FFFFFF")).toBeGreaterThanOrEqual(3);
  expect(contrast(color, "#1F1F1F")).toBeGreaterThanOrEqual(3);
});

test("a table has its words in both languages, and numbers to the right", () => {
  const [table] = allOf(draw(tableBlock), "table");
  expect(table).toMatchObject({
    page_size: 2,
    columns: [
      { name: "c0", display_name: "指标 What", horizontal_align: "left" },
      { name: "c1", display_name: "运行 Runs", horizontal_align: "right" },
    ],
    rows: [
      { c0: "失败 Failed", c1: "2" },
      { c0: "tidb_ghpr_unit_test", c1: "42" },
    ],
  });
});

test("an excerpt is code that nothing in it can end", () => {
  const card = draw({ kind: "excerpt", title: ["TestX"], text: "a\n`````\nb", open: true });
  expect(allOf(card, "collapsible_panel")[0]?.expanded).toBe(true);
  expect(contents(card)[1]).toBe("``````\na\n`````\nb\n``````");
});

test("buttons run commands or open pages, and only what may be opened", () => {
  const card = draw({
    kind: "actions",
    actions: [
      { kind: "command", label: say("Jobs", "任务"), command: "jobs", primary: true },
      { kind: "link", label: same("Jenkins"), url: "https://ci.example.com/" },
      { kind: "link", label: same("Bad"), url: "javascript:alert(1)" },
    ],
  });
  const buttons = allOf(card, "button");
  expect(buttons.map(({ type }) => type)).toEqual(["primary_filled", "default"]);
  expect(buttons[1]?.behaviors).toEqual([{ type: "open_url", default_url: "https://ci.example.com/" }]);
  expect(contents(card).at(-1)).toBe("Bad&#58; javascript&#58;alert&#40;1&#41;");
});

const greyDiv = (content: string) => ({
  tag: "div",
  text: { tag: "plain_text", content, text_size: "notation", text_color: "grey" },
});

test("quiet lines are small and grey, and plain text where nothing in them needs markup", () => {
  const draws = (lines: readonly Line[]) => draw({ kind: "lines", lines, quiet: true }).body.elements;
  expect(draws([["a_b ", "<at id=all>"], [], ["c"]])).toEqual([greyDiv("a_b <\u200bat id=all>\n\nc")]);
  expect(draws([["a_b "], [{ text: "c", code: true }]])).toEqual([
    { tag: "markdown", content: "<font color='grey'>a&#95;b</font> <br>`c`", text_size: "notation" },
  ]);
});

test("the way back names where it leads, and is only there for those who can click", () => {
  const trail = [same("Summary"), say("Jobs", "任务")].map((label) => ({
    kind: "command" as const,
    label,
    command: "x",
  }));
  const texts = (interactive: boolean) =>
    allOf(renderCard({ ...viewOf(), trail }, { ...options, interactive }), "button").map(({ text }) => text);
  expect(texts(true)).toEqual([
    { tag: "plain_text", content: "Summary ›" },
    { tag: "plain_text", content: "‹ 返回任务", i18n_content: { zh_cn: "‹ 返回任务", en_us: "‹ Back to Jobs" } },
  ]);
  expect(texts(false)).toEqual([]);
});

/** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
