import { expect, test } from "vitest";
import type { Card } from "../../cards/card.ts";
import { sizeOf } from "../../cards/fit.ts";
import { limits } from "../../cards/limits.ts";
import { renderCard } from "../../cards/render.ts";
import { say } from "../../src/model/text.ts";
import type { Block, BlockOf } from "../../src/view/view.ts";
import { checkCard, checkStaticCard } from "./card-schema.ts";
import { allOf, commandsOf } from "./card-walk.ts";
import { chartBlock, options, row, rowsBlock, tableBlock, viewOf } from "./sample-views.ts";

const staticOptions = { ...options, interactive: false };

function draw(...blocks: readonly Block[]): Card {
  const card = renderCard(viewOf(...blocks), options);
  const size = sizeOf(card);
  expect(checkCard(card)).toEqual([]);
  expect(size.bytes).toBeLessThanOrEqual(limits.cardBytes);
  expect(size.elements).toBeLessThanOrEqual(limits.elements);
  return card;
}

function repeat<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const jobs = (count: number) => repeat(count, (index) => row(`tidb_ghpr_unit_test_${index}`));

function said(card: Card): string {
  return allOf(card, "markdown", "plain_text")
    .map(({ content }) => content)
    .join("\n");
}

test("of 500 failing jobs the first are shown, and the rest counted behind a button", () => {
  const card = draw(rowsBlock(jobs(500), { more: "jobs --limit 50" }));
  const shown = allOf(card, "interactive_container").length;
  expect(shown).toBeGreaterThan(20);
  expect(said(card)).toContain(`还有 ${500 - shown} 项`);
  expect(commandsOf(card).slice(0, 2)).toEqual(["job tidb_ghpr_unit_test_0", "job tidb_ghpr_unit_test_1"]);
  expect(commandsOf(card).at(-1)).toBe("jobs --limit 50");
});

test("what the View itself left out is counted with what the card left out", () => {
  const card = draw(rowsBlock(jobs(100), { total: 12_345, more: "jobs --limit 50" }));
  const shown = allOf(card, "interactive_container").length;
  expect(said(card)).toContain(`还有 ${(12_345 - shown).toLocaleString("en-US")} 项`);
});

test("a list that fits is shown whole and leads nowhere", () => {
  const card = draw(rowsBlock(jobs(10), { more: "jobs --limit 50" }));
  expect(allOf(card, "interactive_container")).toHaveLength(10);
  expect(said(card)).not.toContain("还有");
});

test("the longest list gives way first", () => {
  const titled = (name: string, count: number) =>
    rowsBlock(repeat(count, (index) => row(`${name}${index} ${"x".repeat(100)}`, { command: `${name} ${index}` })));
  const commands = commandsOf(draw(titled("short", 8), titled("long", 60)));
  expect(commands.filter((command) => command.startsWith("short"))).toHaveLength(8);
  expect(commands.filter((command) => command.startsWith("long")).length).toBeGreaterThan(10);
});

test("without a way to lead on, what is missing is still counted", () => {
  const card = renderCard(viewOf(rowsBlock(jobs(500), { more: "jobs --limit 50" })), staticOptions);
  const shown = allOf(card, "column").length;
  expect(checkStaticCard(card)).toEqual([]);
  expect(sizeOf(card).bytes).toBeLessThanOrEqual(limits.staticCardBytes);
  expect(said(card)).toContain(`还有 ${500 - shown} 项`);
});

test("a long excerpt is shortened, and says by how much", () => {
  const text = repeat(3000, (index) => `line ${index} of the log`).join("\n");
  const card = draw({ kind: "excerpt", title: ["TestX"], text, open: true });
  const code = allOf(card, "markdown").find(({ content }) => String(content).startsWith("```"));
  const kept = String(code?.content).slice(4, -4);
  expect(text.startsWith(kept)).toBe(true);
  expect(kept.length).toBeGreaterThan(5000);
  expect(said(card)).toContain(`其余 ${(text.length - kept.length).toLocaleString("en-US")} 个字符未显示`);
});

