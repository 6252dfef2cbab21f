import { describe, expect, test } from "vitest";
import { type StatusFacts, statusView } from "../../../src/commands/status/view.ts";
import type { Delivery } from "../../../src/model/delivery.ts";
import { noFilters } from "../../../src/model/subscription.ts";
import { DAY, HOUR, MINUTE } from "../../../src/model/window.ts";
import { at, zone } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import { day, hostile, now } from "../sample-facts.ts";

const facts: StatusFacts = {
  newest: at("2021-06-21 09:10:00"),
  unread: 3,
  backlogDays: 30,
  unkept: { items: [], total: 0 },
  checks: [
    { what: "database", state: "good", detail: "MySQL 8.0" },
    { what: "github", state: "off", detail: { en_us: "not configured", zh_cn: "未配置" } },
  ],
  version: "2.0.0",
  reports: { deliveries: [], missing: [], closed: [] },
  pendingBuilds: { waiting: 0, troubled: [] },
  poll: null,
};

function delivery(more: Partial<Delivery>): Delivery {
  return {
    key: "k",
    topic: "daily",
    chatId: "oc_1",
    window: day,
    dueAt: day.end,
    sendAt: day.end,
    state: "refused",
    attempts: 1,
    unsureSince: null,
    messageId: null,
    reason: "bot is not in the chat",
    content: null,
    ...more,
  };
}

test.each([
  ["recent", 6 * HOUR, "good", "All is well"],
  ["quiet", 6 * HOUR + 1, "warn", "No new runs for a while"],
  ["ahead as far as clocks differ", -5 * MINUTE, "good", "All is well"],
  ["in the future, as with another zone", -8 * HOUR, "warn", "The newest run is in the future: check timezone"],
  ["a little ahead, as with another clock", -6 * MINUTE, "warn", "The clock of Jenkins is ahead: check the clocks"],
])("the newest run is %s", (_what, age, tone, title) => {
  const view = statusView({ ...facts, newest: now - age }, now, zone);
  expect(view).toMatchObject({ tone, title: { en_us: title } });
});

test("all is well", () => {
  expect(viewText(statusView(facts, now, zone))).toMatchInlineSnapshot(`
    [good] All is well

    Newest run: 06-21 09:10 · 20 min ago
    Unread logs, last 30 days: 3

    Dependencies
      [good] Database
          MySQL 8.0
      [neutral] GitHub
          not configured

    All recent reports were sent.

    [Check again → status]

    ~ ci_stat 2.0.0 · Asia/Shanghai
  `);
  expect(viewText(statusView(facts, now, zone), "zh_cn")).toMatchInlineSnapshot(`
    [good] 一切正常

    最新运行：06-21 09:10 · 20 分钟前
    最近 30 天未读取的日志：3

    依赖项
      [good] 数据库
          MySQL 8.0
      [neutral] GitHub
          未配置

    最近的报告都已发送。

    [重新检查 → status]

    ~ ci_stat 2.0.0 · Asia/Shanghai
  `);
});

const troubled: StatusFacts = {
  ...facts,
  newest: now - 7 * HOUR,
  checks: [
    { what: "database", state: "good", detail: "MySQL 8.0" },
    { what: "tables", state: "good", detail: "5" },
    { what: "feishu", state: "bad", detail: hostile.markup },
    { what: "jenkins", state: "bad", detail: "401" },
    { what: "logs", state: "off", detail: "" },
  ],
  reports: {
    deliveries: [
      delivery({}),
      delivery({ chatId: "oc_2" }),
      delivery({ topic: "hourly", state: "skipped", reason: "missed while nothing ran" }),
      delivery({ topic: "digest", state: "unknown", reason: null, window: { begin: now, end: now } }),
      delivery({ topic: "alerts", state: "unknown", reason: null }),
    ],
    missing: [hostile.mention],
    closed: [
      {
        chatId: "oc_3",
        name: undefined,
        mutedUntil: null,
        mutedBy: null,
        filters: noFilters,
        disabledAt: now - 3 * DAY,
        reason: null,
      },
      {
        chatId: "oc_4",
        name: "CI",
        mutedUntil: null,
        mutedBy: null,
        filters: noFilters,
        disabledAt: now - DAY,
        reason: "bot removed",
      },
    ],
  },
  pendingBuilds: {
    waiting: 1,
    troubled: [
      { job: "a", id: 1, state: "given_up", askedAt: now - DAY, tryAt: now, reason: "404" },
      { job: hostile.backticks, id: 2, state: "waiting", askedAt: now - HOUR, tryAt: now, reason: null },
    ],
  },
};

