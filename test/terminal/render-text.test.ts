import picocolors from "picocolors";
import { describe, expect, test } from "vitest";
import type { FoundRun } from "../../src/details/found-run.ts";
import { same, say } from "../../src/model/text.ts";
import { colorsFor } from "../../src/terminal/colors.ts";
import { headData, runCells } from "../../src/terminal/detail-data.ts";
import { fold } from "../../src/terminal/layout.ts";
import { dedent, painter } from "../../src/terminal/paint.ts";
import { renderText } from "../../src/terminal/render-text.ts";
import type { View } from "../../src/view/view.ts";

const plain = picocolors.createColors(false);
const colors = picocolors.createColors(true);

const view: View = {
  title: say("3 of 5 runs failed", "5 次运行中 3 次失败"),
  subtitle: same("2021-06-20"),
  tone: "bad",
  trail: [],
  blocks: [
    { kind: "figures", figures: [{ label: say("Runs", "运行"), value: "5", tone: "warn", note: ["▲ 2"] }] },
    {
      kind: "rows",
      title: say("Jobs", "任务"),
      rows: [{ title: ["unit"], lines: [["2 failed"]], tone: "good" }],
      total: 4,
      more: "jobs 2021-06-20 --skip 1",
      empty: say("None", "无"),
    },
    { kind: "rows", title: say("PRs", "合并请求"), rows: [], total: 0, empty: say("None", "无") },
    { kind: "lines", quiet: true, lines: [["try ", { text: "/ci help", code: true }]] },
    {
      kind: "actions",
      actions: [
        { kind: "link", label: say("On GitHub", "在 GitHub 上查看"), url: "https://github.com/a/b" },
        { kind: "command", label: say("Jobs", "任务"), command: "jobs" },
      ],
    },
  ],
  data: {},
};

describe("a view in a terminal", () => {
  test("in English", () => {
    expect(renderText(view, { locale: "en_us", colors: plain })).toMatchInlineSnapshot(`
      "3 of 5 runs failed
      2021-06-20

      Runs  5  ▲ 2

      Jobs
        ● unit
            2 failed
        and 3 more: ci-stat jobs 2021-06-20 --skip 1

      PRs
        None

      try ci-stat help

      On GitHub: https://github.com/a/b
      "
    `);
  });

  test("in Chinese", () => {
    expect(renderText(view, { locale: "zh_cn", colors: plain })).toMatchInlineSnapshot(`
      "5 次运行中 3 次失败
      2021-06-20

      运行  5  ▲ 2

      任务
        ● unit
            2 failed
        还有 3 项：ci-stat jobs 2021-06-20 --skip 1

      合并请求
        无

      try ci-stat help

      在 GitHub 上查看: https://github.com/a/b
      "
    `);
  });

  test("in colours: titles and marks by their tone, quiet lines dimmed", () => {
    const text = renderText(view, { locale: "en_us", colors });
    expect(text).toContain(colors.red(colors.bold("3 of 5 runs failed")));
    expect(text).toContain(colors.yellow(colors.bold("5")));
    expect(text).toContain(colors.green("●"));
    expect(text).toContain(colors.dim(`try ${colors.cyan("ci-stat help")}`));
  });

  test.each([
    ["good", "green"],
    ["warn", "yellow"],
    ["bad", "red"],
    ["info", "cyan"],
  ] as const)("%s is %s", (tone, colour) => {
    expect(painter("en_us", colors).tone(tone, "x")).toBe(colors[colour]("x"));
  });
});

test("FORCE_COLOR=false means none", () => {
  expect(colorsFor(undefined, { FORCE_COLOR: "false" }, { isTTY: true }).red("x")).toBe("x");
});

test("the common indent goes, further indents stay", () => {
  expect(dedent("\n    one\n      two\n    three\n\n")).toBe("one\n  two\nthree");
});

test("a folded line hangs two cells under its own indent", () => {
  const long = "    alpha beta gamma delta epsilon";
  expect(fold(long, 30)).toBe("    alpha beta gamma delta\n      epsilon");
});

const failure = { cause: "case", name: "a", file: null, line: null, excerpt: "" } as const;
const run = {
  job: "unit",
  id: 7,
  status: "FAILURE",
  time: Date.parse("2021-06-20T10:00:00+08:00"),
  durationMs: 1_000,
  commit: "abc",
  branch: "master",
  repo: "pingcap/tidb",
  pullRequest: { repo: "pingcap/tidb", number: 7, title: "a title", author: "somebody", branch: "master", link: null },
  cause: "case",
  failures: [failure, { ...failure, name: "b" }],
} as unknown as FoundRun;

test("a run in spreadsheet cells", () => {
  expect(runCells(run, "Asia/Shanghai")).toEqual({
    job: "unit",
    id: 7,
    status: "FAILURE",
    time: "2021-06-20T10:00:00+08:00",
    durationMs: 1_000,
    commit: "abc",
    branch: "master",
    repo: "pingcap/tidb",
    pullRequest: 7,
    title: "a title",
    author: "somebody",
    cause: "case",
    failures: "a; b",
  });
});

test("the head of a failure says when it was seen first and last", () => {
  const tally = { cause: "case", name: "a", file: null, line: null, runs: 2, pullRequests: 1, jobs: 1 } as const;
  const seen = { firstSeen: Date.parse("2021-06-19T00:00:00Z"), lastSeen: Date.parse("2021-06-20T00:00:00Z") };
  expect(headData({ kind: "failure", failure: { ...tally, ...seen } } as never, "UTC")).toMatchObject({
    firstSeen: "2021-06-19T00:00:00+00:00",
    lastSeen: "2021-06-20T00:00:00+00:00",
  });
});