test("many excerpts share the room", () => {
  const excerpt: Block = { kind: "excerpt", title: ["TestX"], text: "FAIL 失败\n".repeat(1000), open: false };
  const card = draw(...repeat(12, () => excerpt));
  expect(allOf(card, "collapsible_panel")).toHaveLength(12);
});

test("a table's rows give way like a list's", () => {
  const rows = repeat(500, (index) => ({ what: `job ${index}`, count: String(index) }));
  const card = draw({ ...tableBlock, rows });
  const [table] = allOf(card, "table");
  expect(said(card)).toContain(`还有 ${500 - [table?.rows].flat().length} 项`);
});

test("the fourth table becomes a list, and nothing of it is lost", () => {
  const card = draw(...repeat(4, () => tableBlock));
  expect(allOf(card, "table")).toHaveLength(3);
  expect(said(card)).toContain("指标 **tidb&#95;ghpr&#95;unit&#95;test** · 运行 **42**");
});

test("the sixth chart becomes its sentence", () => {
  const card = draw(...repeat(6, () => chartBlock));
  expect(allOf(card, "chart")).toHaveLength(5);
  expect(said(card).match(/42 次运行中 2 次失败/g)).toHaveLength(6);
});

test("a chart of ten thousand points becomes its sentence", () => {
  const points = repeat(10_000, (index) => ({ x: String(index), y: index, series: "failure" }));
  const card = draw({ ...chartBlock, points });
  expect(allOf(card, "chart")).toHaveLength(0);
  expect(said(card)).toContain("42 次运行中 2 次失败");
});

test("charts go before lists lose all but their first rows", () => {
  const points = repeat(400, (index) => ({ x: `2021-06-20 ${index}`, y: index, series: "failure" }));
  const chart: BlockOf<"chart"> = { ...chartBlock, points };
  const card = draw(chart, chart, chart, rowsBlock(jobs(10)));
  expect(allOf(card, "chart").length).toBeLessThan(3);
  expect(allOf(card, "interactive_container").length).toBeGreaterThanOrEqual(3);
});

test("of a thousand blocks those that do not fit are counted", () => {
  const block: Block = { kind: "lines", lines: [["x".repeat(150)]] };
  const card = draw(...repeat(1000, () => block));
  const shown = allOf(card, "markdown").length;
  expect(said(card)).toContain(`另有 ${1000 - shown} 个部分放不下`);
});

test("the buttons that lead on stay when blocks have to go", () => {
  const long = rowsBlock([row("x", { lines: repeat(6, () => repeat(20, (index) => `${index}${"一".repeat(150)}`)) })]);
  const lead: Block = {
    kind: "actions",
    actions: [{ kind: "command", label: say("Jobs", "任务"), command: "jobs" }],
  };
  expect(commandsOf(draw(long, long, long, lead))).toContain("jobs");
});

test("two hundred figures and two hundred buttons fit", () => {
  const figures = repeat(200, (index) => ({ label: say("Runs", "运行"), value: String(index), command: "jobs" }));
  const actions = repeat(200, () => ({ kind: "command", label: say("Jobs", "任务"), command: "jobs" }) as const);
  expect(said(draw({ kind: "figures", figures }, { kind: "actions", actions }))).toContain("还有 188 项");
});

test("elements are counted as the platform may count them, text objects included", () => {
  const card = draw(...repeat(6, () => rowsBlock(jobs(50))));
  expect(sizeOf(card).elements).toBeGreaterThan(limits.elements / 2);
});

test("sections that fit in no form are dropped from the end, and counted", () => {
  const choice = (index: number): Block => ({
    kind: "choice",
    label: say("Order", "排序"),
    command: `jobs${index} --sort`,
    options: repeat(20, (word) => ({
      label: say(`Word number ${word}`, `第 ${word} 个词`),
      word: String.fromCharCode(97 + word),
    })),
    chosen: "a",
  });
  const card = draw(...repeat(40, choice));
  const shown = allOf(card, "select_static").length;
  expect(shown).toBeGreaterThan(1);
  expect(said(card)).toContain(`另有 ${40 - shown} 个部分放不下`);
});