test("everything that can be wrong", () => {
  expect(viewText(statusView(troubled, now, zone))).toMatchInlineSnapshot(`
    [bad] 2 checks failed

    Newest run: 06-21 02:30 · 7 h ago
    Unread logs, last 30 days: 3

    Dependencies
      [good] Database
          MySQL 8.0
      [good] Own tables
          5
      [bad] Feishu
          **bold** [x](http://evil.example) <font color='red'>y</font> # h
      [bad] Jenkins
          401
      [neutral] Build logs
          

    Undelivered reports
      [bad] <at id=all></at>
          listed in report_chats, but the bot is not in a group with this name
      [bad] ‹oc_3›
          the bot cannot send here since 06-18 09:30
          
      [bad] CI
          the bot cannot send here since 06-20 09:30
          bot removed
      [bad] Daily report 2021-06-20 Sun
          2 chats · refused
          bot is not in the chat
      [warn] Hourly report 2021-06-20 Sun
          1 chat · skipped
          missed while nothing ran
      [bad] Digest 
          1 chat · delivery unknown
      [bad] Alerts when something changes 2021-06-20 Sun
          1 chat · delivery unknown

    1 build is recorded when it ends

    Builds not recorded
      [bad] a #1
          given up · requested 06-20 09:30
          404
      [warn] \`rm -rf\` \`\`\` 'a' "b" #2
          will be retried · requested 06-21 08:30
          

    [Check again → status]

    ~ ci_stat 2.0.0 · Asia/Shanghai
  `);
});

test("everything that can be wrong, in Chinese", () => {
  expect(viewText(statusView(troubled, now, zone), "zh_cn")).toMatchInlineSnapshot(`
    [bad] 2 项检查失败

    最新运行：06-21 02:30 · 7 小时前
    最近 30 天未读取的日志：3

    依赖项
      [good] 数据库
          MySQL 8.0
      [good] 自有数据表
          5
      [bad] 飞书
          **bold** [x](http://evil.example) <font color='red'>y</font> # h
      [bad] Jenkins
          401
      [neutral] 构建日志
          

    未送达的报告
      [bad] <at id=all></at>
          report_chats 中有这个群，但机器人不在同名群里
      [bad] ‹oc_3›
          自 06-18 09:30 起无法向该群发送
          
      [bad] CI
          自 06-20 09:30 起无法向该群发送
          bot removed
      [bad] 每日报告 2021-06-20 周日
          2 个群 · 被拒绝
          bot is not in the chat
      [warn] 小时报告 2021-06-20 周日
          1 个群 · 已跳过
          missed while nothing ran
      [bad] 汇总 
          1 个群 · 送达情况未知
      [bad] 状态变化提醒 2021-06-20 周日
          1 个群 · 送达情况未知

    1 次构建将在结束后写入

    未写入的构建
      [bad] a #1
          已放弃 · 请求于 06-20 09:30
          404
      [warn] \`rm -rf\` \`\`\` 'a' "b" #2
          稍后重试 · 请求于 06-21 08:30
          

    [重新检查 → status]

    ~ ci_stat 2.0.0 · Asia/Shanghai
  `);
});

