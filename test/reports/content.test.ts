import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NewRun } from "../../src/database/runs/insert-runs.ts";
import type { Delivery } from "../../src/model/delivery.ts";
import type { TrackedIssue } from "../../src/model/issue.ts";
import type { Occasion, Subscription } from "../../src/model/subscription.ts";
import { MINUTE } from "../../src/model/window.ts";
import { makeReport } from "../../src/reports/make-report.ts";
import type { ReportSources } from "../../src/reports/report-sources.ts";
import type { View } from "../../src/view/view.ts";
import { engines } from "../support/engines.ts";
import { at, runRow, zone } from "../support/runs.ts";
import { partText, viewText } from "../support/view-text.ts";
import { dayOf, hourFrom, now, openReportSite, type ReportSite } from "./report-site.ts";

const failed = (cause: string, name: string) => ({
  status: "FAILURE",
  analysis_res: JSON.stringify({ [cause]: [name] }),
});
const unit = { job: "tidb_ghpr_unit_test" };
const check = { job: "tikv_check" };
const nightly = { job: "tidb-unit-test-nightly" };
const one = {
  pull: { number: 1, title: "executor: fix <at id=all></at> **x**", author: "ann" },
  commit: "a".repeat(40),
};
const two = {
  pull: { number: 2, title: "planner: \u202ebackwards [x](http://x)", author: "bob" },
  branch: "release-5.0",
};
const three = { pull: { number: 3, title: "raftstore: 修复快照" }, repo: "tikv/tikv" };

const said: readonly Parameters<typeof runRow>[0][] = [
  // The day before the day of the report.
  { ...unit, ...one, ...failed("case", "testA"), time: "2021-06-19 12:00:00" },
  { ...unit, ...one, time: "2021-06-19 13:00:00" },
  { ...nightly, time: "2021-06-19 01:00:00" },
  // The hour before the hour of the report.
  { ...unit, ...one, ...failed("case", "testA"), time: "2021-06-20 08:10:00", duration: 900_000 },
  { ...check, ...three, time: "2021-06-20 08:30:00" },
  // The hour of the report.
  { ...unit, ...one, ...failed("case", "testA"), time: "2021-06-20 09:10:00", duration: 1_200_000 },
  { ...unit, ...two, ...failed("case", "testB `x`"), time: "2021-06-20 09:20:00" },
  { ...check, ...three, ...failed("env", "Connection reset"), time: "2021-06-20 09:30:00" },
  { ...check, ...three, status: "FAILURE", time: "2021-06-20 09:35:00" },
  { ...unit, ...one, time: "2021-06-20 09:40:00", duration: 300_000 },
  { ...check, ...one, status: "ABORTED", time: "2021-06-20 09:45:00" },
  { ...nightly, ...failed("case", "testNight"), time: "2021-06-20 09:50:00" },
  // Later on that day: with a log, green, and an hour worse than the one before it.
  { ...unit, ...one, time: "2021-06-20 10:10:00" },
  { ...unit, ...one, time: "2021-06-20 11:10:00" },
  { ...unit, ...two, ...failed("case", "testB `x`"), time: "2021-06-20 11:20:00" },
  { ...unit, ...two, ...failed("case", "testB `x`"), time: "2021-06-20 12:20:00" },
  { ...unit, ...two, time: "2021-06-20 12:40:00" },
  { ...unit, ...two, status: "FAILURE", comment: "log on disk", time: "2021-06-20 14:00:00" },
  // In New York this is still the 20th.
  { ...unit, ...two, ...failed("compile", "error: late"), time: "2021-06-21 08:00:00" },
];
const rows: readonly NewRun[] = said.map((run, index) => runRow({ job_id: index + 1, ...run }));

const issue = (number: number, filedAt: string, cases: readonly string[]): TrackedIssue => ({
  subject: `case:${cases[0]}`,
  cases,
  state: "open",
  number,
  url: `https://github.com/pingcap/tidb/issues/${number}`,
  filedAt: at(filedAt),
  closedAt: null,
  snoozedUntil: null,
  lastFailed: null,
  offeredAt: null,
  notice: null,
});
const tracked = [
  issue(11, "2021-06-19 23:59:59", ["too early"]),
  issue(12, "2021-06-20 00:00:00", ["testNight", "testMore", "testLast"]),
  issue(13, "2021-06-21 00:00:00", ["too late"]),
];

