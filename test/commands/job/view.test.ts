import { expect, test } from "vitest";
import { type JobFacts, jobView } from "../../../src/commands/job/view.ts";
import { HOUR, MINUTE } from "../../../src/model/window.ts";
import { at } from "../../support/runs.ts";
import { partText, viewText } from "../../support/view-text.ts";
import {
  asked,
  bars,
  day,
  failure,
  failureTally,
  fresh,
  hostile,
  neverRan,
  noTotals,
  page,
  pullRequest,
  run,
  stillReading,
  tally,
  totals,
} from "../sample-facts.ts";

const NAME = "tidb_ghpr_unit_test";

const facts: JobFacts = {
  ...fresh,
  totals: totals(tally(30, 12, 1, 1), { reruns: 5, retries: 2 }),
  before: totals(tally(40, 2), { reruns: 5, retries: 2 }),
  trend: bars(tally(10, 2), tally(20, 10, 1, 1)),
  durations: [
    { at: day.begin, runs: 10, p50Ms: 20 * MINUTE, p90Ms: 31 * MINUTE, p99Ms: 33 * MINUTE },
    { at: day.begin + 3 * HOUR, runs: 12, p50Ms: 21 * MINUTE, p90Ms: 30 * MINUTE, p99Ms: 39 * MINUTE },
  ],
  failed: page([run(), run({ id: 4700, pullRequest: null, commit: null, durationMs: null })], 12),
  found: [
    {
      job: NAME,
      id: 4711,
      failures: [
        failure("testSuite.TestPlanStats", {
          excerpt: "testSuite.TestPlanStats\n  value *errors.Error = nil\n\n  want 3\n more",
        }),
        failure("testSuite.TestTwo"),
        failure("testSuite.TestThree"),
        failure("testSuite.TestFour"),
      ],
    },
  ],
  failures: page([failureTally("testSuite.TestPlanStats", { runs: 5 })], 7),
};

