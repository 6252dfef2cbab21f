import { expect, test } from "vitest";
import { mutedView } from "../../../src/commands/mute/view.ts";
import { subscribedView } from "../../../src/commands/subscribe/view.ts";
import { subscriptionsView } from "../../../src/commands/subscriptions/view.ts";
import { unsubscribedView } from "../../../src/commands/unsubscribe/view.ts";
import { plainSubscription, type Subscription } from "../../../src/model/subscription.ts";
import { at, zone } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import { hostile } from "../sample-facts.ts";

const daily: Subscription = {
  ...plainSubscription("oc_1", "daily", "ou_alice"),
  repo: "tidb",
  branch: "master",
  jobs: ["tidb_*", "nightly"],
  occasion: "worse",
  at: "09:30",
  zone: "Europe/Berlin",
  quiet: { from: "22:00", to: "08:00" },
};
const next = at("2021-06-21 15:30:00");

test("a daily report with every option", () => {
  expect(viewText(subscribedView(daily, next, zone))).toMatchInlineSnapshot(`
    [good] Subscribed: Daily report

    only when it is worse than before · at 09:30 Europe/Berlin · quiet 22:00–08:00
    for tidb · @master · tidb_* · nightly
    next: 06-21 09:30 (Europe/Berlin)

    [[All subscriptions → subscriptions]]
    [See one now → report daily]
    [Unsubscribe → unsubscribe daily]
  `);
  expect(viewText(subscribedView(daily, next, zone), "zh_cn")).toMatchInlineSnapshot(`
    [good] 已订阅：每日报告

    仅在比之前更差时 · 09:30 Europe/Berlin · 免打扰 22:00–08:00
    范围 tidb · @master · tidb_* · nightly
    下次：06-21 09:30（Europe/Berlin）

    [[全部订阅 → subscriptions]]
    [现在看一份 → report daily]
    [退订 → unsubscribe daily]
  `);
});

test("alerts come when something happens", () => {
  const alerts = plainSubscription("oc_1", "alerts", "ou_alice");
  expect(viewText(subscribedView(alerts, undefined, zone))).toMatchInlineSnapshot(`
    [good] Subscribed: Alerts when something changes

    When a trunk or nightly job turns red or recovers, a job fails more often than usual, or no new runs arrive.
    sent when it happens

    [[All subscriptions → subscriptions]]
    [Unsubscribe → unsubscribe alerts]
  `);
  expect(viewText(subscribedView(alerts, undefined, zone), "zh_cn")).toMatchInlineSnapshot(`
    [good] 已订阅：状态变化提醒

    主干或每夜任务由绿转红或恢复、任务失败率异常、没有新的运行数据。
    发生时推送

    [[全部订阅 → subscriptions]]
    [退订 → unsubscribe alerts]
  `);
});

test("a report that comes only when something failed, with hostile filters", () => {
  const odd: Subscription = {
    ...plainSubscription("oc_1", "hourly", "ou_alice"),
    occasion: "failed",
    repo: hostile.mention,
    jobs: [hostile.backticks, hostile.long],
  };
  expect(viewText(subscribedView(odd, next, zone))).toMatchInlineSnapshot(`
    [good] Subscribed: Hourly report

    only when something failed
    for <at id=all></at> · \`rm -rf\` \`\`\` 'a' "b" · TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest
    next: 06-21 15:30 (Asia/Shanghai)

    [[All subscriptions → subscriptions]]
    [See one now → report hourly]
    [Unsubscribe → unsubscribe hourly]
  `);
});

test("unsubscribed", () => {
  expect(viewText(unsubscribedView("hourly", true))).toMatchInlineSnapshot(`
    [good] Unsubscribed: Hourly report

    [[All subscriptions → subscriptions]]
    [Subscribe again → subscribe hourly]
  `);
  expect(viewText(unsubscribedView("hourly", true), "zh_cn")).toMatchInlineSnapshot(`
    [good] 已退订：小时报告

    [[全部订阅 → subscriptions]]
    [重新订阅 → subscribe hourly]
  `);
});

test("unsubscribed from what the chat did not get", () => {
  expect(viewText(unsubscribedView("daily", false))).toMatchInlineSnapshot(`
    [info] This chat was not subscribed: Daily report

    [[All subscriptions → subscriptions]]
    [Subscribe again → subscribe daily]
  `);
  expect(viewText(unsubscribedView("daily", false), "zh_cn")).toMatchInlineSnapshot(`
    [info] 本群没有订阅：每日报告

    [[全部订阅 → subscriptions]]
    [重新订阅 → subscribe daily]
  `);
});

