import { describe, expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import { type AlertFacts, alertView } from "../../src/alerts/view.ts";
import type { Alert } from "../../src/model/alert.ts";
import { locales } from "../../src/model/text.ts";
import { HOUR, MINUTE } from "../../src/model/window.ts";
import type { View } from "../../src/view/view.ts";
import { checkCard } from "../cards/card-schema.ts";
import { at, zone } from "../support/runs.ts";
import { viewText } from "../support/view-text.ts";

const since = at("2021-06-20 01:30:00");
const HOSTILE = "<at id=all></at> **x** [a](http://b) `测试` \u202e😀 ".repeat(4);
const red = (job: string, branch: string): Alert => {
  const run = { job, id: 7, status: "FAILURE", time: since, durationMs: 30 * MINUTE, commit: "c0ffee0123", branch };
  return { kind: "red", job, branch, since, run: { ...run, repo: null, comment: null, pullRequest: null } };
};
const rate: Alert = {
  kind: "rate",
  job: "tidb_ghpr_unit_test",
  since,
  recent: { runs: 50, success: 10, failure: 40, unstable: 0, aborted: 0, other: 0 },
  usual: { runs: 1000, success: 900, failure: 100, unstable: 0, aborted: 0, other: 0 },
};
const silent: Alert = { kind: "silent", since };
const failures = ["testA", "testB", "testC", "testD"].map((name) => ({
  name,
  excerpt: `FAIL ${name}\nexpected 1\ngot 2`,
}));

const show = (alert: Alert, said: Partial<AlertFacts> = {}): View =>
  alertView({ alert, failures: [], over: false, at: since + 26 * HOUR, ...said }, zone);
const both = (view: View) => `${viewText(view)}\n\n--- 中文\n\n${viewText(view, "zh_cn")}`;

describe("an alert that begins", () => {
  test("about a trunk job shows the run and what broke in it", () => {
    expect(both(show(red("tidb-nightly", "master"), { failures }))).toMatchInlineSnapshot(`
      [bad] tidb-nightly @master turned red
      since 06-20 01:30 (Asia/Shanghai)

      Newest run
        [bad] tidb-nightly #7 → run tidb-nightly 7
            FAILURE · 06-20 01:30 · 30m 00s · ‹c0ffee0›
            ‹testA› expected 1 got 2
            ‹testB› expected 1 got 2
            ‹testC› expected 1 got 2
            and 1 more

      [[Open the run → run tidb-nightly 7]]
      [The job's last 24 hours → job tidb-nightly 2021-06-20T03:30..2021-06-21T03:30]

      --- 中文

      [bad] tidb-nightly @master 由绿转红
      始于 06-20 01:30（Asia/Shanghai）

      最新一次运行
        [bad] tidb-nightly #7 → run tidb-nightly 7
            FAILURE · 06-20 01:30 · 30m 00s · ‹c0ffee0›
            ‹testA› expected 1 got 2
            ‹testB› expected 1 got 2
            ‹testC› expected 1 got 2
            还有 1 项

      [[打开这次运行 → run tidb-nightly 7]]
      [任务最近 24 小时 → job tidb-nightly 2021-06-20T03:30..2021-06-21T03:30]
    `);
  });
  test("about a job without a branch, whose log has not been read", () => {
    expect(viewText(show(red("nightly job", "")))).toMatchInlineSnapshot(`
      [bad] nightly job turned red
      since 06-20 01:30 (Asia/Shanghai)

      Newest run
        [bad] nightly job #7 → run "nightly job" 7
            FAILURE · 06-20 01:30 · 30m 00s · ‹c0ffee0›

      [[Open the run → run "nightly job" 7]]
      [The job's last 24 hours → job "nightly job" 2021-06-20T03:30..2021-06-21T03:30]
    `);
  });
  test("about a failure rate shows both rates, with counts and intervals", () => {
    expect(both(show(rate))).toMatchInlineSnapshot(`
      [bad] tidb_ghpr_unit_test fails more than usual
      last 24 hours compared with the 14 days before (Asia/Shanghai)

      Last 24 hours: 40 of 50 failed, 80% (99% interval 62.3%–90.6%)
      The 14 days before: 100 of 1,000 failed, 10% (99% interval 7.8%–12.7%)

      [[What fails → failures 2021-06-20T03:30..2021-06-21T03:30 --job tidb_ghpr_unit_test]]
      [The job's last 24 hours → job tidb_ghpr_unit_test 2021-06-20T03:30..2021-06-21T03:30]

      --- 中文

      [bad] tidb_ghpr_unit_test 失败率异常
      最近 24 小时对比之前 14 天（Asia/Shanghai）

      最近 24 小时：50 次中 40 次失败，80%（99% 置信区间 62.3%–90.6%）
      之前 14 天：1,000 次中 100 次失败，10%（99% 置信区间 7.8%–12.7%）

      [[失败明细 → failures 2021-06-20T03:30..2021-06-21T03:30 --job tidb_ghpr_unit_test]]
      [任务最近 24 小时 → job tidb_ghpr_unit_test 2021-06-20T03:30..2021-06-21T03:30]
    `);
  });
  test("about silence says when the newest run began, and what to check", () => {
    expect(both(show(silent))).toMatchInlineSnapshot(`
      [bad] No new runs are coming in
      since 06-20 01:30 (Asia/Shanghai)

      The newest run began 06-20 01:30.
      Check that Jenkins still runs builds, and that they still reach the database.

      [[Status → status]]

      --- 中文

      [bad] 没有新的运行数据
      始于 06-20 01:30（Asia/Shanghai）

      最新一次运行开始于 06-20 01:30。
      请检查 Jenkins 是否还在构建，以及写入数据库的同步是否正常。

      [[状态 → status]]
    `);
  });
});

describe("an alert that is over", () => {
  test("about a trunk job says how long it lasted", () => {
    expect(both(show(red("tidb-nightly", "master"), { over: true }))).toMatchInlineSnapshot(`
      [good] tidb-nightly @master is green again
      noticed 06-21 03:30 (Asia/Shanghai)

      It lasted 26h 00m, from 06-20 01:30.

      [Last failed run → run tidb-nightly 7]
      [The job's last 24 hours → job tidb-nightly 2021-06-20T03:30..2021-06-21T03:30]

      --- 中文

      [good] tidb-nightly @master 已恢复通过
      发现于 06-21 03:30（Asia/Shanghai）

      自 06-20 01:30 起，持续 26h 00m。

      [最后一次失败的运行 → run tidb-nightly 7]
      [任务最近 24 小时 → job tidb-nightly 2021-06-20T03:30..2021-06-21T03:30]
    `);
  });
  test("about a failure rate says what it was", () => {
    expect(both(show(rate, { over: true }))).toMatchInlineSnapshot(`
      [good] tidb_ghpr_unit_test's failure rate is back to normal
      noticed 06-21 03:30 (Asia/Shanghai)

      When it was last unusual: 40 of 50 failed, 80% (99% interval 62.3%–90.6%).

      [What fails → failures 2021-06-20T03:30..2021-06-21T03:30 --job tidb_ghpr_unit_test]
      [The job's last 24 hours → job tidb_ghpr_unit_test 2021-06-20T03:30..2021-06-21T03:30]

      --- 中文

      [good] tidb_ghpr_unit_test 失败率已恢复正常
      发现于 06-21 03:30（Asia/Shanghai）

      最近一次异常时：50 次中 40 次失败，80%（99% 置信区间 62.3%–90.6%）。

      [失败明细 → failures 2021-06-20T03:30..2021-06-21T03:30 --job tidb_ghpr_unit_test]
      [任务最近 24 小时 → job tidb_ghpr_unit_test 2021-06-20T03:30..2021-06-21T03:30]
    `);
  });
  test("about silence says that data are coming in", () => {
    expect(both(show(silent, { over: true }))).toMatchInlineSnapshot(`
      [good] New runs are coming in again
      noticed 06-21 03:30 (Asia/Shanghai)

      It lasted 26h 00m, from 06-20 01:30.

      [Status → status]

      --- 中文

      [good] 运行数据已恢复
      发现于 06-21 03:30（Asia/Shanghai）

      自 06-20 01:30 起，持续 26h 00m。

      [状态 → status]
    `);
  });
  test.each([
    [30 * MINUTE, "30m 00s", "30m 00s"],
    [35 * HOUR, "35h 00m", "35h 00m"],
    [8 * 24 * HOUR, "8 days", "8 天"],
  ])("after %d ms", (lasted, english, chinese) => {
    const view = show(silent, { over: true, at: since + lasted });
    expect(viewText(view)).toContain(`It lasted ${english}, from 06-20 01:30.`);
    expect(viewText(view, "zh_cn")).toContain(`自 06-20 01:30 起，持续 ${chinese}。`);
  });
});

test.each([
  ["red", red(HOSTILE.slice(0, 100), HOSTILE.slice(0, 100))],
  ["rate", { ...rate, job: HOSTILE.slice(0, 100) }],
  ["silent", silent],
] as const)("the card of an alert (%s) keeps to the platform's rules, whatever the names", (_, alert) => {
  const nasty = Array.from({ length: 50 }, () => ({ name: HOSTILE, excerpt: HOSTILE.repeat(20) }));
  for (const over of [false, true])
    for (const locale of locales) {
      const card = renderCard(show(alert, { failures: nasty, over }), { locale, interactive: true });
      expect(checkCard(card)).toEqual([]);
    }
});