test("the answer: a failed check, no run for seven hours, for five hours, ever", () => {
  const cases: Partial<StatusFacts>[] = [
    { checks: [{ what: "database", state: "bad", detail: "away" }] },
    { newest: now - 7 * HOUR },
    { newest: now - 5 * HOUR },
    { newest: null },
  ];
  const answers = cases.flatMap((more) => {
    const view = statusView({ ...facts, ...more }, now, zone);
    return [viewText(view), viewText(view, "zh_cn")].map((text) => text.split("\n").slice(0, 3).join(" / "));
  });
  expect(answers.join("\n")).toMatchInlineSnapshot(`
    [bad] 1 check failed /  / Newest run: 06-21 09:10 · 20 min ago
    [bad] 1 项检查失败 /  / 最新运行：06-21 09:10 · 20 分钟前
    [warn] No new runs for a while /  / Newest run: 06-21 02:30 · 7 h ago
    [warn] 有一段时间没有新的运行 /  / 最新运行：06-21 02:30 · 7 小时前
    [good] All is well /  / Newest run: 06-21 04:30 · 5 h ago
    [good] 一切正常 /  / 最新运行：06-21 04:30 · 5 小时前
    [warn] No new runs for a while /  / Newest run: none recorded yet
    [warn] 有一段时间没有新的运行 /  / 最新运行：还没有记录
  `);
});

test("builds that wait, none of them in trouble", () => {
  const view = statusView({ ...facts, pendingBuilds: { waiting: 2, troubled: [] } }, now, zone);
  expect(viewText(view)).toContain("\n\n2 builds");
});

test("runs whose findings were refused are counted, and the newest is named", () => {
  const newest = { job: "unit-test", id: 7, time: null, reason: "Data too long for column 'name'" };
  const view = statusView({ ...facts, unkept: { items: [newest], total: 3 } }, now, zone);
  expect(view.tone).toBe("warn");
  expect(viewText(view)).toContain("[warn] Findings of 3 runs were not saved");
  expect(viewText(view)).toContain(
    "Runs whose findings the database refused: 3, the newest is unit-test #7: Data too long for column 'name'",
  );
  expect(viewText(view, "zh_cn")).toContain("数据库拒绝保存结果的运行：3，最新的是 unit-test #7");
  expect(view.data).toMatchObject({ unkeptRuns: { total: 3, newest } });
});

describe("how Jenkins is asked for new builds", () => {
  const last = { answeredAt: now - 40_000, jobs: 4812, behind: 0, unreadable: 0, readSince: 0, fault: null };
  const lines = (poll: StatusFacts["poll"], locale: "en_us" | "zh_cn" = "en_us") =>
    viewText(statusView({ ...facts, poll }, now, zone), locale)
      .split("\n")
      .filter((line) => /Jenkins|older|try|构建|失败：/.test(line));

  test("it was asked, and all builds are read", () => {
    expect(lines({ last })).toEqual(["Jenkins last checked: 06-21 09:29 · just now · 4,812 jobs"]);
    expect(lines({ last }, "zh_cn")).toEqual(["上次查询 Jenkins：06-21 09:29 · 刚刚 · 4,812 个任务"]);
  });

  test("older builds are still being read", () => {
    const behind = { ...last, behind: 12, readSince: at("2021-06-18 10:00:00") };
    expect(lines({ last: behind })[1]).toBe(
      "Still reading older builds of 12 of 4,812 jobs; complete since 06-18 10:00",
    );
    expect(lines({ last: behind }, "zh_cn")[1]).toBe(
      "正在读取更早的构建：4,812 个任务中还有 12 个未读完；06-18 10:00 起已完整",
    );
    expect(lines({ last: { ...last, unreadable: 1 } })[1]).toBe("1 job of Jenkins cannot be read, so runs are missing");
    expect(lines({ last: { ...behind, unreadable: 2 } }, "zh_cn")[1]).toMatch(
      / · Jenkins 中有 2 个任务读取失败，数据不完整$/,
    );
    expect(lines({ last: { ...behind, readSince: null } })[1]).toBe("Still reading older builds of 12 of 4,812 jobs");
  });

  test("it did not answer the last time", () => {
    expect(lines({ last: { ...last, fault: "Jenkins cannot be reached" } })[1]).toBe(
      "The last try failed: Jenkins cannot be reached",
    );
    expect(lines({ last: { ...last, answeredAt: null, fault: "HTTP 503" } })).toEqual([
      "Jenkins last checked: not yet · HTTP 503",
    ]);
    expect(lines({ last: undefined })).toEqual(["Jenkins last checked: not yet"]);
  });

  test("another program fills ci_data", () => {
    expect(lines(null)).toEqual([]);
  });
});
