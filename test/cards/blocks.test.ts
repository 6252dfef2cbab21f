import { expect, test } from "vitest";
import type { Card } from "../../cards/card.ts";
import { renderCard } from "../../cards/render.ts";
import { same, say } from "../../src/model/text.ts";
import type { Venue } from "../../src/ports/chat.ts";
import { skipping } from "../../src/view/command-line.ts";
import type { Block, Figure, Line } from "../../src/view/view.ts";
import { checkCard } from "./card-schema.ts";
import { allOf, commandsOf } from "./card-walk.ts";
import { options, row, rowsBlock, tableBlock, viewOf } from "./sample-views.ts";

function draw(...blocks: readonly Block[]): Card {
  const card = renderCard(viewOf(...blocks), options);
  expect(checkCard(card)).toEqual([]);
  return card;
}

function contents(card: Card): unknown[] {
  return allOf(card, "markdown", "plain_text").map(({ content }) => content);
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

test("a click says where its card stands, and so whether it may change", () => {
  const value = (venue: Venue) =>
    allOf(renderCard(viewOf(rowsBlock([row("a")])), { ...options, venue }), "interactive_container")[0]?.behaviors;
  const changing = { v: 1, command: "job a", inPlace: true };
  expect(value("private")).toEqual([{ type: "callback", value: changing }]);
  expect(value("thread")).toEqual([{ type: "callback", value: { ...changing, inThread: true } }]);
  expect(value("group")).toEqual([{ type: "callback", value: { v: 1, command: "job a" } }]);
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

test("of a long way back the nearest steps are shown", () => {
  const trail = Array.from({ length: 9 }, (_, step) => ({
    kind: "command" as const,
    label: same(`Step ${step}`),
    command: `step ${step}`,
  }));
  expect(commandsOf(renderCard({ ...viewOf(), trail }, options))).toEqual([
    "step 4",
    "step 5",
    "step 6",
    "step 7",
    "step 8",
  ]);
});

test("a list that had no room for all its rows leads to the first that is missing", () => {
  const rows = Array.from({ length: 50 }, (_, index) => row(`${"x".repeat(100)}${index}`));
  const card = draw(rowsBlock(rows, { total: 90, list: { command: "jobs 7d", before: 20 } }));
  const shown = allOf(card, "interactive_container").length;
  expect(shown).toBeLessThan(50);
  expect(commandsOf(card).at(-1)).toBe(skipping("jobs 7d", 20 + shown));
});

const choice: Block = {
  kind: "choice",
  label: say("Order", "排序"),
  command: "jobs --sort",
  options: [
    { label: say("Failures", "失败数"), word: "failures" },
    { label: say("Name", "名称"), word: "name" },
  ],
  chosen: "name",
};
const range: Block = {
  kind: "range",
  command: "jobs",
  quick: [{ label: say("7 days", "7 天"), range: "7d" }],
  from: "2021-06-19",
  to: "2021-06-20",
};

test("a choice calls back as soon as it is made", () => {
  expect(allOf(draw(choice), "select_static")).toMatchObject([
    {
      options: [{ value: "failures" }, { value: "name" }],
      initial_option: "name",
      behaviors: [{ type: "callback", value: { v: 1, command: "jobs --sort", append: "option" } }],
    },
  ]);
});

test("another time is a button away, or two days in a form", () => {
  const card = draw(range);
  expect(commandsOf(card)).toEqual(["jobs 7d", "jobs"]);
  expect(allOf(card, "date_picker")).toMatchObject([
    { name: "from", initial_date: "2021-06-19" },
    { name: "to", initial_date: "2021-06-20" },
  ]);
  expect(allOf(card, "button").at(-1)).toMatchObject({ form_action_type: "submit", name: "show" });
});

test("a second form would repeat the names of the first", () => {
  expect(allOf(draw(range, range), "form")).toHaveLength(1);
});

test("where no click comes back there is nothing to choose", () => {
  const card = renderCard(viewOf(choice, range), { ...options, interactive: false });
  expect(card.body.elements).toEqual([]);
});