describe.each(engines)("reports from $engine", (engine) => {
  let site: ReportSite;
  beforeAll(async () => {
    site = await openReportSite(engine, rows, tracked);
  });
  afterAll(() => site.close());

  const shown = async (view: Promise<View | undefined>, locale: "en_us" | "zh_cn" = "en_us") => {
    const found = await view;
    return found === undefined ? "nothing is sent" : viewText(found, locale);
  };

  test("an hour with failures, in English", async () => {
    expect(await shown(site.show({}))).toMatchInlineSnapshot(`
      [bad] Hourly report: 5 of 7 runs failed
      2021-06-20 09:00 – 10:00 · Asia/Shanghai

      Runs: 7 (▲ 5)
      Failed: 5 (▲ 4) → failures 2021-06-20T09:00..2021-06-20T10:00 --all
      [bad] Passed: 16.7%
      PRs: 3 → prs 2021-06-20T09:00..2021-06-20T10:00 --all
      Jobs: 3 → jobs 2021-06-20T09:00..2021-06-20T10:00 --all

      Pull requests that failed most
        [bad] tikv/tikv#3 raftstore: 修复快照 → pr 3 2021-06-20T09:00..2021-06-20T10:00 --all --repo tikv/tikv
            🔴 2  🟢 0  🔄 1 · somebody
            tikv_check #9 ↗ https://ci.example/tikv_check/9 [warn: unexplained]
            tikv_check #8 ↗ https://ci.example/tikv_check/8 ‹Connection reset›
        [bad] pingcap/tidb#1 executor: fix <at id=all></at> **x** → pr 1 2021-06-20T09:00..2021-06-20T10:00 --all --repo pingcap/tidb
            🔴 1  🟢 1  🟡 1  🔄 1 · ann
            tidb_ghpr_unit_test #6 ↗ https://ci.example/tidb_ghpr_unit_test/6 ‹testA›
        [bad] pingcap/tidb#2 planner: ‮backwards [x](http://x) → pr 2 2021-06-20T09:00..2021-06-20T10:00 --all --repo pingcap/tidb
            🔴 1  🟢 0 · bob
            tidb_ghpr_unit_test #7 ↗ https://ci.example/tidb_ghpr_unit_test/7 ‹testB \`x\`›

      Jobs that failed most
        [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 2  🟢 1  🔄 1  ·  33.3% passed
            tidb#1 [1×]  tidb#2 [1×]
        [bad] tikv_check → job tikv_check 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 2  🟢 0  🟡 1  🔄 1  ·  0% passed
            tikv#3 [2×]
        [bad] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 1  🟢 0  ·  0% passed

      [[Summary → summary 2021-06-20T09:00..2021-06-20T10:00 --all]]
      [Jobs → jobs 2021-06-20T09:00..2021-06-20T10:00 --all]
      [Pull requests → prs 2021-06-20T09:00..2021-06-20T10:00 --all]
      [Failures → failures 2021-06-20T09:00..2021-06-20T10:00 --all]

      ~ Newest run 06-21 08:00 · 1 h ago
    `);
  });

  test("an hour with failures, in Chinese", async () => {
    expect(await shown(site.show({}), "zh_cn")).toMatchInlineSnapshot(`
      [bad] 小时报告：7 次运行中 5 次失败
      2021-06-20 09:00 – 10:00 · Asia/Shanghai

      运行: 7 (▲ 5)
      失败: 5 (▲ 4) → failures 2021-06-20T09:00..2021-06-20T10:00 --all
      [bad] 通过率: 16.7%
      合并请求: 3 → prs 2021-06-20T09:00..2021-06-20T10:00 --all
      任务: 3 → jobs 2021-06-20T09:00..2021-06-20T10:00 --all

      失败最多的合并请求
        [bad] tikv/tikv#3 raftstore: 修复快照 → pr 3 2021-06-20T09:00..2021-06-20T10:00 --all --repo tikv/tikv
            🔴 2  🟢 0  🔄 1 · somebody
            tikv_check #9 ↗ https://ci.example/tikv_check/9 [warn: 原因不明]
            tikv_check #8 ↗ https://ci.example/tikv_check/8 ‹Connection reset›
        [bad] pingcap/tidb#1 executor: fix <at id=all></at> **x** → pr 1 2021-06-20T09:00..2021-06-20T10:00 --all --repo pingcap/tidb
            🔴 1  🟢 1  🟡 1  🔄 1 · ann
            tidb_ghpr_unit_test #6 ↗ https://ci.example/tidb_ghpr_unit_test/6 ‹testA›
        [bad] pingcap/tidb#2 planner: ‮backwards [x](http://x) → pr 2 2021-06-20T09:00..2021-06-20T10:00 --all --repo pingcap/tidb
            🔴 1  🟢 0 · bob
            tidb_ghpr_unit_test #7 ↗ https://ci.example/tidb_ghpr_unit_test/7 ‹testB \`x\`›

      失败最多的任务
        [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 2  🟢 1  🔄 1  ·  33.3% 通过
            tidb#1 [1×]  tidb#2 [1×]
        [bad] tikv_check → job tikv_check 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 2  🟢 0  🟡 1  🔄 1  ·  0% 通过
            tikv#3 [2×]
        [bad] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 1  🟢 0  ·  0% 通过

      [[概览 → summary 2021-06-20T09:00..2021-06-20T10:00 --all]]
      [任务 → jobs 2021-06-20T09:00..2021-06-20T10:00 --all]
      [合并请求 → prs 2021-06-20T09:00..2021-06-20T10:00 --all]
      [失败 → failures 2021-06-20T09:00..2021-06-20T10:00 --all]

      ~ 最新运行 06-21 08:00 · 1 小时前
    `);
  });

  test("an hour without failures lists none", async () => {
    expect(await shown(site.show({ window: hourFrom("2021-06-20 10:00:00") }))).toMatchInlineSnapshot(`
      [good] Hourly report: the only run passed
      2021-06-20 10:00 – 11:00 · Asia/Shanghai

      Runs: 1 (▼ 6)
      Failed: 0 (▼ 5) → failures 2021-06-20T10:00..2021-06-20T11:00 --all
      [good] Passed: 100%
      PRs: 1 → prs 2021-06-20T10:00..2021-06-20T11:00 --all
      Jobs: 1 → jobs 2021-06-20T10:00..2021-06-20T11:00 --all

      [[Summary → summary 2021-06-20T10:00..2021-06-20T11:00 --all]]
      [Jobs → jobs 2021-06-20T10:00..2021-06-20T11:00 --all]
      [Pull requests → prs 2021-06-20T10:00..2021-06-20T11:00 --all]
      [Failures → failures 2021-06-20T10:00..2021-06-20T11:00 --all]

      ~ Newest run 06-21 08:00 · 1 h ago
    `);
  });

  test("an hour in which nothing ran says so", async () => {
    const view = site.show({ window: hourFrom("2021-06-20 15:00:00") });
    expect(await shown(view)).toMatchInlineSnapshot(`
      [neutral] Hourly report: no runs
      2021-06-20 15:00 – 16:00 · Asia/Shanghai

      Nothing ran in this hour.

      [[Summary → summary 2021-06-20T15:00..2021-06-20T16:00 --all]]
      [Jobs → jobs 2021-06-20T15:00..2021-06-20T16:00 --all]
      [Pull requests → prs 2021-06-20T15:00..2021-06-20T16:00 --all]
      [Failures → failures 2021-06-20T15:00..2021-06-20T16:00 --all]

      ~ Newest run 06-21 08:00 · 1 h ago
    `);
    expect(await shown(view, "zh_cn")).toMatchInlineSnapshot(`
      [neutral] 小时报告：没有运行
      2021-06-20 15:00 – 16:00 · Asia/Shanghai

      这段时间内没有任何运行。

      [[概览 → summary 2021-06-20T15:00..2021-06-20T16:00 --all]]
      [任务 → jobs 2021-06-20T15:00..2021-06-20T16:00 --all]
      [合并请求 → prs 2021-06-20T15:00..2021-06-20T16:00 --all]
      [失败 → failures 2021-06-20T15:00..2021-06-20T16:00 --all]

      ~ 最新运行 06-21 08:00 · 1 小时前
    `);
  });

  test("a day, in English", async () => {
    expect(await shown(site.show({ topic: "daily", window: dayOf("2021-06-20 12:00:00") }))).toMatchInlineSnapshot(`
      [bad] Daily report: 9 of 15 runs failed
      2021-06-20 Sun · Asia/Shanghai

      Runs: 15 (▲ 12)
      [bad] Passed: 35.7% (▼ 31.0 pts)
      Failed: 9 (▲ 8) → failures 2021-06-20 --all
      Aborted: 1 (▲ 1)
      PRs: 3 (▲ 2) → prs 2021-06-20 --all
      Jobs: 3 (▲ 1) → jobs 2021-06-20 --all
      Reruns: 10 (▲ 9)
      Retries: 4 (▲ 3)
      Runs without a PR: 1 (unchanged) → nightly 2021-06-20 --all

      ~ Changes since the day before

      Runs per hour (stacked, 24 places)
        failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
        08:00: failure 1, success 1
        09:00: failure 5, success 1, aborted 1
        10:00: success 1
        11:00: failure 1, success 1
        12:00: failure 1, success 1
        14:00: failure 1
      Most failures: 5 of 7 runs from 06-20 09:00.

      Why runs failed · test case 7 · infrastructure 1 · unexplained 1
      Why runs were aborted · reason unknown 1
      Lost to retries: 4 retries on unchanged commits took 45m 00s; once a job both failed and passed on the same commit

      New since the day before
        [bad] ‹testB \`x\`› → case "testB \`x\`" 2021-06-20 --all
            test case  ·  3 runs · 1 PR · 1 job
            last seen 06-20 12:20
        [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20 --all
            test case  ·  1 run · 1 PR · 1 job
            last seen 06-20 14:00
        [bad] ‹testNight› → case testNight 2021-06-20 --all
            test case  ·  1 run · 0 PRs · 1 job
            last seen 06-20 09:50
        and 1 more → failures 2021-06-20 --all

      Pull requests that failed most
        [bad] pingcap/tidb#2 planner: ‮backwards [x](http://x) → pr 2 2021-06-20 --all --repo pingcap/tidb
            🔴 4  🟢 1  🔄 4 · bob
            tidb_ghpr_unit_test #18 ↗ https://ci.example/tidb_ghpr_unit_test/18 ‹testSuite.TestPlanStats›
            … 3 more failed runs
        [bad] pingcap/tidb#1 executor: fix <at id=all></at> **x** → pr 1 2021-06-20 --all --repo pingcap/tidb
            🔴 2  🟢 3  🟡 1  🔄 4 · ann
            tidb_ghpr_unit_test #6 ↗ https://ci.example/tidb_ghpr_unit_test/6 ‹testA›
            … 1 more failed run
        [bad] tikv/tikv#3 raftstore: 修复快照 → pr 3 2021-06-20 --all --repo tikv/tikv
            🔴 2  🟢 1  🔄 2 · somebody
            tikv_check #9 ↗ https://ci.example/tikv_check/9 [warn: unexplained]
            … 1 more failed run

      Jobs that failed most
        [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20 --all
            🔴 6  🟢 4  🔄 8  ·  40% passed
            tidb#2 [4×]  tidb#1 [2×]
        [bad] tikv_check → job tikv_check 2021-06-20 --all
            🔴 2  🟢 1  🟡 1  🔄 2  ·  33.3% passed
            tikv#3 [2×]
        [bad] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20 --all
            🔴 1  🟢 0  ·  0% passed

      Jobs that were rerun most (of these on the same commit)

      ~ 🔄 8 (4)  tidb_ghpr_unit_test
      ~ 🔄 2 (0)  tikv_check

      Flaky cases
        [bad] ‹testA› → case testA 2021-06-20 --all
            test case  ·  2 runs · 1 PR · 1 job
            last seen 06-20 09:10

      Nightly jobs
        [bad] tidb-unit-test-nightly #12 → run tidb-unit-test-nightly 12
            FAILURE · 06-20 09:50 · 10m 00s
            ‹testNight›

      Issues filed
      #12 ↗ https://github.com/pingcap/tidb/issues/12 ‹testNight› and 2 more

      [[Summary → summary 2021-06-20 --all]]
      [Jobs → jobs 2021-06-20 --all]
      [Pull requests → prs 2021-06-20 --all]
      [Failures → failures 2021-06-20 --all]

      ~ Newest run 06-21 08:00 · 1 h ago
    `);
  });

  test("a day, in Chinese", async () => {
    const view = site.show({ topic: "daily", window: dayOf("2021-06-20 12:00:00") });
    expect(await shown(view, "zh_cn")).toMatchInlineSnapshot(`
      [bad] 每日报告：15 次运行中 9 次失败
      2021-06-20 周日 · Asia/Shanghai

      运行: 15 (▲ 12)
      [bad] 通过率: 35.7% (▼ 31.0 个百分点)
      失败: 9 (▲ 8) → failures 2021-06-20 --all
      中止: 1 (▲ 1)
      合并请求: 3 (▲ 2) → prs 2021-06-20 --all
      任务: 3 (▲ 1) → jobs 2021-06-20 --all
      重跑: 10 (▲ 9)
      无改动重试: 4 (▲ 3)
      非 PR 运行: 1 (持平) → nightly 2021-06-20 --all

      ~ 与前一天相比的变化

      每小时运行 (stacked, 24 places)
        failure is [bad] 失败, success is [good] 通过, aborted is [neutral] 中止
        08:00: failure 1, success 1
        09:00: failure 5, success 1, aborted 1
        10:00: success 1
        11:00: failure 1, success 1
        12:00: failure 1, success 1
        14:00: failure 1
      失败最多的时段从 06-20 09:00 开始：7 次运行中 5 次失败。

      失败原因 · 测试用例 7 · 基础设施 1 · 原因不明 1
      中止原因 · 原因不明 1
      重试损耗：同一提交重试 4 次，耗时 45m 00s；同一提交时过时不过的情况出现 1 次

      相比前一天新增的失败
        [bad] ‹testB \`x\`› → case "testB \`x\`" 2021-06-20 --all
            测试用例  ·  3 次运行 · 1 个 PR · 1 个任务
            最近 06-20 12:20
        [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20 --all
            测试用例  ·  1 次运行 · 1 个 PR · 1 个任务
            最近 06-20 14:00
        [bad] ‹testNight› → case testNight 2021-06-20 --all
            测试用例  ·  1 次运行 · 0 个 PR · 1 个任务
            最近 06-20 09:50
        and 1 more → failures 2021-06-20 --all

      失败最多的合并请求
        [bad] pingcap/tidb#2 planner: ‮backwards [x](http://x) → pr 2 2021-06-20 --all --repo pingcap/tidb
            🔴 4  🟢 1  🔄 4 · bob
            tidb_ghpr_unit_test #18 ↗ https://ci.example/tidb_ghpr_unit_test/18 ‹testSuite.TestPlanStats›
            …… 还有 3 次失败
        [bad] pingcap/tidb#1 executor: fix <at id=all></at> **x** → pr 1 2021-06-20 --all --repo pingcap/tidb
            🔴 2  🟢 3  🟡 1  🔄 4 · ann
            tidb_ghpr_unit_test #6 ↗ https://ci.example/tidb_ghpr_unit_test/6 ‹testA›
            …… 还有 1 次失败
        [bad] tikv/tikv#3 raftstore: 修复快照 → pr 3 2021-06-20 --all --repo tikv/tikv
            🔴 2  🟢 1  🔄 2 · somebody
            tikv_check #9 ↗ https://ci.example/tikv_check/9 [warn: 原因不明]
            …… 还有 1 次失败

      失败最多的任务
        [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20 --all
            🔴 6  🟢 4  🔄 8  ·  40% 通过
            tidb#2 [4×]  tidb#1 [2×]
        [bad] tikv_check → job tikv_check 2021-06-20 --all
            🔴 2  🟢 1  🟡 1  🔄 2  ·  33.3% 通过
            tikv#3 [2×]
        [bad] tidb-unit-test-nightly → job tidb-unit-test-nightly 2021-06-20 --all
            🔴 1  🟢 0  ·  0% 通过

      重跑最多的任务（括号内为同一提交的重试）

      ~ 🔄 8 (4)  tidb_ghpr_unit_test
      ~ 🔄 2 (0)  tikv_check

      不稳定用例
        [bad] ‹testA› → case testA 2021-06-20 --all
            测试用例  ·  2 次运行 · 1 个 PR · 1 个任务
            最近 06-20 09:10

      夜间任务
        [bad] tidb-unit-test-nightly #12 → run tidb-unit-test-nightly 12
            FAILURE · 06-20 09:50 · 10m 00s
            ‹testNight›

      已提交的 issue
      #12 ↗ https://github.com/pingcap/tidb/issues/12 ‹testNight› 等 3 项

      [[概览 → summary 2021-06-20 --all]]
      [任务 → jobs 2021-06-20 --all]
      [合并请求 → prs 2021-06-20 --all]
      [失败 → failures 2021-06-20 --all]

      ~ 最新运行 06-21 08:00 · 1 小时前
    `);
  });

  test("a day on which nothing ran says so", async () => {
    const view = site.show({ topic: "daily", window: dayOf("2021-06-10 12:00:00") });
    expect(await shown(view)).toMatchInlineSnapshot(`
      [neutral] Daily report: no runs
      2021-06-10 Thu · Asia/Shanghai

      Nothing ran on this day.

      [[Summary → summary 2021-06-10 --all]]
      [Jobs → jobs 2021-06-10 --all]
      [Pull requests → prs 2021-06-10 --all]
      [Failures → failures 2021-06-10 --all]

      ~ Newest run 06-21 08:00 · 1 h ago
    `);
  });

  test("what is new is not said while logs of the day before are unread", async () => {
    const catchUp: ReportSources["scanner"]["catchUp"] = async ({ begin }) =>
      begin < at("2021-06-20 00:00:00") ? 3 : 0;
    const sources = { ...site.sources, scanner: { ...site.sources.scanner, catchUp } };
    const scope = { window: dayOf("2021-06-20 12:00:00"), jobs: [] };
    const request = { kind: "daily", scope, zone, now, readLogsUntilMs: now, late: false } as const;
    const { view } = await makeReport(sources, request);
    for (const [locale, words] of [
      ["en_us", "Not yet known what is new: 3 logs are unread."],
      ["zh_cn", "还有 3 份日志未读取，暂时无法判断哪些是新增。"],
    ] as const)
      expect(partText(view, ["lines"], locale)).toContain(words);
    expect(viewText(view)).not.toContain("testNight› → case");
    expect(viewText(view)).toContain("[warn: unexplained]");
  });

  test("lists what failed, and counts nothing else", async () => {
    const view = await site.show({ window: hourFrom("2021-06-20 08:00:00") });
    expect(view && partText(view, ["rows"])).toMatchInlineSnapshot(`
      [bad] Hourly report: 1 of 2 runs failed
      2021-06-20 08:00 – 09:00 · Asia/Shanghai

      Pull requests that failed most
        [bad] pingcap/tidb#1 executor: fix <at id=all></at> **x** → pr 1 2021-06-20T08:00..2021-06-20T09:00 --all --repo pingcap/tidb
            🔴 1  🟢 0 · ann
            tidb_ghpr_unit_test #4 ↗ https://ci.example/tidb_ghpr_unit_test/4 ‹testA›

      Jobs that failed most
        [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20T08:00..2021-06-20T09:00 --all
            🔴 1  🟢 0  ·  0% passed
            tidb#1 [1×]
    `);
  });

  test("a run is not called unexplained while logs of the window are unread", async () => {
    const catchUp: ReportSources["scanner"]["catchUp"] = async () => 1;
    const sources = { ...site.sources, scanner: { ...site.sources.scanner, catchUp } };
    const scope = { window: hourFrom("2021-06-20 09:00:00"), jobs: [] };
    const request = { kind: "hourly", scope, zone, now, readLogsUntilMs: now, late: false } as const;
    const { view } = await makeReport(sources, request);
    expect(viewText(view)).toContain("tikv_check/9 [warn: not explained yet]");
    expect(viewText(view, "zh_cn")).toContain("[warn: 原因尚未确定]");
    expect(viewText(view)).toContain("1 log is still being read");
  });

  test("the log's first lines stand under the lists of an hour, folded", async () => {
    const view = await site.show({ window: hourFrom("2021-06-20 14:00:00") });
    expect(view && partText(view, ["excerpt"])).toMatchInlineSnapshot(`
      [bad] Hourly report: 1 of 1 run failed
      2021-06-20 14:00 – 15:00 · Asia/Shanghai

      ▸ ‹testSuite.TestPlanStats›  tidb_ghpr_unit_test #18
      | executor_test.go:210:
      |     c.Assert(err, IsNil)
      | ... value = "\`\`\` @everyone <at id=all></at> token=***"
    `);
  });

  test.each<[string, Partial<Subscription>, string, string]>([
    ["--repo", { repo: "pingcap/tidb" }, "2 of 4 runs failed", "pingcap/tidb"],
    ["--repo without its owner", { repo: "tikv" }, "2 of 2 runs failed", "tikv"],
    ["--branch", { branch: "release-5.0" }, "1 of 1 run failed", "@release-5.0"],
    ["--job", { jobs: ["tikv_check"] }, "2 of 3 runs failed", "tikv_check"],
    ["--job with a star", { jobs: ["tidb*"] }, "3 of 4 runs failed", "tidb*"],
    ["several of them", { repo: "tidb", jobs: ["tikv_check"] }, "none of 1 run failed", "tidb · tikv_check"],
  ])("a subscription with %s gets what it asked for, and its buttons keep it", async (_, asked, answer, filters) => {
    const view = await site.show({}, asked);
    expect(view?.title.en_us).toBe(`Hourly report: ${answer}`);
    expect(view?.subtitle?.en_us).toBe(`2021-06-20 09:00 – 10:00 · Asia/Shanghai · ${filters}`);
    const words = [
      "--all",
      ...(asked.repo === undefined ? [] : [`--repo ${asked.repo}`]),
      ...(asked.branch === undefined ? [] : [`--branch ${asked.branch}`]),
      ...(asked.jobs ?? []).map((job) => `--job ${job}`),
    ].join(" ");
    expect(view && viewText(view)).toContain(`→ summary 2021-06-20T09:00..2021-06-20T10:00 ${words}]]`);
  });

  test("the lists, the changes and what is new keep to the subscription's filters", async () => {
    const window = dayOf("2021-06-20 12:00:00");
    const view = await site.show({ topic: "daily", window }, { repo: "tikv", jobs: ["tikv_check"] });
    expect(view && partText(view, ["figures", "rows"])).toMatchInlineSnapshot(`
      [bad] Daily report: 2 of 3 runs failed
      2021-06-20 Sun · Asia/Shanghai · tikv · tikv_check

      Runs: 3 (▲ 3)
      [bad] Passed: 33.3% (–)
      Failed: 2 (▲ 2) → failures 2021-06-20 --all --repo tikv --job tikv_check
      Aborted: 0 (unchanged)
      PRs: 1 (▲ 1) → prs 2021-06-20 --all --repo tikv --job tikv_check
      Jobs: 1 (▲ 1) → jobs 2021-06-20 --all --repo tikv --job tikv_check
      Reruns: 2 (▲ 2)
      Retries: 0 (unchanged)
      Runs without a PR: 0 (unchanged) → nightly 2021-06-20 --all --repo tikv --job tikv_check

      New since the day before
        [warn] ‹Connection reset› → case "Connection reset" 2021-06-20 --all --repo tikv --job tikv_check
            infrastructure  ·  1 run · 1 PR · 1 job
            last seen 06-20 09:30

      Pull requests that failed most
        [bad] tikv/tikv#3 raftstore: 修复快照 → pr 3 2021-06-20 --all --repo tikv/tikv --job tikv_check
            🔴 2  🟢 1  🔄 2 · somebody
            tikv_check #9 ↗ https://ci.example/tikv_check/9 [warn: unexplained]
            … 1 more failed run

      Jobs that failed most
        [bad] tikv_check → job tikv_check 2021-06-20 --all --repo tikv
            🔴 2  🟢 1  🔄 2  ·  33.3% passed
            tikv#3 [2×]
    `);
  });

  test("a day is counted on the clocks of the subscription's zone", async () => {
    const view = await site.show(
      { topic: "daily", window: dayOf("2021-06-21 08:00:00", "America/New_York") },
      { zone: "America/New_York", repo: "tidb" },
    );
    expect(view && partText(view, ["figures", "chart"])).toMatchInlineSnapshot(`
      [bad] Daily report: 3 of 4 runs failed
      2021-06-20 Sun · America/New_York · tidb

      Runs: 4 (▼ 6)
      [bad] Passed: 25% (▼ 19.4 pts)
      Failed: 3 (▼ 2) → failures 2021-06-20 --all --repo tidb
      Aborted: 0 (▼ 1)
      PRs: 1 (▼ 1) → prs 2021-06-20 --all --repo tidb
      Jobs: 1 (▼ 1) → jobs 2021-06-20 --all --repo tidb
      Reruns: 3 (▼ 4)
      Retries: 0 (▼ 6)
      Runs without a PR: 0 (unchanged) → nightly 2021-06-20 --all --repo tidb

      Runs per hour (stacked, 24 places)
        failure is [bad] Failed, success is [good] Passed, aborted is [neutral] Aborted
        00:00: failure 1, success 1
        02:00: failure 1
        20:00: failure 1
      Most failures: 1 of 2 runs from 06-20 00:00.
    `);
    const window = dayOf("2021-06-21 08:00:00", "America/New_York");
    const inShanghai = await site.show({ topic: "daily", window }, { repo: "tidb" });
    expect(inShanghai?.subtitle?.en_us).toBe("2021-06-20 12:00 – 06-21 12:00 · Asia/Shanghai · tidb");
  });

  test.each([
    [10 * MINUTE, "2021-06-20 09:00 – 10:00 · Asia/Shanghai", "2021-06-20 09:00 – 10:00 · Asia/Shanghai"],
    [
      10 * MINUTE + 1,
      "sent late · 2021-06-20 09:00 – 10:00 · Asia/Shanghai",
      "补发 · 2021-06-20 09:00 – 10:00 · Asia/Shanghai",
    ],
  ])("a report that leaves %d ms after it was due", async (late, english, chinese) => {
    const view = await site.show({ dueAt: now - late }, {}, now);
    expect([view?.subtitle?.en_us, view?.subtitle?.zh_cn]).toEqual([english, chinese]);
  });

  test.each<[string, Occasion, string, boolean]>([
    ["everything", "always", "2021-06-20 15:00:00", true],
    ["failures: some", "failed", "2021-06-20 09:00:00", true],
    ["failures: none", "failed", "2021-06-20 10:00:00", false],
    ["what is worse: a lower pass rate", "worse", "2021-06-20 09:00:00", true],
    ["what is worse: failures where nothing ran before", "worse", "2021-06-20 14:00:00", true],
    ["what is worse: the same pass rate", "worse", "2021-06-20 12:00:00", false],
    ["what is worse: no failures", "worse", "2021-06-20 10:00:00", false],
  ])("a chat that wants %s", async (_, occasion, wall, isSent) => {
    expect((await site.show({ window: hourFrom(wall) }, { occasion })) !== undefined).toBe(isSent);
  });

  test("whether it is worth sending is judged on what the chat asked for", async () => {
    const window = hourFrom("2021-06-20 11:00:00");
    expect(await site.show({ window }, { occasion: "failed", branch: "master" })).toBeUndefined();
    expect(await site.show({ window }, { occasion: "failed", branch: "release-5.0" })).toBeDefined();
  });

  test("a digest tells of each report kept back, with the subscription's filters", async () => {
    for (const hour of ["09", "10", "12", "15"]) await site.tell({ window: hourFrom(`2021-06-20 ${hour}:00:00`) });
    const digest: Partial<Delivery> = {
      topic: "digest",
      window: { begin: at("2021-06-20 09:00:00"), end: at("2021-06-20 16:00:00") },
    };
    expect(await shown(site.show(digest))).toMatchInlineSnapshot(`
      [warn] During quiet hours: 4 reports, 2 with failures
      2021-06-20 09:00 – 16:00 · Asia/Shanghai

      Reports held back
        [bad] Hourly 06-20 09:00–10:00 → summary 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 5  🟢 1  🟡 1  🔄 2
        [good] Hourly 06-20 10:00–11:00 → summary 2021-06-20T10:00..2021-06-20T11:00 --all
            🔴 0  🟢 1
        [bad] Hourly 06-20 12:00–13:00 → summary 2021-06-20T12:00..2021-06-20T13:00 --all
            🔴 1  🟢 1  🔄 1

      ~ and 1 report without any run

      [[Summary of the whole time → summary 2021-06-20T09:00..2021-06-20T16:00]]
      [Failures → failures 2021-06-20T09:00..2021-06-20T16:00]
    `);
    expect(await shown(site.show(digest), "zh_cn")).toMatchInlineSnapshot(`
      [warn] 免打扰期间的报告：4 份，其中 2 份有失败
      2021-06-20 09:00 – 16:00 · Asia/Shanghai

      未发送的报告
        [bad] 小时报告 06-20 09:00–10:00 → summary 2021-06-20T09:00..2021-06-20T10:00 --all
            🔴 5  🟢 1  🟡 1  🔄 2
        [good] 小时报告 06-20 10:00–11:00 → summary 2021-06-20T10:00..2021-06-20T11:00 --all
            🔴 0  🟢 1
        [bad] 小时报告 06-20 12:00–13:00 → summary 2021-06-20T12:00..2021-06-20T13:00 --all
            🔴 1  🟢 1  🔄 1

      ~ 另有 1 份没有任何运行

      [[整段概览 → summary 2021-06-20T09:00..2021-06-20T16:00]]
      [失败 → failures 2021-06-20T09:00..2021-06-20T16:00]
    `);
    const ofTikv = await site.show(digest, { repo: "tikv" });
    expect(ofTikv && partText(ofTikv, ["rows", "lines"])).toMatchInlineSnapshot(`
      [warn] During quiet hours: 4 reports, 1 with failures
      2021-06-20 09:00 – 16:00 · Asia/Shanghai

      Reports held back
        [bad] Hourly 06-20 09:00–10:00 → summary 2021-06-20T09:00..2021-06-20T10:00 --all --repo tikv
            🔴 2  🟢 0  🔄 1

      ~ and 3 reports without any run
    `);
  });

  test("a digest with nothing to tell is not sent", async () => {
    const digest: Partial<Delivery> = { topic: "digest", window: hourFrom("2021-06-01 09:00:00") };
    expect(await site.show(digest)).toBeUndefined();
  });
});
