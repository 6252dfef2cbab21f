import { expect, test } from "vitest";
import { renderPlainText } from "../../cards/plain-text.ts";
import { renderCard } from "../../cards/render.ts";
import { say } from "../../src/model/text.ts";
import type { Block } from "../../src/view/view.ts";
import { actionsOf } from "../support/card-actions.ts";
import { checkCard } from "./card-schema.ts";
import { commandsOf } from "./card-walk.ts";
import { options, row, rowsBlock, viewOf } from "./sample-views.ts";

const longRow = (index: number) =>
  row(`job ${index}`, { lines: [["x".repeat(150)], ["y".repeat(150)], ["z".repeat(150)]] });

test("rows that a card has no room for are behind a button that goes on after the last one shown", () => {
  const rows = Array.from({ length: 50 }, (_, index) => longRow(index));
  const list = { command: "jobs 2021-06-20 --limit 50", before: 100 };
  const card = renderCard(viewOf(rowsBlock(rows, { list })), options);
  const lines = actionsOf(card).map(({ line }) => line);
  const shown = lines.filter((line) => line.startsWith("job ")).length;
  expect(shown).toBeLessThan(50);
  expect(lines.at(-1)).toBe(`jobs 2021-06-20 --limit 50 --skip ${100 + shown}`);
  expect(JSON.stringify(card)).toContain(`还有 ${50 - shown} 项`);
});

const range: Block = {
  kind: "range",
  command: "jobs --repo tidb",
  quick: [
    { label: say("Today", "今天"), range: "today" },
    { label: say("7 days", "7 天"), range: "7d" },
  ],
  from: "2021-06-19",
  to: "2021-06-20",
};
const choice: Block = {
  kind: "choice",
  label: say("Order", "排序"),
  command: "jobs 7d --sort",
  options: [
    { label: say("By runs", "按运行次数"), word: "runs" },
    { label: say("By name", "按名称"), word: "name" },
  ],
  chosen: "name",
};

test("ranges, days and orders each carry a command line, in place where the card may change", () => {
  const card = renderCard(viewOf(choice, range), { ...options, venue: "private" });
  expect(checkCard(card)).toEqual([]);
  expect(actionsOf(card).map(({ line }) => line)).toEqual([
    "jobs 7d --sort runs",
    "jobs 7d --sort name",
    "jobs --repo tidb today",
    "jobs --repo tidb 7d",
    "jobs --repo tidb 2021-06-19 +0800..2021-06-20 +0800",
  ]);
  expect(JSON.stringify(card).match(/"inPlace":true/g)).toHaveLength(4);
});

test("where no click comes back there is nothing to choose, on a card and in plain text", () => {
  const card = renderCard(viewOf(choice, range), { ...options, interactive: false });
  expect(card.body.elements).toEqual([]);
  expect(renderPlainText(viewOf(choice, range), "en_us")).toBe("Title");
});

test("a card holds one form: names of fields may stand once", () => {
  const card = renderCard(viewOf(range, range), options);
  expect(checkCard(card)).toEqual([]);
});

test("a single row that is missing is told of, too", () => {
  const card = renderCard(viewOf(rowsBlock([row("a")], { total: 2, more: "jobs --limit 25" })), options);
  expect(commandsOf(card).at(-1)).toBe("jobs --limit 25");
});