test("what a chat gets, some of it by the configuration", () => {
  const rows = [
    { subscription: daily, next },
    { subscription: plainSubscription("oc_1", "issues", null), next: undefined },
  ];
  expect(viewText(subscriptionsView(rows, null, zone))).toMatchInlineSnapshot(`
    [info] Subscriptions of this chat

    Subscriptions
      Daily report
          only when it is worse than before · at 09:30 Europe/Berlin · quiet 22:00–08:00
          for tidb · @master · tidb_* · nightly
          next: 06-21 09:30 (Europe/Berlin)
      Issues filed, reopened and closed
          sent when it happens
          set in the configuration

    [+ Hourly report → subscribe hourly]
    [+ Alerts when something changes → subscribe alerts]
    [– Daily report → unsubscribe daily]
    [– Issues filed, reopened and closed → unsubscribe issues]
    [Mute for 2 h → mute 2h]
  `);
  expect(viewText(subscriptionsView(rows, null, zone), "zh_cn")).toMatchInlineSnapshot(`
    [info] 本群的订阅

    订阅
      每日报告
          仅在比之前更差时 · 09:30 Europe/Berlin · 免打扰 22:00–08:00
          范围 tidb · @master · tidb_* · nightly
          下次：06-21 09:30（Europe/Berlin）
      issue 的提交、重开与关闭
          发生时推送
          来自配置

    [+ 小时报告 → subscribe hourly]
    [+ 状态变化提醒 → subscribe alerts]
    [– 每日报告 → unsubscribe daily]
    [– issue 的提交、重开与关闭 → unsubscribe issues]
    [静音 2 小时 → mute 2h]
  `);
});

test("a chat that gets nothing, and is muted", () => {
  expect(viewText(subscriptionsView([], { until: next, by: "ou_alice" }, zone))).toMatchInlineSnapshot(`
    [warn] Subscriptions of this chat

    No reports until 06-21 15:30 (Asia/Shanghai). After that, one card lists what was held back.
    Muted by @ou_alice

    Subscriptions
      (Nothing is sent to this chat automatically.)

    [+ Hourly report → subscribe hourly]
    [+ Daily report → subscribe daily]
    [+ Issues filed, reopened and closed → subscribe issues]
    [+ Alerts when something changes → subscribe alerts]
    [[Unmute → unmute]]
  `);
  expect(viewText(subscriptionsView([], { until: next, by: "ou_alice" }, zone), "zh_cn")).toMatchInlineSnapshot(`
    [warn] 本群的订阅

    06-21 15:30（Asia/Shanghai）之前不推送报告，之后会发送一张汇总卡片。
    静音操作人：@ou_alice

    订阅
      (本群没有自动推送。)

    [+ 小时报告 → subscribe hourly]
    [+ 每日报告 → subscribe daily]
    [+ issue 的提交、重开与关闭 → subscribe issues]
    [+ 状态变化提醒 → subscribe alerts]
    [[取消静音 → unmute]]
  `);
});

test("muted until a time", () => {
  expect(viewText(mutedView(next, "ou_alice", zone))).toMatchInlineSnapshot(`
    [info] This chat is muted

    No reports until 06-21 15:30 (Asia/Shanghai). After that, one card lists what was held back.
    Muted by @ou_alice

    [[Unmute → unmute]]
    [All subscriptions → subscriptions]
  `);
  expect(viewText(mutedView(next, "ou_alice", zone), "zh_cn")).toMatchInlineSnapshot(`
    [info] 本群已静音

    06-21 15:30（Asia/Shanghai）之前不推送报告，之后会发送一张汇总卡片。
    静音操作人：@ou_alice

    [[取消静音 → unmute]]
    [全部订阅 → subscriptions]
  `);
});

test("no longer muted", () => {
  expect(viewText(mutedView(null, "ou_alice", zone))).toMatchInlineSnapshot(`
    [good] This chat is no longer muted

    [All subscriptions → subscriptions]
  `);
  expect(viewText(mutedView(null, "ou_alice", zone), "zh_cn")).toMatchInlineSnapshot(`
    [good] 已恢复推送

    [全部订阅 → subscriptions]
  `);
});
