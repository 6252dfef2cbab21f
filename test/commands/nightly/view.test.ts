import { expect, test } from "vitest";
import { type NightlyFacts, nightlyView } from "../../../src/commands/nightly/view.ts";
import { viewText } from "../../support/view-text.ts";
import {
  asked,
  bars,
  failure,
  failureTally,
  fresh,
  hostile,
  jobTally,
  neverRan,
  noTotals,
  page,
  run,
  tally,
  totals,
} from "../sample-facts.ts";

const NIGHTLY = "tidb-unit-test-nightly";
const special = { special: true };

const facts: NightlyFacts = {
  ...fresh,
  totals: totals(tally(3, 2), { specialRuns: 5, jobs: 2 }),
  before: totals(tally(4, 1), { specialRuns: 5, jobs: 2 }),
  trend: bars(tally(0, 0), tally(3, 2)),
  jobs: page([jobTally(NIGHTLY, tally(1, 2)), jobTally("release", tally(2, 0))], 2),
  failures: page([failureTally("testSuite.TestNew", { pullRequests: 0 }), failureTally("testSuite.TestOld")], 6),
  earlier: [0, 3],
  unreadBefore: 0,
  failed: page([run({ job: NIGHTLY, pullRequest: null, repo: null })], 2),
  found: [{ job: NIGHTLY, id: 4711, failures: [failure("testSuite.TestNew")] }],
};

