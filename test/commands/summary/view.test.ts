import { describe, expect, test } from "vitest";
import { type SummaryFacts, summaryView } from "../../../src/commands/summary/view.ts";
import type { AbortCounts } from "../../../src/model/abort.ts";
import type { Tally } from "../../../src/model/tally.ts";
import type { Locale } from "../../../src/model/text.ts";
import type { Tone } from "../../../src/view/view.ts";
import { at } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import {
  aborts,
  asked,
  bars,
  causes,
  failureTally,
  fresh,
  hostile,
  jobTally,
  neverRan,
  noTotals,
  page,
  pullTally,
  stillReading,
  tally,
  totals,
} from "../sample-facts.ts";

const facts: SummaryFacts = {
  ...fresh,
  totals: totals(tally(60, 12, 2, 1), {
    specialRuns: 5,
    pullRequests: 9,
    jobs: 3,
    commits: 14,
    reruns: 7,
    retries: 4,
  }),
  before: totals(tally(72, 6, 4), { specialRuns: 5, pullRequests: 8, jobs: 4, commits: 12, reruns: 5, retries: 6 }),
  aborts: aborts({ superseded: 1, unknown: 1 }),
  causes: causes({ case: 7, compile: 1, env: 3, unknown: 1 }),
  trend: bars(tally(10, 0), tally(3, 5, 1), tally(0, 0), tally(47, 7, 1)),
  jobs: page(
    [
      jobTally("tidb_ghpr_unit_test", tally(20, 8, 1), { reruns: 3 }),
      jobTally("tidb_ghpr_check_2", tally(30, 4)),
      jobTally("tidb_ghpr_build", tally(10, 0, 1)),
    ],
    3,
  ),
  pulls: page(
    [pullTally({ number: 24155 }, tally(1, 6)), pullTally({ number: 24201, title: null, author: null }, tally(2, 1))],
    9,
  ),
  failures: page(
    [
      failureTally("testSuite.TestPlanStats", { runs: 5, pullRequests: 3, jobs: 1 }),
      failureTally("out of memory", { cause: "env", runs: 3, pullRequests: 2, jobs: 2 }),
    ],
    8,
  ),
};