test("a job with its figures, durations, failures and failed runs", () => {
  expect(viewText(jobView(NAME, asked({ jobs: [NAME] }), facts))).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test: 12 of 44 runs failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Jobs → jobs 2021-06-20]

    Runs: 44 (▲ 2)
    [bad] Passed: 71.4% ([bad: ▼ 23.8 pts])
    Failed: 12 ([bad: ▲ 10])
    Aborted: 1
    Reruns: 5
    Retries: 2

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      00:00: failure 2, success 10
      01:00: failure 10, success 20, aborted 1
    Most failures: 10 of 32 runs from 06-20 01:00.

    Duration of passing runs, minutes (line, 2 places)
      p50 is [good] p50, p90 is [info] p90, p99 is [warn] p99
      00:00: p50 20, p90 31, p99 33
      03:00: p50 21, p90 30, p99 39
    From 06-20 03:00: median 21m 00s, p90 30m 00s, p99 39m 00s. Highest p99: 39m 00s, from 06-20 03:00.

    Failures
      [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20 --job tidb_ghpr_unit_test
          test case  ·  5 runs · 1 PR · 1 job
          last seen 06-20 21:15
      and 6 more → failures 2021-06-20 --job tidb_ghpr_unit_test

    Failed runs · 1–2 of 12 → job tidb_ghpr_unit_test 2021-06-20 --limit 10 after 0
      [bad] pingcap/tidb#24155 #4711 → run tidb_ghpr_unit_test 4711
          FAILURE · 06-20 10:00 · 21m 04s · ‹3f9ad21›
          ‹testSuite.TestPlanStats› value *errors.Error = nil want 3
          ‹testSuite.TestTwo›
          ‹testSuite.TestThree›
          and 1 more
      [bad] tidb_ghpr_unit_test #4700 → run tidb_ghpr_unit_test 4700
          FAILURE · 06-20 10:00 · –

    [Next page → job tidb_ghpr_unit_test 2021-06-20 --limit 10 --page 2]

    Range 2021-06-20 to 2021-06-20 → job tidb_ghpr_unit_test …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a job in Chinese", () => {
  expect(viewText(jobView(NAME, asked({ jobs: [NAME] }), facts), "zh_cn")).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test：44 次运行中 12 次失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [任务 → jobs 2021-06-20]

    运行: 44 (▲ 2)
    [bad] 通过率: 71.4% ([bad: ▼ 23.8 个百分点])
    失败: 12 ([bad: ▲ 10])
    中止: 1
    重跑: 5
    无改动重试: 2

    每小时运行 (stacked, 24 places)
      failure is [bad] 失败, success is [good] 通过, aborted is [neutral] 中止
      00:00: failure 2, success 10
      01:00: failure 10, success 20, aborted 1
    失败最多的时段从 06-20 01:00 开始：32 次运行中 10 次失败。

    通过的运行耗时（分钟） (line, 2 places)
      p50 is [good] p50, p90 is [info] p90, p99 is [warn] p99
      00:00: p50 20, p90 31, p99 33
      03:00: p50 21, p90 30, p99 39
    06-20 03:00 起：中位数 21m 00s，p90 30m 00s，p99 39m 00s。p99 最高为 39m 00s（06-20 03:00 起）。

    失败内容
      [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20 --job tidb_ghpr_unit_test
          测试用例  ·  5 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15
      and 6 more → failures 2021-06-20 --job tidb_ghpr_unit_test

    失败的运行 · 第 1–2 项，共 12 项 → job tidb_ghpr_unit_test 2021-06-20 --limit 10 after 0
      [bad] pingcap/tidb#24155 #4711 → run tidb_ghpr_unit_test 4711
          FAILURE · 06-20 10:00 · 21m 04s · ‹3f9ad21›
          ‹testSuite.TestPlanStats› value *errors.Error = nil want 3
          ‹testSuite.TestTwo›
          ‹testSuite.TestThree›
          还有 1 项
      [bad] tidb_ghpr_unit_test #4700 → run tidb_ghpr_unit_test 4700
          FAILURE · 06-20 10:00 · –

    [下一页 → job tidb_ghpr_unit_test 2021-06-20 --limit 10 --page 2]

    Range 2021-06-20 to 2021-06-20 → job tidb_ghpr_unit_test …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("a job that never failed", () => {
  const view = jobView(NAME, asked({ jobs: [NAME] }), {
    ...facts,
    totals: totals(tally(41, 0)),
    before: totals(tally(41, 3)),
    trend: bars(tally(41, 0)),
    durations: [],
    failed: page([]),
    found: [],
    failures: page([]),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] tidb_ghpr_unit_test: no failures in 41 runs
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Jobs → jobs 2021-06-20]

    Runs: 41 (▼ 3)
    [good] Passed: 100% (▲ 6.8 pts)
    Failed: 0 (▼ 3)
    Aborted: 0
    Reruns: 0
    Retries: 0

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      00:00: success 41
    No failures in this window.

    Failures
      (No failures found.)

    Failed runs · 0 in all → job tidb_ghpr_unit_test 2021-06-20 --limit 10 after 0
      (No failed runs.)

    Range 2021-06-20 to 2021-06-20 → job tidb_ghpr_unit_test …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a job that did not run", () => {
  const view = jobView(NAME, asked({ jobs: [NAME] }), {
    ...neverRan,
    totals: noTotals,
    before: noTotals,
    trend: [],
    durations: [],
    failed: page([]),
    found: [],
    failures: page([]),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [neutral] tidb_ghpr_unit_test: no runs
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Jobs → jobs 2021-06-20]

    This job did not run in this window.

    Range 2021-06-20 to 2021-06-20 → job tidb_ghpr_unit_test …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [neutral] tidb_ghpr_unit_test：没有运行
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [任务 → jobs 2021-06-20]

    这段时间内该任务没有运行。

    Range 2021-06-20 to 2021-06-20 → job tidb_ghpr_unit_test …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("durations over several days are of days", () => {
  const week = { begin: at("2021-06-14 00:00:00"), end: at("2021-06-21 00:00:00") };
  const durations = [
    { at: week.begin, runs: 3, p50Ms: 90 * 1000, p90Ms: 2 * HOUR, p99Ms: 3 * HOUR },
    { at: at("2021-06-20 00:00:00"), runs: 3, p50Ms: 95 * 1000, p90Ms: 100 * 1000, p99Ms: 100 * 1000 },
  ];
  const view = jobView(NAME, asked({ jobs: [NAME], window: week }), { ...facts, trend: [], durations });
  expect(partText(view, ["chart"])).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test: 12 of 44 runs failed
    2021-06-14 – 06-20 · Asia/Shanghai

    Runs over time (stacked, 7 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
    No failures in this window.

    Duration of passing runs, minutes (line, 2 places)
      p50 is [good] p50, p90 is [info] p90, p99 is [warn] p99
      06-14: p50 1.5, p90 120, p99 180
      06-20: p50 1.6, p90 1.7, p99 1.7
    From 06-20: median 1m 35s, p90 1m 40s, p99 1m 40s. Highest p99: 3h 00m, from 06-14.
  `);
});

test("hostile names, and a second page of failed runs", () => {
  const name = `${hostile.mention} ${hostile.backticks}`;
  const ref = { job: name, id: 1 };
  const view = jobView(name, asked({ jobs: [name], repo: "tidb" }, { limit: 2, offset: 2 }), {
    ...facts,
    ...stillReading,
    failed: page([run({ ...ref, pullRequest: pullRequest({ title: hostile.markup }), commit: hostile.rtl })], 5),
    found: [{ ...ref, failures: [failure(hostile.long, { excerpt: hostile.markup }), failure(hostile.emoji)] }],
    failures: page([failureTally(hostile.lines, { cause: "check" })]),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] <at id=all></at> \`rm -rf\` \`\`\` 'a' "b": 12 of 44 runs failed
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]
    ‹ [Jobs → jobs 2021-06-20 --repo tidb]

    Runs: 44 (▲ 2)
    [bad] Passed: 71.4% ([bad: ▼ 23.8 pts])
    Failed: 12 ([bad: ▲ 10])
    Aborted: 1
    Reruns: 5
    Retries: 2

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      00:00: failure 2, success 10
      01:00: failure 10, success 20, aborted 1
    Most failures: 10 of 32 runs from 06-20 01:00.

    Duration of passing runs, minutes (line, 2 places)
      p50 is [good] p50, p90 is [info] p90, p99 is [warn] p99
      00:00: p50 20, p90 31, p99 33
      03:00: p50 21, p90 30, p99 39
    From 06-20 03:00: median 21m 00s, p90 30m 00s, p99 39m 00s. Highest p99: 39m 00s, from 06-20 03:00.

    Failures
      [warn] ‹one
    two› → case "one
    two" 2021-06-20 --repo tidb --job '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"'
          lint & format  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15

    Failed runs · 3–3 of 5 → job '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --repo tidb --limit 2 after 2
      [bad] pingcap/tidb#24155 #1 → run '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 1
          FAILURE · 06-20 10:00 · 21m 04s · ‹‮gnp.ex›
          ‹TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest› **bold** [x](http://evil.example) <font color='red'>y</font> # h
          ‹👩‍💻 fix 🇨🇳›

    [Previous page → job '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --repo tidb --limit 2]
    [Next page → job '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --repo tidb --limit 2 --page 3]

    Range 2021-06-20 to 2021-06-20 → job '<at id=all></at> \`rm -rf\` \`\`\` *a* "b"' --repo tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
});