test("runs without a pull request: their jobs, what broke, what is new", () => {
  expect(viewText(nightlyView(asked(special), facts))).toMatchInlineSnapshot(`
    [bad] 2 of 5 runs without a PR failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    Runs: 5 (unchanged)
    [bad] Passed: 60% (▼ 20.0 pts)
    Failed: 2 (▲ 1)
    Jobs: 2

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      01:00: failure 2, success 3
    Most failures: 2 of 5 runs from 06-20 01:00.

    Jobs
      [bad] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20
          🔴 2  🟢 1  ·  33.3% passed
      [good] release → job release 2021-06-20
          🔴 0  🟢 2  ·  100% passed

    Failures
      [bad] ‹testSuite.TestNew› → case testSuite.TestNew 2021-06-20 --special
          test case  ·  1 run · 0 PRs · 1 job
          last seen 06-20 21:15
          [bad: New: not seen in the previous window.]
      [bad] ‹testSuite.TestOld› → case testSuite.TestOld 2021-06-20 --special
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      and 4 more → failures 2021-06-20 --special

    Failed runs · 1–1 of 2 → nightly 2021-06-20 --limit 10 after 0
      [bad] tidb-unit-test-nightly #4711 → run tidb-unit-test-nightly 4711
          FAILURE · 06-20 10:00 · 21m 04s · ‹3f9ad21›
          ‹testSuite.TestNew›

    Range 2021-06-20 to 2021-06-20 → nightly …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("runs without a pull request in Chinese", () => {
  expect(viewText(nightlyView(asked(special), facts), "zh_cn")).toMatchInlineSnapshot(`
    [bad] 5 次非 PR 运行中 2 次失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    运行: 5 (持平)
    [bad] 通过率: 60% (▼ 20.0 个百分点)
    失败: 2 (▲ 1)
    任务: 2

    每小时运行 (stacked, 24 places)
      failure is [bad] 失败, success is [good] 通过, aborted is [neutral] 中止
      01:00: failure 2, success 3
    失败最多的时段从 06-20 01:00 开始：5 次运行中 2 次失败。

    任务
      [bad] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20
          🔴 2  🟢 1  ·  33.3% 通过
      [good] release → job release 2021-06-20
          🔴 0  🟢 2  ·  100% 通过

    失败内容
      [bad] ‹testSuite.TestNew› → case testSuite.TestNew 2021-06-20 --special
          测试用例  ·  1 次运行 · 0 个 PR · 1 个任务
          最近 06-20 21:15
          [bad: 新增：上一时段没有出现。]
      [bad] ‹testSuite.TestOld› → case testSuite.TestOld 2021-06-20 --special
          测试用例  ·  1 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15
      and 4 more → failures 2021-06-20 --special

    失败的运行 · 第 1–1 项，共 2 项 → nightly 2021-06-20 --limit 10 after 0
      [bad] tidb-unit-test-nightly #4711 → run tidb-unit-test-nightly 4711
          FAILURE · 06-20 10:00 · 21m 04s · ‹3f9ad21›
          ‹testSuite.TestNew›

    Range 2021-06-20 to 2021-06-20 → nightly …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("nothing is called new while logs of the window before are unread", () => {
  expect(viewText(nightlyView(asked(special), { ...facts, earlier: null, unreadBefore: 4 }))).not.toContain(
    "not seen in the window",
  );
});

test("all passed", () => {
  const view = nightlyView(asked(special), {
    ...facts,
    totals: totals(tally(1, 0), { specialRuns: 1, jobs: 1 }),
    jobs: page([jobTally(NIGHTLY, tally(1, 0))]),
    failures: page([]),
    earlier: [],
    failed: page([]),
    found: [],
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] No failures in 1 run without a PR
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    Runs: 1 (▼ 4)
    [good] Passed: 100% (▲ 20.0 pts)
    Failed: 0 (▼ 1)
    Jobs: 1

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      01:00: failure 2, success 3
    Most failures: 2 of 5 runs from 06-20 01:00.

    Jobs
      [good] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20
          🔴 0  🟢 1  ·  100% passed

    Failures
      (No failures found.)

    Failed runs · 0 in all → nightly 2021-06-20 --limit 10 after 0
      (No failed runs.)

    Range 2021-06-20 to 2021-06-20 → nightly …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [good] 1 次非 PR 运行，没有失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    运行: 1 (▼ 4)
    [good] 通过率: 100% (▲ 20.0 个百分点)
    失败: 0 (▼ 1)
    任务: 1

    每小时运行 (stacked, 24 places)
      failure is [bad] 失败, success is [good] 通过, aborted is [neutral] 中止
      01:00: failure 2, success 3
    失败最多的时段从 06-20 01:00 开始：5 次运行中 2 次失败。

    任务
      [good] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20
          🔴 0  🟢 1  ·  100% 通过

    失败内容
      (没有发现失败。)

    失败的运行 · 共 0 项 → nightly 2021-06-20 --limit 10 after 0
      (没有失败的运行。)

    Range 2021-06-20 to 2021-06-20 → nightly …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("nothing ran", () => {
  const view = nightlyView(asked(special), {
    ...neverRan,
    totals: noTotals,
    before: noTotals,
    trend: [],
    jobs: page([]),
    failures: page([]),
    earlier: [],
    unreadBefore: 0,
    failed: page([]),
    found: [],
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [neutral] No runs without a PR
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    Runs: 0 (unchanged)
    [neutral] Passed: – (–)
    Failed: 0 (unchanged)
    Jobs: 0

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
    No failures in this window.

    Jobs
      (No runs without a PR in this window.)

    Failures
      (No failures found.)

    Failed runs · 0 in all → nightly 2021-06-20 --limit 10 after 0
      (No failed runs.)

    Range 2021-06-20 to 2021-06-20 → nightly …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [neutral] 没有非 PR 运行
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    运行: 0 (持平)
    [neutral] 通过率: – (–)
    失败: 0 (持平)
    任务: 0

    每小时运行 (stacked, 24 places)
      failure is [bad] 失败, success is [good] 通过, aborted is [neutral] 中止
    这段时间没有失败。

    任务
      (这段时间内没有非 PR 运行。)

    失败内容
      (没有发现失败。)

    失败的运行 · 共 0 项 → nightly 2021-06-20 --limit 10 after 0
      (没有失败的运行。)

    Range 2021-06-20 to 2021-06-20 → nightly …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("hostile names, filters and the second page", () => {
  const view = nightlyView(asked({ ...special, jobs: ["*nightly"] }, { limit: 1, offset: 1 }), {
    ...facts,
    jobs: page([jobTally(hostile.mention, tally(0, 1))]),
    failures: page([failureTally(hostile.backticks, { cause: "env" })]),
    failed: page([run({ job: hostile.long, pullRequest: null, commit: null, branch: hostile.rtl })], 3),
    found: [],
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] 2 of 5 runs without a PR failed
    2021-06-20 Sun · Asia/Shanghai · *nightly
    ‹ [Summary → summary 2021-06-20]

    Runs: 5 (unchanged)
    [bad] Passed: 60% (▼ 20.0 pts)
    Failed: 2 (▲ 1)
    Jobs: 2

    Runs per hour (stacked, 24 places)
      failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
      01:00: failure 2, success 3
    Most failures: 2 of 5 runs from 06-20 01:00.

    Jobs
      [bad] <at id=all></at> → job "<at id=all></at>" 2021-06-20
          🔴 1  🟢 0  ·  0% passed

    Failures
      [warn] ‹\`rm -rf\` \`\`\` 'a' "b"› → case '\`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --job *nightly --special
          infrastructure  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
          [bad: New: not seen in the previous window.]

    Failed runs · 2–2 of 3 → nightly 2021-06-20 --job *nightly --limit 1 after 1
      [bad] TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest #4711 → run TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest 4711
          FAILURE · 06-20 10:00 · 21m 04s

    [Previous page → nightly 2021-06-20 --job *nightly --limit 1]
    [Next page → nightly 2021-06-20 --job *nightly --limit 1 --page 3]

    Range 2021-06-20 to 2021-06-20 → nightly --job *nightly …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});
