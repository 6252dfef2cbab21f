import { type Locale, say } from "../../src/model/text.ts";
import type { Block, BlockOf, Row, View } from "../../src/view/view.ts";

export const options: { readonly locale: Locale; readonly interactive: boolean } = {
  locale: "zh_cn",
  interactive: true,
};

export function viewOf(...blocks: readonly Block[]): View {
  return { title: say("Title", "标题"), tone: "neutral", blocks, trail: [], data: {} };
}

export function row(name: string, more: Partial<Row> = {}): Row {
  return { title: [name], lines: [[say("3 failed", "3 次失败")]], command: `job ${name}`, ...more };
}

export function rowsBlock(rows: readonly Row[], more: Partial<BlockOf<"rows">> = {}): BlockOf<"rows"> {
  return {
    kind: "rows",
    title: say("Jobs", "任务"),
    rows,
    total: rows.length,
    empty: say("No job failed.", "没有任务失败。"),
    ...more,
  };
}

export const chartBlock: BlockOf<"chart"> = {
  kind: "chart",
  shape: "stacked",
  title: say("Runs per hour", "每小时运行"),
  series: [
    { name: "failure", label: say("Failed", "失败"), tone: "bad" },
    { name: "success", label: say("Passed", "通过"), tone: "good" },
  ],
  points: [
    { x: "08:00", y: 2, series: "failure" },
    { x: "08:00", y: 40, series: "success" },
    { x: "09:00", y: 31, series: "success" },
  ],
  caption: say("Most failures at 08:00: 2 of 42 runs.", "失败最多的是 08:00：42 次运行中 2 次失败。"),
};

export const tableBlock: BlockOf<"table"> = {
  kind: "table",
  title: say("Two days", "两天对比"),
  columns: [
    { name: "what", label: say("What", "指标") },
    { name: "count", label: say("Runs", "运行"), align: "right" },
  ],
  rows: [
    { what: say("Failed", "失败"), count: "2" },
    { what: "tidb_ghpr_unit_test", count: "42" },
  ],
};

/** What a person gets for `/ci summary yesterday`, cut short. */
export const typicalView: View = {
  title: say("2 of 73 runs failed", "73 次运行中 2 次失败"),
  subtitle: say("2021-06-20 Sun · Asia/Shanghai", "2021-06-20 周日 · Asia/Shanghai"),
  tone: "bad",
  trail: [
    { kind: "command", label: say("Help", "帮助"), command: "help" },
    { kind: "command", label: say("Last week", "上周"), command: "summary last week" },
  ],
  blocks: [
    {
      kind: "figures",
      figures: [
        {
          label: say("Failed", "失败"),
          value: "2",
          tone: "bad",
          note: [{ text: "▲ 1", tone: "bad" }],
          command: "failures yesterday",
        },
        { label: say("Runs", "运行"), value: "73" },
      ],
    },
    chartBlock,
    rowsBlock(
      [
        row("tidb_ghpr_unit_test", {
          title: [{ text: "tidb#2558", strong: true }, " fix: a_b <at id=all></at>"],
          lines: [[say("2 failed", "2 次失败"), " · ", "06-20 08:12"], [{ text: "testSuite.TestX", code: true }]],
          tone: "bad",
        }),
      ],
      { total: 5, more: "jobs yesterday --limit 20" },
    ),
    tableBlock,
    {
      kind: "excerpt",
      title: [{ text: "testSuite.TestX", code: true }, " ", say("says", "输出")],
      text: "FAIL: executor_test.go:204\n```\n<at id=all></at>",
      open: false,
    },
    {
      kind: "actions",
      actions: [
        { kind: "command", label: say("Pull requests", "合并请求"), command: "prs yesterday", primary: true },
        { kind: "link", label: say("Jenkins", "Jenkins"), url: "https://ci.example.com/job/a_(b)" },
      ],
    },
    { kind: "lines", quiet: true, lines: [[say("As of ", "截至 "), "06-21 00:05"]] },
  ],
  data: {},
};
