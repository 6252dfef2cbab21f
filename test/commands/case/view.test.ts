import { expect, test } from "vitest";
import { caseSpreadView } from "../../../src/commands/case/spread.ts";
import { type CaseFacts, caseView, chooseCaseView } from "../../../src/commands/case/view.ts";
import type { Occurrence } from "../../../src/model/failure.ts";
import { DAY } from "../../../src/model/window.ts";
import { at } from "../../support/runs.ts";
import { partText, viewText } from "../../support/view-text.ts";
import { tracked } from "../issues/sample-issues.ts";
import {
  asked,
  day,
  failureTally,
  fresh,
  hostile,
  links,
  neverRan,
  noLinks,
  page,
  run,
  stillReading,
} from "../sample-facts.ts";

const key = failureTally("testSuite.TestPlanStats");

function occurrence(more: Partial<Occurrence> = {}): Occurrence {
  return {
    job: "tidb_ghpr_unit_test",
    id: 4711,
    time: at("2021-06-20 10:00:00"),
    repo: "pingcap/tidb",
    branch: "master",
    pull: 24155,
    commit: "3f9ad21c0ffee",
    excerpt: "stats_test.go:17:\n  obtained 2, expected 3",
    logLine: 900,
    ...more,
  };
}

function reach(runs: number, pullRequests: number, trunkRuns: number) {
  return { runs, pullRequests, trunkRuns, firstSeen: at("2021-06-01 08:00:00"), lastSeen: at("2021-06-20 10:00:00") };
}

const starts = [-3, -2, -1, 0].map((days) => day.begin + days * DAY);

const facts: CaseFacts = {
  ...fresh,
  reach: reach(5, 3, 1),
  ever: { ...reach(41, 20, 3), firstSeen: at("2021-05-02 08:00:00") },
  trend: { starts, counts: [0, 2, 0, 3] },
  jobs: page([{ name: "tidb_ghpr_unit_test", runs: 4 }], 2),
  branches: page([
    { name: "master", runs: 4 },
    { name: null, runs: 1 },
  ]),
  pulls: page([
    { name: "pingcap/tidb#24155", runs: 4 },
    { name: null, runs: 1 },
  ]),
  occurrences: page([occurrence(), occurrence({ id: 4650, pull: null, branch: null, commit: null })], 5),
  passed: run({ id: 4720, status: "SUCCESS", time: at("2021-06-20 22:00:00") }),
  issue: undefined,
  mayFile: true,
};