test("a day with failures says how many, where and why", () => {
  expect(viewText(summaryView(asked(), facts))).toMatchInlineSnapshot(`
    [warn] 12 of 75 runs failed
    2021-06-20 Sun · Asia/Shanghai

    Runs: 75 (▼ 7)
    [warn] Passed: 83.3% (▼ 9.0 pts)
    Failed: 12 (▲ 6) → failures 2021-06-20
    Aborted: 2 (▼ 2)
    PRs: 9 (▲ 1) → prs 2021-06-20
    Jobs: 3 (▼ 1) → jobs 2021-06-20
    Reruns: 7 (▲ 2)
    Retries: 4 (▼ 2)
    Runs without a PR: 5 (unchanged) → nightly 2021-06-20

    ~ Compared with 2021-06-19 Sat
    ~ Why runs were aborted · replaced by a newer build 1 · reason unknown 1

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      00:00: success 10
      01:00: failure 5, success 3, aborted 1
      03:00: failure 7, success 47, aborted 1
    Most failures: 7 of 55 runs from 06-20 03:00.

    Why runs failed (ring, 4 places)
      case is [bad] test case, env is [info] infrastructure, compile is [info] build, unknown is [neutral] unexplained
      case: case 7
      env: env 3
      compile: compile 1
      unknown: unknown 1
    test case 7 (58.3%), infrastructure 3 (25%), build 1 (8.3%), unexplained 1 (8.3%).

    Jobs, most failures first
      [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20
          🔴 8  🟢 20  🟡 1  🔄 3  ·  71.4% passed
      [warn] tidb_ghpr_check_2 → job tidb_ghpr_check_2 2021-06-20
          🔴 4  🟢 30  ·  88.2% passed

    Pull requests, most failures first
      [bad] pingcap/tidb#24155 executor: fix a leak → pr 24155 2021-06-20 --repo pingcap/tidb
          🔴 6  🟢 1 · alice
      [bad] pingcap/tidb#24201  → pr 24201 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 2
      and 7 more → prs 2021-06-20

    Failures, most runs first
      [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20
          test case  ·  5 runs · 3 PRs · 1 job
          last seen 06-20 21:15
      [warn] ‹out of memory› → case "out of memory" 2021-06-20
          infrastructure  ·  3 runs · 2 PRs · 2 jobs
          last seen 06-20 21:15
      and 6 more → failures 2021-06-20

    [[Jobs → jobs 2021-06-20]]
    [Pull requests → prs 2021-06-20]
    [Failures → failures 2021-06-20]
    [Flaky → flaky 2021-06-20]
    [Without a PR → nightly 2021-06-20]

    Range 2021-06-20 to 2021-06-20 → summary …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a day with failures in Chinese", () => {
  expect(viewText(summaryView(asked(), facts), "zh_cn")).toMatchInlineSnapshot(`
    [warn] 75 次运行中 12 次失败
    2021-06-20 周日 · Asia/Shanghai

    运行: 75 (▼ 7)
    [warn] 通过率: 83.3% (▼ 9.0 个百分点)
    失败: 12 (▲ 6) → failures 2021-06-20
    中止: 2 (▼ 2)
    合并请求: 9 (▲ 1) → prs 2021-06-20
    任务: 3 (▼ 1) → jobs 2021-06-20
    重跑: 7 (▲ 2)
    无改动重试: 4 (▼ 2)
    非 PR 运行: 5 (持平) → nightly 2021-06-20

    ~ 对比 2021-06-19 周六
    ~ 中止原因 · 被新构建取代 1 · 原因不明 1

    每小时运行 (stacked, 24 places)
      failure is [bad] 失败, success is [good] 通过, aborted is [neutral] 中止
      00:00: success 10
      01:00: failure 5, success 3, aborted 1
      03:00: failure 7, success 47, aborted 1
    失败最多的时段从 06-20 03:00 开始：55 次运行中 7 次失败。

    失败原因 (ring, 4 places)
      case is [bad] 测试用例, env is [info] 基础设施, compile is [info] 编译, unknown is [neutral] 原因不明
      case: case 7
      env: env 3
      compile: compile 1
      unknown: unknown 1
    测试用例 7 (58.3%)，基础设施 3 (25%)，编译 1 (8.3%)，原因不明 1 (8.3%)。

    任务（失败从多到少）
      [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20
          🔴 8  🟢 20  🟡 1  🔄 3  ·  71.4% 通过
      [warn] tidb_ghpr_check_2 → job tidb_ghpr_check_2 2021-06-20
          🔴 4  🟢 30  ·  88.2% 通过

    合并请求（失败从多到少）
      [bad] pingcap/tidb#24155 executor: fix a leak → pr 24155 2021-06-20 --repo pingcap/tidb
          🔴 6  🟢 1 · alice
      [bad] pingcap/tidb#24201  → pr 24201 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 2
      and 7 more → prs 2021-06-20

    失败内容（影响的运行从多到少）
      [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20
          测试用例  ·  5 次运行 · 3 个 PR · 1 个任务
          最近 06-20 21:15
      [warn] ‹out of memory› → case "out of memory" 2021-06-20
          基础设施  ·  3 次运行 · 2 个 PR · 2 个任务
          最近 06-20 21:15
      and 6 more → failures 2021-06-20

    [[任务 → jobs 2021-06-20]]
    [合并请求 → prs 2021-06-20]
    [失败 → failures 2021-06-20]
    [不稳定 → flaky 2021-06-20]
    [非 PR 运行 → nightly 2021-06-20]

    Range 2021-06-20 to 2021-06-20 → summary …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("filters stand in the subtitle and in every command", () => {
  const filtered = summaryView(asked({ repo: "tidb", branch: "release 5.0", jobs: ["tidb_*"] }), facts);
  expect(viewText(filtered)).toMatchInlineSnapshot(`
    [warn] 12 of 75 runs failed
    2021-06-20 Sun · Asia/Shanghai · tidb · @release 5.0 · tidb_*

    Runs: 75 (▼ 7)
    [warn] Passed: 83.3% (▼ 9.0 pts)
    Failed: 12 (▲ 6) → failures 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*
    Aborted: 2 (▼ 2)
    PRs: 9 (▲ 1) → prs 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*
    Jobs: 3 (▼ 1) → jobs 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*
    Reruns: 7 (▲ 2)
    Retries: 4 (▼ 2)
    Runs without a PR: 5 (unchanged) → nightly 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*

    ~ Compared with 2021-06-19 Sat
    ~ Why runs were aborted · replaced by a newer build 1 · reason unknown 1

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      00:00: success 10
      01:00: failure 5, success 3, aborted 1
      03:00: failure 7, success 47, aborted 1
    Most failures: 7 of 55 runs from 06-20 03:00.

    Why runs failed (ring, 4 places)
      case is [bad] test case, env is [info] infrastructure, compile is [info] build, unknown is [neutral] unexplained
      case: case 7
      env: env 3
      compile: compile 1
      unknown: unknown 1
    test case 7 (58.3%), infrastructure 3 (25%), build 1 (8.3%), unexplained 1 (8.3%).

    Jobs, most failures first
      [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20 --repo tidb --branch "release 5.0"
          🔴 8  🟢 20  🟡 1  🔄 3  ·  71.4% passed
      [warn] tidb_ghpr_check_2 → job tidb_ghpr_check_2 2021-06-20 --repo tidb --branch "release 5.0"
          🔴 4  🟢 30  ·  88.2% passed

    Pull requests, most failures first
      [bad] pingcap/tidb#24155 executor: fix a leak → pr 24155 2021-06-20 --repo pingcap/tidb --branch "release 5.0" --job tidb_*
          🔴 6  🟢 1 · alice
      [bad] pingcap/tidb#24201  → pr 24201 2021-06-20 --repo pingcap/tidb --branch "release 5.0" --job tidb_*
          🔴 1  🟢 2
      and 7 more → prs 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*

    Failures, most runs first
      [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*
          test case  ·  5 runs · 3 PRs · 1 job
          last seen 06-20 21:15
      [warn] ‹out of memory› → case "out of memory" 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*
          infrastructure  ·  3 runs · 2 PRs · 2 jobs
          last seen 06-20 21:15
      and 6 more → failures 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*

    [[Jobs → jobs 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*]]
    [Pull requests → prs 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*]
    [Failures → failures 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*]
    [Flaky → flaky 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*]
    [Without a PR → nightly 2021-06-20 --repo tidb --branch "release 5.0" --job tidb_*]

    Range 2021-06-20 to 2021-06-20 → summary --repo tidb --branch "release 5.0" --job tidb_* …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a green day lists nothing that failed", () => {
  const green = summaryView(asked(), {
    ...facts,
    totals: totals(tally(73, 0), { jobs: 6, pullRequests: 9 }),
    before: totals(tally(73, 0), { jobs: 6, pullRequests: 9 }),
    causes: causes(),
    aborts: aborts(),
    trend: bars(tally(73, 0)),
    jobs: page([jobTally("tidb_ghpr_build", tally(73, 0))], 6),
    pulls: page([pullTally({}, tally(73, 0))], 9),
    failures: page([]),
  });
  expect(viewText(green)).toMatchInlineSnapshot(`
    [good] All green: 73 runs
    2021-06-20 Sun · Asia/Shanghai

    Runs: 73 (unchanged)
    [good] Passed: 100% (unchanged)
    Failed: 0 (unchanged) → failures 2021-06-20
    Aborted: 0 (unchanged)
    PRs: 9 (unchanged) → prs 2021-06-20
    Jobs: 6 (unchanged) → jobs 2021-06-20
    Reruns: 0 (unchanged)
    Retries: 0 (unchanged)
    Runs without a PR: 0 (unchanged) → nightly 2021-06-20

    ~ Compared with 2021-06-19 Sat

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      00:00: success 73
    No failures in this window.

    [[Jobs → jobs 2021-06-20]]
    [Pull requests → prs 2021-06-20]
    [Failures → failures 2021-06-20]
    [Flaky → flaky 2021-06-20]
    [Without a PR → nightly 2021-06-20]

    Range 2021-06-20 to 2021-06-20 → summary …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a window without runs offers other ranges only", () => {
  const empty = summaryView(asked(), {
    ...neverRan,
    totals: noTotals,
    before: noTotals,
    causes: causes(),
    aborts: aborts(),
    trend: [],
    jobs: page([]),
    pulls: page([]),
    failures: page([]),
  });
  expect(viewText(empty)).toMatchInlineSnapshot(`
    [neutral] No runs
    2021-06-20 Sun · Asia/Shanghai

    Nothing ran in this window.

    Range 2021-06-20 to 2021-06-20 → summary …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(empty, "zh_cn")).toMatchInlineSnapshot(`
    [neutral] 没有运行记录
    2021-06-20 周日 · Asia/Shanghai

    这段时间内没有任何运行。

    Range 2021-06-20 to 2021-06-20 → summary …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("hostile names stay names, and failed runs that are still being read are counted", () => {
  const view = summaryView(asked(), {
    ...facts,
    ...stillReading,
    jobs: page([jobTally(hostile.mention, tally(0, 1)), jobTally(hostile.long, tally(0, 1))]),
    pulls: page([
      pullTally({ title: hostile.markup, author: hostile.rtl }, tally(0, 1)),
      pullTally({ title: hostile.emoji, author: hostile.mention, repo: "" }, tally(0, 1)),
    ]),
    failures: page([failureTally(hostile.backticks), failureTally(hostile.lines)]),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] 12 of 75 runs failed
    2021-06-20 Sun · Asia/Shanghai

    Runs: 75 (▼ 7)
    [warn] Passed: 83.3% (▼ 9.0 pts)
    Failed: 12 (▲ 6) → failures 2021-06-20
    Aborted: 2 (▼ 2)
    PRs: 9 (▲ 1) → prs 2021-06-20
    Jobs: 3 (▼ 1) → jobs 2021-06-20
    Reruns: 7 (▲ 2)
    Retries: 4 (▼ 2)
    Runs without a PR: 5 (unchanged) → nightly 2021-06-20

    ~ Compared with 2021-06-19 Sat
    ~ Why runs were aborted · replaced by a newer build 1 · reason unknown 1

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      00:00: success 10
      01:00: failure 5, success 3, aborted 1
      03:00: failure 7, success 47, aborted 1
    Most failures: 7 of 55 runs from 06-20 03:00.

    Why runs failed (ring, 4 places)
      case is [bad] test case, env is [info] infrastructure, compile is [info] build, unknown is [neutral] unexplained
      case: case 7
      env: env 3
      compile: compile 1
      unknown: unknown 1
    test case 7 (58.3%), infrastructure 3 (25%), build 1 (8.3%), unexplained 1 (8.3%).

    Jobs, most failures first
      [bad] <at id=all></at> → job "<at id=all></at>" 2021-06-20
          🔴 1  🟢 0  ·  0% passed
      [bad] TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest → job TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest 2021-06-20
          🔴 1  🟢 0  ·  0% passed

    Pull requests, most failures first
      [bad] pingcap/tidb#24155 **bold** [x](http://evil.example) <font color='red'>y</font> # h → pr 24155 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 0 · ‮gnp.exe שלום
      [bad] #24155 👩‍💻 fix 🇨🇳 → pr 24155 2021-06-20
          🔴 1  🟢 0 · <at id=all></at>

    Failures, most runs first
      [bad] ‹\`rm -rf\` \`\`\` 'a' "b"› → case '\`rm -rf\` \`\`\` *a* "b"' 2021-06-20
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      [bad] ‹one
    two› → case "one
    two" 2021-06-20
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15

    [[Jobs → jobs 2021-06-20]]
    [Pull requests → prs 2021-06-20]
    [Failures → failures 2021-06-20]
    [Flaky → flaky 2021-06-20]
    [Without a PR → nightly 2021-06-20]

    Range 2021-06-20 to 2021-06-20 → summary …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
});

test("runs that Jenkins has and that are not read yet are told of, before logs that are not", () => {
  const backfill = { jobs: 42, behind: 3, unreadable: 0, readSince: at("2021-06-20 18:00:00") };
  const last = (locale: Locale, some: Partial<SummaryFacts>) =>
    viewText(summaryView(asked(), { ...facts, ...some }), locale)
      .split("\n")
      .slice(-3);
  expect(last("en_us", { backfill, pending: 3 })).toEqual([
    "~ Newest run 06-21 09:10 · 20 min ago",
    "~ Still reading older builds of 3 of 42 jobs; complete since 06-20 18:00",
    "~ 3 logs are still being read; ask again in a moment",
  ]);
  expect(last("zh_cn", { backfill: { ...backfill, readSince: null } })).toEqual([
    "",
    "~ 最新运行 06-21 09:10 · 20 分钟前",
    "~ 正在读取更早的构建：42 个任务中还有 3 个未读完",
  ]);
});

describe("a window without failures", () => {
  const cases: [string, Tally, Partial<AbortCounts>, string, string, Tone][] = [
    ["passed", tally(9, 0), {}, "All green: 9 runs", "全部通过：9 次运行", "good"],
    ["ran once", tally(1, 0), {}, "All green: 1 run", "全部通过：1 次运行", "good"],
    [
      "aborted what was replaced",
      tally(9, 0, 3),
      { superseded: 3 },
      "All green: 12 runs",
      "全部通过：12 次运行",
      "good",
    ],
    [
      "aborted more than that",
      tally(9, 0, 3),
      { superseded: 2, timeout: 1 },
      "No failures, but 1 of 12 runs was aborted",
      "无失败，但 12 次运行中 1 次被中止",
      "warn",
    ],
    [
      "aborted for reasons that nobody knows",
      tally(9, 0, 3),
      { unknown: 3 },
      "No failures, but 3 of 12 runs were aborted",
      "无失败，但 12 次运行中 3 次被中止",
      "warn",
    ],
    [
      "aborted everything",
      tally(0, 0, 3),
      { superseded: 3 },
      "None of 3 runs passed or failed",
      "3 次运行均无结论",
      "neutral",
    ],
    ["built nothing", tally(0, 0, 0, 1), {}, "None of 1 run passed or failed", "1 次运行均无结论", "neutral"],
  ];
  test.each(cases)("that %s", (_what, counts, reasons, english, chinese, tone) => {
    const view = summaryView(asked(), { ...facts, totals: totals(counts), aborts: aborts(reasons) });
    expect(view.title).toEqual({ en_us: english, zh_cn: chinese });
    expect(view.tone).toBe(tone);
  });
});
