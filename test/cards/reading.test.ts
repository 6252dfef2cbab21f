import { expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import { same, say } from "../../src/model/text.ts";
import type { Block, View } from "../../src/view/view.ts";
import { checkCard } from "./card-schema.ts";
import { reading } from "./reading.ts";
import { chartBlock, options, row, rowsBlock, tableBlock, typicalView, viewOf } from "./sample-views.ts";
import "../support/plain-snapshots.ts";

/** What people read of a View on a card, each language, with and without buttons. */
function read(view: View, locale: "zh_cn" | "en_us" = "en_us", interactive = true): string {
  const card = renderCard(view, { ...options, interactive });
  expect(checkCard(card)).toEqual([]);
  return reading(card, locale);
}

const lines: Block = {
  kind: "lines",
  lines: [
    [{ text: say("2 failed", "2 次失败"), strong: true, tone: "bad" }, " of ", { text: "tidb_ghpr", code: true }],
    [{ text: "the log", url: "https://ci.example.com/log" }, " · a_b ~1 <at id=all>"],
  ],
};
const quiet: Block = { kind: "lines", quiet: true, lines: [["as of 08:00"], [{ text: "v1", code: true }]] };
const figures: Block = {
  kind: "figures",
  figures: [
    { label: say("Runs", "运行"), value: "73" },
    {
      label: say("Failed", "失败"),
      value: "2",
      tone: "bad",
      note: [{ text: "▲ 1", tone: "bad" }],
      command: "failures",
    },
    { label: say("Passed", "通过"), value: "97%", tone: "good" },
    { label: same("PRs"), value: "12", command: "prs" },
  ],
};
const line: Block = { ...chartBlock, shape: "line" };
const ring: Block = { ...chartBlock, shape: "ring" };
const rows: Block = rowsBlock(
  [
    row("tidb", { tone: "warn", lines: [["a"], [say("twice", "两次")]] }),
    row("tikv", { command: "job tikv 7d", lines: [] }),
  ],
  { total: 5, list: { command: "jobs 7d", before: 3 } },
);
const none: Block = rowsBlock([]);
const more: Block = rowsBlock([row("a")], { total: 3, more: "jobs --limit 25" });
const excerpt: Block = {
  kind: "excerpt",
  title: ["TestX", { text: " failed", tone: "bad" }],
  text: "x := 1\n  y",
  open: false,
};
const actions: Block = {
  kind: "actions",
  actions: [
    { kind: "command", label: say("Jobs", "任务"), command: "jobs 7d", primary: true },
    { kind: "link", label: same("Jenkins"), url: "https://ci.example.com/" },
    { kind: "link", label: same("Bad"), url: "javascript:alert(1)" },
  ],
};
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
const people: Block = { kind: "lines", lines: [["filed by ", { text: "ou_1", person: true }], ["later"]] };

test("lines: bold, coloured, code, links, and nothing from outside as markup", () => {
  expect(read(viewOf(lines, quiet))).toMatchInlineSnapshot(`
    grey: Title
    «red:2 failed» of tidb_ghpr
    [the log](https://ci.example.com/log) · a_b ~1 <at id=all>
    small: «grey:as of 08:00»
    v1
  `);
  expect(read(viewOf(lines, quiet), "zh_cn")).toMatchInlineSnapshot(`
    grey: 标题
    «red:2 次失败» of tidb_ghpr
    [the log](https://ci.example.com/log) · a_b ~1 <at id=all>
    small: «grey:as of 08:00»
    v1
  `);
});

test("figures: the number, what it is, its change, and what it opens", () => {
  expect(read(viewOf(figures))).toMatchInlineSnapshot(`
    grey: Title
    73 / small: Runs | ( «red:2» / small: «grey:Failed»
    «red:▲ 1» ) → failures | «green:97% » / small: Passed | ( 12 / small: PRs ) → prs
  `);
  expect(read(viewOf(figures), "zh_cn", false)).toMatchInlineSnapshot(`
    grey: 标题
    73 / small: 运行 | «red:2» / small: «grey:失败»
    «red:▲ 1» | «green:97% » / small: 通过 | 12 / small: PRs
  `);
});

test("charts: stacked with the bars that are seen, lines with the points that are there, rings with sums", () => {
  expect(read(viewOf(chartBlock))).toMatchInlineSnapshot(`
    grey: Title
    Runs per hour
    bar chart #E5484D #2EA043: 08:00 失败 Failed 2; 08:00 通过 Passed 40; 09:00 通过 Passed 31
    small: Most failures at 08:00: 2 of 42 runs.
  `);
  expect(read(viewOf(line))).toMatchInlineSnapshot(`
    grey: Title
    Runs per hour
    line chart #E5484D #2EA043: 08:00 失败 Failed 2; 08:00 通过 Passed 40; 09:00 通过 Passed 31
    small: Most failures at 08:00: 2 of 42 runs.
  `);
  expect(read(viewOf(ring), "zh_cn")).toMatchInlineSnapshot(`
    grey: 标题
    每小时运行
    pie chart #E5484D #2EA043: 失败 Failed 2; 通过 Passed 71
    small: 失败最多的是 08:00：42 次运行中 2 次失败。
  `);
});

test("rows: tone, title, lines, what a tap opens, and the way to the rest", () => {
  expect(read(viewOf(rows, none, more))).toMatchInlineSnapshot(`
    grey: Title
    Jobs
    ( «orange:●» tidb «grey:›» / small: a / small: twice ) → job tidb
    ( tikv «grey:›» ) → job tikv 7d
    [and 3 more → jobs 7d --skip 5]
    Jobs
    small: No job failed.
    Jobs
    ( a «grey:›» / small: 3 failed ) → job a
    [and 2 more → jobs --limit 25]
  `);
  expect(read(viewOf(rows, none, more), "zh_cn", false)).toMatchInlineSnapshot(`
    grey: 标题
    任务
    «orange:●» tidb / small: a / small: 两次
    tikv
    small: 还有 3 项
    任务
    small: 没有任务失败。
    任务
    a / small: 3 次失败
    small: 还有 2 项
  `);
});

test("a table, an excerpt", () => {
  expect(read(viewOf(tableBlock, excerpt))).toMatchInlineSnapshot(`
    grey: Title
    Two days
    指标 What | 运行 Runs>
    失败 Failed | 2
    tidb_ghpr_unit_test | 42
    ▸ TestX «red:failed»

    x := 1
      y
  `);
});

test("buttons, a choice, another time", () => {
  expect(read(viewOf(actions, choice, range))).toMatchInlineSnapshot(`
    grey: Title
    [Jobs → jobs 7d] | [Jenkins → https://ci.example.com/]
    Bad: javascript:alert(1)
    [Order: Failures, *Name → jobs --sort <option>]
    [7 days → jobs 7d]
    form( {from 2021-06-19} | {to 2021-06-20} | [Show → jobs <days>] )
  `);
  expect(read(viewOf(actions, choice, range), "zh_cn")).toMatchInlineSnapshot(`
    grey: 标题
    [任务 → jobs 7d] | [Jenkins → https://ci.example.com/]
    Bad: javascript:alert(1)
    [排序: 失败数, *名称 → jobs --sort <option>]
    [7 天 → jobs 7d]
    form( {from 2021-06-19} | {to 2021-06-20} | [查看 → jobs <days>] )
  `);
  expect(read(viewOf(actions, choice, range), "en_us", false)).toMatchInlineSnapshot(`
    grey: Title
    [Jenkins → https://ci.example.com/]
    Bad: javascript:alert(1)
  `);
});

test("people are drawn by Feishu where it can, and by their id elsewhere", () => {
  expect(read(viewOf(people))).toMatchInlineSnapshot(`
    grey: Title
    filed by | people(ou_1)
    later
  `);
  expect(read(viewOf(people), "en_us", false)).toMatchInlineSnapshot(`
    grey: Title
    filed by ou_1
    later
  `);
});

test("a whole card", () => {
  const trail = [{ kind: "command", label: say("Summary", "概况"), command: "summary 7d" }] as const;
  expect(read({ ...typicalView, trail, subtitle: say("7 days", "7 天") })).toMatchInlineSnapshot(`
    red: 2 of 73 runs failed | 7 days
    [‹ Back to Summary → summary 7d]
    ( «red:2» / small: «grey:Failed»
    «red:▲ 1» ) → failures yesterday | 73 / small: Runs
    Runs per hour
    bar chart #E5484D #2EA043: 08:00 失败 Failed 2; 08:00 通过 Passed 40; 09:00 通过 Passed 31
    small: Most failures at 08:00: 2 of 42 runs.
    Jobs
    ( «red:●» tidb#2558 fix: a_b <at id=all></at> «grey:›» / small: 2 failed · 06-20 08:12 / small: testSuite.TestX ) → job tidb_ghpr_unit_test
    [and 4 more → jobs yesterday --limit 20]
    Two days
    指标 What | 运行 Runs>
    失败 Failed | 2
    tidb_ghpr_unit_test | 42
    ▸ testSuite.TestX says

    FAIL: executor_test.go:204



    [Pull requests → prs yesterday] | [Jenkins → https://ci.example.com/job/a_%28b%29]
    small: As of 06-21 00:05
  `);
});