test("a case that fails on trunk too: since when, how often, where", () => {
  expect(viewText(caseView(key, asked(), facts, links))).toMatchInlineSnapshot(`
    [bad] testSuite.TestPlanStats failed in 5 runs
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Failures → failures 2021-06-20]

    test case · Also fails on trunk (1 run), so not caused by one pull request.
    First seen 05-02 08:00 · 50 days ago
    Last seen 06-20 10:00 · 23 h ago
    Last passing run of its jobs: tidb_ghpr_unit_test #4720 · 06-20 22:00

    [Preview an issue → issue testSuite.TestPlanStats]

    Failed runs: 5
    PRs: 3
    On trunk: 1
    Failed runs ever: 41

    Failed runs over time (stacked, 4 places)
      failure is [bad] Failed
      06-18: failure 2
      06-20: failure 3
    06-17 to 06-20: failed on 2 of 4 days, at most 3 runs a day.

    ▾ Newest: tidb_ghpr_unit_test #4711
    | stats_test.go:17:
    |   obtained 2, expected 3

    [View log ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L900]

    Failed runs · 1–2 of 5 → case testSuite.TestPlanStats 2021-06-20 --limit 10 after 0
      tidb_ghpr_unit_test #4711 → run tidb_ghpr_unit_test 4711
          06-20 10:00 · pingcap/tidb#24155 · ‹3f9ad21›
      tidb_ghpr_unit_test #4650 → run tidb_ghpr_unit_test 4650
          06-20 10:00 · – · ‹–›

    Jobs it fails in
      tidb_ghpr_unit_test[neutral:   4 runs] → job tidb_ghpr_unit_test 2021-06-20
      and 1 more → case testSuite.TestPlanStats --by job --cause case 2021-06-20

    Pull requests
      pingcap/tidb#24155[neutral:   4 runs] → pr 24155 2021-06-20 --repo pingcap/tidb
      runs without a PR[neutral:   1 run]

    Branches
      master[neutral:   4 runs] → case testSuite.TestPlanStats 2021-06-20 --branch master
      no branch recorded[neutral:   1 run]

    Range 2021-06-20 to 2021-06-20 → case testSuite.TestPlanStats …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a case in Chinese", () => {
  expect(viewText(caseView(key, asked(), facts, links), "zh_cn")).toMatchInlineSnapshot(`
    [bad] testSuite.TestPlanStats：5 次运行失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [失败 → failures 2021-06-20]

    测试用例 · 主干上也失败过（1 次运行），不是某个合并请求引起的。
    首次出现 05-02 08:00 · 50 天前
    最近出现 06-20 10:00 · 23 小时前
    相关任务最近一次通过：tidb_ghpr_unit_test #4720 · 06-20 22:00

    [预览 issue → issue testSuite.TestPlanStats]

    失败运行: 5
    合并请求: 3
    主干运行: 1
    历史失败运行: 41

    失败运行趋势 (stacked, 4 places)
      failure is [bad] 失败
      06-18: failure 2
      06-20: failure 3
    06-17 至 06-20：4 天中有 2 天失败，单日最多 3 次运行。

    ▾ 最近一次：tidb_ghpr_unit_test #4711
    | stats_test.go:17:
    |   obtained 2, expected 3

    [查看日志 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L900]

    失败的运行 · 第 1–2 项，共 5 项 → case testSuite.TestPlanStats 2021-06-20 --limit 10 after 0
      tidb_ghpr_unit_test #4711 → run tidb_ghpr_unit_test 4711
          06-20 10:00 · pingcap/tidb#24155 · ‹3f9ad21›
      tidb_ghpr_unit_test #4650 → run tidb_ghpr_unit_test 4650
          06-20 10:00 · – · ‹–›

    失败的任务
      tidb_ghpr_unit_test[neutral:   4 次] → job tidb_ghpr_unit_test 2021-06-20
      and 1 more → case testSuite.TestPlanStats --by job --cause case 2021-06-20

    合并请求
      pingcap/tidb#24155[neutral:   4 次] → pr 24155 2021-06-20 --repo pingcap/tidb
      非 PR 运行[neutral:   1 次]

    分支
      master[neutral:   4 次] → case testSuite.TestPlanStats 2021-06-20 --branch master
      未记录分支[neutral:   1 次]

    Range 2021-06-20 to 2021-06-20 → case testSuite.TestPlanStats …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("the verdict: several pull requests, one, none and off trunk, one run on trunk", () => {
  const verdicts = [reach(5, 3, 0), reach(5, 1, 0), reach(1, 0, 0), reach(1, 0, 1)].flatMap((found) => {
    const view = caseView(key, asked(), { ...facts, reach: found }, links);
    return [viewText(view), viewText(view, "zh_cn")].map((text) => {
      const lines = text.split("\n");
      return `${lines[0]} / ${lines[5]}`;
    });
  });
  expect(verdicts.join("\n")).toMatchInlineSnapshot(`
    [bad] testSuite.TestPlanStats failed in 5 runs / test case · Fails in 3 pull requests, not on trunk.
    [bad] testSuite.TestPlanStats：5 次运行失败 / 测试用例 · 在 3 个合并请求中失败，主干上没有。
    [warn] testSuite.TestPlanStats failed in 5 runs / test case · Fails in one pull request only.
    [warn] testSuite.TestPlanStats：5 次运行失败 / 测试用例 · 只在一个合并请求中失败。
    [warn] testSuite.TestPlanStats failed in 1 run / test case · Fails only in runs without a PR, on other branches.
    [warn] testSuite.TestPlanStats：1 次运行失败 / 测试用例 · 只在其他分支的非 PR 运行中失败。
    [bad] testSuite.TestPlanStats failed in 1 run / test case · Also fails on trunk (1 run), so not caused by one pull request.
    [bad] testSuite.TestPlanStats：1 次运行失败 / 测试用例 · 主干上也失败过（1 次运行），不是某个合并请求引起的。
  `);
});

test("a case that did not fail in the window, and never passed", () => {
  const view = caseView(
    key,
    asked(),
    {
      ...facts,
      ...neverRan,
      reach: { ...reach(0, 0, 0), firstSeen: null, lastSeen: null },
      ever: { ...reach(0, 0, 0), firstSeen: null, lastSeen: null },
      trend: { starts, counts: [0, 0, 0, 0] },
      occurrences: page([]),
      passed: null,
      mayFile: false,
    },
    noLinks,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] testSuite.TestPlanStats did not fail
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Failures → failures 2021-06-20]

    test case · Did not fail in this window.
    First seen never
    Last seen never

    Failed runs: 0
    PRs: 0
    On trunk: 0
    Failed runs ever: 0

    Failed runs over time (stacked, 4 places)
      failure is [bad] Failed
    06-17 to 06-20: failed on 0 of 4 days, at most 0 runs a day.

    Range 2021-06-20 to 2021-06-20 → case testSuite.TestPlanStats …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [good] testSuite.TestPlanStats：没有失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [失败 → failures 2021-06-20]

    测试用例 · 这段时间内没有失败。
    首次出现 从未
    最近出现 从未

    失败运行: 0
    合并请求: 0
    主干运行: 0
    历史失败运行: 0

    失败运行趋势 (stacked, 4 places)
      failure is [bad] 失败
    06-17 至 06-20：4 天中有 0 天失败，单日最多 0 次运行。

    Range 2021-06-20 to 2021-06-20 → case testSuite.TestPlanStats …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("the issue that tracks a case stands instead of the way to file one", () => {
  const view = caseView(key, asked(), { ...facts, issue: tracked({ number: 77, state: "open" }) }, noLinks);
  expect(partText(view, ["lines", "actions"])).toMatchInlineSnapshot(`
    [bad] testSuite.TestPlanStats failed in 5 runs
    2021-06-20 Sun · Asia/Shanghai

    test case · Also fails on trunk (1 run), so not caused by one pull request.
    First seen 05-02 08:00 · 50 days ago
    Last seen 06-20 10:00 · 23 h ago
    Last passing run of its jobs: tidb_ghpr_unit_test #4720 · 06-20 22:00

    Issue #77 ↗ https://github.com/pingcap/tidb/issues/77 · open

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("only test cases can be filed", () => {
  expect(viewText(caseView({ ...key, cause: "env" }, asked(), facts, noLinks))).not.toContain("issue");
  expect(viewText(caseView(key, asked(), { ...facts, mayFile: false }, noLinks))).not.toContain("issue");
});

test("what the chart says: one run a day, many, periods of three days", () => {
  const cases: [number, number[]][] = [
    [DAY, [0, 1, 1]],
    [DAY, [0, 1_000, 1]],
    [3 * DAY, [0, 1, 2]],
    [3 * DAY, [0, 0, 1]],
  ];
  const captions = cases.flatMap(([stepMs, counts]) => {
    const trend = { starts: counts.map((_count, index) => day.begin + index * stepMs), counts };
    const view = caseView(key, asked(), { ...facts, trend }, links);
    return (["en_us", "zh_cn"] as const).map((locale) => partText(view, ["chart"], locale).split("\n").at(-1));
  });
  expect(captions.join("\n")).toMatchInlineSnapshot(`
    06-20 to 06-22: failed on 2 of 3 days, at most 1 run a day.
    06-20 至 06-22：3 天中有 2 天失败，单日最多 1 次运行。
    06-20 to 06-22: failed on 2 of 3 days, at most 1,000 runs a day.
    06-20 至 06-22：3 天中有 2 天失败，单日最多 1,000 次运行。
    06-20 to 06-26: failed in 2 of 3 periods, at most 2 runs in one.
    06-20 至 06-26：3 段中有 2 段失败，单段最多 2 次运行。
    06-20 to 06-26: failed in 1 of 3 periods, at most 1 run in one.
    06-20 至 06-26：3 段中有 1 段失败，单段最多 1 次运行。
  `);
});

test("hostile names and excerpts", () => {
  const name = `${hostile.mention} ${hostile.backticks}`;
  const view = caseView(
    failureTally(name),
    asked({}, { limit: 1, offset: 1 }),
    {
      ...facts,
      ...stillReading,
      occurrences: page(
        [occurrence({ job: hostile.markup, branch: hostile.rtl, pull: null, excerpt: hostile.lines })],
        5,
      ),
      jobs: page([{ name: hostile.long, runs: 1 }]),
      pulls: page([{ name: `${hostile.emoji}#5`, runs: 1 }]),
      branches: page([{ name: hostile.backticks, runs: 1 }]),
    },
    links,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] <at id=all></at> \`rm -rf\` \`\`\` 'a' "b" failed in 5 runs
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Failures → failures 2021-06-20]

    test case · Also fails on trunk (1 run), so not caused by one pull request.
    First seen 05-02 08:00 · 50 days ago
    Last seen 06-20 10:00 · 23 h ago
    Last passing run of its jobs: tidb_ghpr_unit_test #4720 · 06-20 22:00

    [Preview an issue → issue '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"']

    Failed runs: 5
    PRs: 3
    On trunk: 1
    Failed runs ever: 41

    Failed runs over time (stacked, 4 places)
      failure is [bad] Failed
      06-18: failure 2
      06-20: failure 3
    06-17 to 06-20: failed on 2 of 4 days, at most 3 runs a day.

    ▾ Newest: **bold** [x](http://evil.example) <font color='red'>y</font> # h #4711
    | one
    | two

    [View log ↗ https://ci.example/runs/**bold** [x](http://evil.example) <font color='red'>y</font> # h/4711/log#L900]

    Failed runs · 2–2 of 5 → case '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --limit 1 after 1
      **bold** [x](http://evil.example) <font color='red'>y</font> # h #4711 → run "**bold** [x](http://evil.example) <font color='red'>y</font> # h" 4711
          06-20 10:00 · ‮gnp.exe שלום · ‹3f9ad21›

    [Previous page → case '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --limit 1]
    [Next page → case '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --limit 1 --page 3]

    Jobs it fails in
      TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest[neutral:   1 run] → job TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest 2021-06-20

    Pull requests
      👩‍💻 fix 🇨🇳#5[neutral:   1 run] → pr 5 2021-06-20 --repo "👩‍💻 fix 🇨🇳"

    Branches
      \`rm -rf\` \`\`\` 'a' "b"[neutral:   1 run] → case '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --branch '\`rm -rf\` \`\`\` *a* "b"'

    Range 2021-06-20 to 2021-06-20 → case '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
});

test("several failures of the name that was typed", () => {
  const keys = [failureTally("same.Name"), failureTally("same.Name", { cause: "check", runs: 2 })];
  expect(viewText(chooseCaseView(asked(), keys))).toMatchInlineSnapshot(`
    [info] 2 failures match
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    Which one?
      [bad] ‹same.Name› → case same.Name 2021-06-20 --cause case
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      [warn] ‹same.Name› → case same.Name 2021-06-20 --cause check
          lint & format  ·  2 runs · 1 PR · 1 job
          last seen 06-20 21:15
  `);
  expect(viewText(chooseCaseView(asked(), keys), "zh_cn")).toMatchInlineSnapshot(`
    [info] 有 2 个匹配的失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    请选择
      [bad] ‹same.Name› → case same.Name 2021-06-20 --cause case
          测试用例  ·  1 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15
      [warn] ‹same.Name› → case same.Name 2021-06-20 --cause check
          代码检查  ·  2 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15
  `);
});

test("all jobs, branches or pull requests that a case fails in", () => {
  const texts = (["job", "branch", "pull"] as const).map((by) => {
    const items = [
      { name: by === "pull" ? "pingcap/tidb#24155" : "place", runs: 1_004 },
      { name: null, runs: 1 },
    ];
    return viewText(caseSpreadView(key, by, asked({ repo: "tidb" }, { limit: 2 }), page(items, 3)));
  });
  expect(texts.join("\n\n----\n\n")).toMatchInlineSnapshot(`
    [info] Jobs it fails in: testSuite.TestPlanStats
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]
    ‹ [History → case testSuite.TestPlanStats 2021-06-20 --repo tidb]

    1–2 of 3 → case testSuite.TestPlanStats --by job --cause case 2021-06-20 --repo tidb --limit 2 after 0
      place[neutral:   1,004 runs] → job place 2021-06-20 --repo tidb
      no job[neutral:   1 run]

    [Next page → case testSuite.TestPlanStats --by job --cause case 2021-06-20 --repo tidb --limit 2 --page 2]

    ----

    [info] Branches: testSuite.TestPlanStats
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]
    ‹ [History → case testSuite.TestPlanStats 2021-06-20 --repo tidb]

    1–2 of 3 → case testSuite.TestPlanStats --by branch --cause case 2021-06-20 --repo tidb --limit 2 after 0
      place[neutral:   1,004 runs] → case testSuite.TestPlanStats 2021-06-20 --repo tidb --branch place
      no branch recorded[neutral:   1 run]

    [Next page → case testSuite.TestPlanStats --by branch --cause case 2021-06-20 --repo tidb --limit 2 --page 2]

    ----

    [info] Pull requests: testSuite.TestPlanStats
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]
    ‹ [History → case testSuite.TestPlanStats 2021-06-20 --repo tidb]

    1–2 of 3 → case testSuite.TestPlanStats --by pull --cause case 2021-06-20 --repo tidb --limit 2 after 0
      pingcap/tidb#24155[neutral:   1,004 runs] → pr 24155 2021-06-20 --repo pingcap/tidb
      runs without a PR[neutral:   1 run]

    [Next page → case testSuite.TestPlanStats --by pull --cause case 2021-06-20 --repo tidb --limit 2 --page 2]
  `);
});

test("all places of a case in Chinese", () => {
  const view = caseSpreadView(key, "pull", asked(), page([{ name: null, runs: 2 }]));
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [info] 合并请求：testSuite.TestPlanStats
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [历史 → case testSuite.TestPlanStats 2021-06-20]

    共 1 项 → case testSuite.TestPlanStats --by pull --cause case 2021-06-20 --limit 10 after 0
      非 PR 运行[neutral:   2 次]
  `);
});
