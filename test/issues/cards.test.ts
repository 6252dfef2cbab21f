import { describe, expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import { issueDecisions } from "../../src/commands/issue/decisions.ts";
import { issuesView } from "../../src/commands/issues/view.ts";
import type { Question, Sources } from "../../src/commands/kit/command.ts";
import { runCommand } from "../../src/commands/kit/run-command.ts";
import { type IssueCard, issueCardView } from "../../src/issues/card.ts";
import type { IssueDesk } from "../../src/issues/desk.ts";
import type { AlarmReason } from "../../src/issues/views/alarm.ts";
import type { DecisionOutcome } from "../../src/issues/views/decided.ts";
import { issuePlanView, type PlannedStep } from "../../src/issues/views/plan.ts";
import type { PreviewVerdict } from "../../src/issues/views/preview.ts";
import type { AuditEntry } from "../../src/model/audit.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import type { DecisionKind, IssueEvent, TrackedIssue, TrackedState } from "../../src/model/issue.ts";
import { locales } from "../../src/model/text.ts";
import type { View } from "../../src/view/view.ts";
import { checkCard } from "../cards/card-schema.ts";
import { at, zone } from "../support/runs.ts";
import { viewText } from "../support/view-text.ts";
import { NIGHT, nightRun, sampleIssue } from "./sample-night.ts";

const HOSTILE = "<at id=all></at> **x** [a](http://b) `测试` \u202e😀 ".repeat(12);
const links = {
  run: ({ id }: { readonly id: number }) => `https://ci.example/${id}`,
  logPage: () => undefined,
  commit: () => undefined,
  branch: () => undefined,
  pullRequest: () => undefined,
};
const show = (card: IssueCard) => issueCardView(card, { links, zone });

const NAME = "testSuite.TestPlanStats";
const evidence: Evidence = {
  run: nightRun({ id: 7 }),
  commit: "c0ffee0123456789",
  jobs: ["tidb-unit-test-nightly"],
  day: { failed: 1, runs: 4 },
  week: { failed: 0, runs: 28 },
  month: { failed: 3, runs: 1200 },
  firstSeen: at("2021-06-01 02:00:00"),
  lastSeen: NIGHT,
  lastRuns: [],
  otherBranches: [{ name: "release-5.0", runs: 2 }],
  asOf: NIGHT,
};
const closed = sampleIssue({ number: 9, title: "unstable test `testSuite.TestPlan`", state: "closed" });
const open = sampleIssue({ number: 12, title: "unstable test `testSuite.TestPlanStats`" });
const by = "ou_0123456789abcdef";

function preview(
  verdict: PreviewVerdict,
  said: { readonly cases?: readonly string[]; readonly excerpt?: string } = {},
): View {
  const decisions = [{ subject: "case:a", kind: "snooze", by, at: NIGHT, number: null }] as const;
  const { cases = [NAME], excerpt = "executor_test.go:210:\n    c.Assert(err, IsNil)" } = said;
  const draft = { title: `unstable test \`${NAME}\``, body: "", labels: ["type/bug", "nightly"] };
  const facts = { subject: "case:a", cases, repo: "pingcap/tidb", excerpt, evidence, decisions, verdict, draft };
  return show({ kind: "preview", preview: { ...facts, similar: [closed, open] } });
}

function notice(event: IssueEvent, said: { readonly cases?: readonly string[]; readonly evidence?: null } = {}): View {
  const facts = { event, repo: "pingcap/tidb", number: 12, url: open.url, cases: [NAME], excerpt: "said the log" };
  return show({ kind: "notice", notice: { ...facts, evidence, ...said } });
}

function tracked(state: TrackedState, cases: readonly string[] = [NAME]): TrackedIssue {
  const times = { filedAt: NIGHT, closedAt: null, lastFailed: NIGHT, offeredAt: null, snoozedUntil: NIGHT };
  return { subject: "case:a", cases, state, number: 12, url: open.url, notice: null, ...times };
}

const decided = (said: Partial<DecisionOutcome>): View => {
  const facts = {
    kind: "done",
    decision: "file",
    subject: "case:a",
    name: NAME,
    event: null,
    issue: open,
    until: null,
  } as const;
  return show({ kind: "decided", outcome: { ...facts, by, ...said } });
};
const alarm = (reason: AlarmReason) => show({ kind: "alarm", repo: "pingcap/tidb", reason });
const shrunk = { kind: "distrusted", fault: "shrunk", openNow: 40, openBefore: 1400 } as const;

/** Both languages of a card, the way a reader sees it. */
function both(view: View): string {
  return `${viewText(view)}\n\n--- 中文\n\n${viewText(view, "zh_cn")}`;
}

describe("a card that asks about a failure of the night", () => {
  test("without an issue offers to file one", () => {
    expect(both(preview({ kind: "file", linked: null }))).toMatchInlineSnapshot(`
      [bad] File an issue? testSuite.TestPlanStats
      pingcap/tidb · nightly

      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] in 24 hours: 1 (of 4 runs)
      in 7 days: 0 (of 28 runs)
      [bad] in 30 days: 3 (of 1,200 runs)

      ~ First seen 06-01 02:00, last 06-20 01:30 · other branches: release-5.0 (2)

      ▾ What the log says
      | executor_test.go:210:
      |     c.Assert(err, IsNil)

      Would be filed in pingcap/tidb: unstable test \`testSuite.TestPlanStats\`
      Labels: type/bug, nightly

      ~ Similar issues:
      ~ #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test ‹testSuite.TestPlan› · closed
      ~ #12 ↗ https://github.com/pingcap/tidb/issues/12 unstable test ‹testSuite.TestPlanStats› · open

      [[File it → issue-file case:a]]
      [Use #9 → issue-adopt case:a 9]
      [Use #12 → issue-adopt case:a 12]
      [Snooze 7 days → issue-snooze case:a 7d]
      [Not a bug → issue-not-a-bug case:a]

      ~ 06-20 01:30 snoozed it · @ou_0123456789abcdef

      --- 中文

      [bad] 要提 issue 吗？testSuite.TestPlanStats
      pingcap/tidb · 夜间任务

      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] 近 24 小时: 1 (共 4 次运行)
      近 7 天: 0 (共 28 次运行)
      [bad] 近 30 天: 3 (共 1,200 次运行)

      ~ 首次 06-01 02:00，最近 06-20 01:30 · 其他分支：release-5.0 (2)

      ▾ 日志片段
      | executor_test.go:210:
      |     c.Assert(err, IsNil)

      将提交到 pingcap/tidb：unstable test \`testSuite.TestPlanStats\`
      标签：type/bug, nightly

      ~ 可能相同的 issue：
      ~ #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test ‹testSuite.TestPlan› · 已关闭
      ~ #12 ↗ https://github.com/pingcap/tidb/issues/12 unstable test ‹testSuite.TestPlanStats› · 打开

      [[提交 issue → issue-file case:a]]
      [关联 #9 → issue-adopt case:a 9]
      [关联 #12 → issue-adopt case:a 12]
      [暂缓 7 天 → issue-snooze case:a 7d]
      [不是缺陷 → issue-not-a-bug case:a]

      ~ 06-20 01:30 暂缓处理 · @ou_0123456789abcdef
    `);
  });
  test("links the closed issue there was before", () => {
    expect(viewText(preview({ kind: "file", linked: closed }))).toContain(
      "An earlier issue is closed and would be linked: #9 ↗ https://github.com/pingcap/tidb/issues/9",
    );
  });
  test("that was fixed before offers to reopen its issue", () => {
    expect(both(preview({ kind: "reopen", issue: closed }))).toMatchInlineSnapshot(`
      [bad] Failing again. Reopen? testSuite.TestPlanStats
      pingcap/tidb · nightly

      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] in 24 hours: 1 (of 4 runs)
      in 7 days: 0 (of 28 runs)
      [bad] in 30 days: 3 (of 1,200 runs)

      ~ First seen 06-01 02:00, last 06-20 01:30 · other branches: release-5.0 (2)

      ▾ What the log says
      | executor_test.go:210:
      |     c.Assert(err, IsNil)

      Would reopen #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test ‹testSuite.TestPlan›

      ~ Similar issues:
      ~ #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test ‹testSuite.TestPlan› · closed
      ~ #12 ↗ https://github.com/pingcap/tidb/issues/12 unstable test ‹testSuite.TestPlanStats› · open

      [[Reopen #9 → issue-file case:a]]
      [Use #9 → issue-adopt case:a 9]
      [Use #12 → issue-adopt case:a 12]
      [Snooze 7 days → issue-snooze case:a 7d]
      [Not a bug → issue-not-a-bug case:a]

      ~ 06-20 01:30 snoozed it · @ou_0123456789abcdef

      --- 中文

      [bad] 再次失败，要重新打开吗？testSuite.TestPlanStats
      pingcap/tidb · 夜间任务

      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] 近 24 小时: 1 (共 4 次运行)
      近 7 天: 0 (共 28 次运行)
      [bad] 近 30 天: 3 (共 1,200 次运行)

      ~ 首次 06-01 02:00，最近 06-20 01:30 · 其他分支：release-5.0 (2)

      ▾ 日志片段
      | executor_test.go:210:
      |     c.Assert(err, IsNil)

      将重新打开 #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test ‹testSuite.TestPlan›

      ~ 可能相同的 issue：
      ~ #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test ‹testSuite.TestPlan› · 已关闭
      ~ #12 ↗ https://github.com/pingcap/tidb/issues/12 unstable test ‹testSuite.TestPlanStats› · 打开

      [[重新打开 #9 → issue-file case:a]]
      [关联 #9 → issue-adopt case:a 9]
      [关联 #12 → issue-adopt case:a 12]
      [暂缓 7 天 → issue-snooze case:a 7d]
      [不是缺陷 → issue-not-a-bug case:a]

      ~ 06-20 01:30 暂缓处理 · @ou_0123456789abcdef
    `);
  });
  test("that has an issue offers nothing but the issue", () => {
    expect(both(preview({ kind: "covered", issue: open }))).toMatchInlineSnapshot(`
      [info] Has an issue: testSuite.TestPlanStats
      pingcap/tidb · nightly

      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] in 24 hours: 1 (of 4 runs)
      in 7 days: 0 (of 28 runs)
      [bad] in 30 days: 3 (of 1,200 runs)

      ~ First seen 06-01 02:00, last 06-20 01:30 · other branches: release-5.0 (2)

      ▾ What the log says
      | executor_test.go:210:
      |     c.Assert(err, IsNil)

      Tracked in #12 ↗ https://github.com/pingcap/tidb/issues/12 unstable test ‹testSuite.TestPlanStats›

      [On GitHub ↗ https://github.com/pingcap/tidb/issues/12]

      ~ 06-20 01:30 snoozed it · @ou_0123456789abcdef

      --- 中文

      [info] 已有 issue：testSuite.TestPlanStats
      pingcap/tidb · 夜间任务

      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] 近 24 小时: 1 (共 4 次运行)
      近 7 天: 0 (共 28 次运行)
      [bad] 近 30 天: 3 (共 1,200 次运行)

      ~ 首次 06-01 02:00，最近 06-20 01:30 · 其他分支：release-5.0 (2)

      ▾ 日志片段
      | executor_test.go:210:
      |     c.Assert(err, IsNil)

      已由 #12 ↗ https://github.com/pingcap/tidb/issues/12 跟踪 unstable test ‹testSuite.TestPlanStats›

      [GitHub 页面 ↗ https://github.com/pingcap/tidb/issues/12]

      ~ 06-20 01:30 暂缓处理 · @ou_0123456789abcdef
    `);
  });
  test("about many cases lists eight", () => {
    const cases = Array.from({ length: 11 }, (_, index) => `test${index}`);
    const view = preview({ kind: "file", linked: null }, { cases, excerpt: "" });
    expect(viewText(view).split("\n\n").slice(0, 2).join("\n\n")).toMatchInlineSnapshot(`
      [bad] File an issue? test0 and 10 more
      pingcap/tidb · nightly

      ‹test0›
      ‹test1›
      ‹test2›
      ‹test3›
      ‹test4›
      ‹test5›
      ‹test6›
      ‹test7›
      and 3 more
      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›
    `);
    expect(view.title.zh_cn).toMatchInlineSnapshot(`要提 issue 吗？test0 等 11 个用例`);
  });
});

describe("a notice says what happened to an issue:", () => {
  test.each([
    ["filed", "[bad] Issue #12 filed: testSuite.TestPlanStats", "[bad] Issue #12 已提交：testSuite.TestPlanStats"],
    [
      "reopened",
      "[bad] Issue #12 reopened: testSuite.TestPlanStats",
      "[bad] Issue #12 已重新打开：testSuite.TestPlanStats",
    ],
    ["adopted", "[info] Issue #12 linked: testSuite.TestPlanStats", "[info] Issue #12 已关联：testSuite.TestPlanStats"],
    ["closed", "[good] Issue #12 closed: testSuite.TestPlanStats", "[good] Issue #12 已关闭：testSuite.TestPlanStats"],
  ] as const)("%s", (event, english, chinese) => {
    const view = notice(event);
    expect([viewText(view), viewText(view, "zh_cn")].map((text) => text.split("\n")[0])).toEqual([english, chinese]);
    expect(viewText(view).includes("| said the log")).toBe(event !== "closed");
  });
  test("in full", () => {
    expect(both(notice("filed", { cases: ["testA", "testB", "testC"] }))).toMatchInlineSnapshot(`
      [bad] Issue #12 filed: testA and 2 more
      pingcap/tidb · nightly

      ‹testA›
      ‹testB›
      ‹testC›
      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] in 24 hours: 1 (of 4 runs)
      in 7 days: 0 (of 28 runs)
      [bad] in 30 days: 3 (of 1,200 runs)

      ~ First seen 06-01 02:00, last 06-20 01:30 · other branches: release-5.0 (2)

      ▸ What the log says
      | said the log

      [On GitHub ↗ https://github.com/pingcap/tidb/issues/12]
      [History of the case → case testA 30d]
      [Tracked issues → issues]

      --- 中文

      [bad] Issue #12 已提交：testA 等 3 个
      pingcap/tidb · 夜间任务

      ‹testA›
      ‹testB›
      ‹testC›
      tidb-unit-test-nightly #7 ↗ https://ci.example/7 · 06-20 01:30 · ‹master› · ‹c0ffee0›

      [bad] 近 24 小时: 1 (共 4 次运行)
      近 7 天: 0 (共 28 次运行)
      [bad] 近 30 天: 3 (共 1,200 次运行)

      ~ 首次 06-01 02:00，最近 06-20 01:30 · 其他分支：release-5.0 (2)

      ▸ 日志片段
      | said the log

      [GitHub 页面 ↗ https://github.com/pingcap/tidb/issues/12]
      [用例历史 → case testA 30d]
      [跟踪中的 issue → issues]
    `);
  });
  test("without its failures, which are no longer kept", () => {
    expect(viewText(notice("closed", { evidence: null }))).toMatchInlineSnapshot(`
      [good] Issue #12 closed: testSuite.TestPlanStats
      pingcap/tidb · nightly



      [On GitHub ↗ https://github.com/pingcap/tidb/issues/12]
      [History of the case → case testSuite.TestPlanStats 30d]
      [Tracked issues → issues]
    `);
  });
});

describe("a decision", () => {
  test.each<[string, Partial<DecisionOutcome>, string, string]>([
    ["file", { decision: "file", event: "filed" }, "[good] Filed as #12", "[good] 已提交 #12"],
    ["file, of a closed one", { decision: "file", event: "reopened" }, "[good] Reopened #12", "[good] 已重新打开 #12"],
    ["adopt", { decision: "adopt", event: "adopted" }, "[good] Tracked in #12 from now on", "[good] 今后由 #12 跟踪"],
    ["close", { decision: "close", event: "closed" }, "[good] Closed #12", "[good] 已关闭 #12"],
    [
      "keep",
      { decision: "keep", issue: null },
      "[neutral] Kept open; I will ask again in 30 days",
      "[neutral] 已保留，30 天后再问",
    ],
    [
      "not a bug",
      { decision: "not_a_bug", issue: null },
      "[neutral] Marked as not a bug; I will not ask again",
      "[neutral] 已标记为不是缺陷，不再提醒",
    ],
    [
      "snooze",
      { decision: "snooze", issue: null, until: at("2021-06-27 01:30") },
      "[neutral] Snoozed until 06-27 01:30",
      "[neutral] 已暂缓至 06-27 01:30",
    ],
    ["found", { kind: "found" }, "[good] There is already an issue: #12", "[good] 已经有 issue 了：#12"],
    [
      "unknown",
      { kind: "unknown", issue: null },
      "[warn] Nothing of that name has failed in 90 days",
      "[warn] 90 天内没有这个名字的失败",
    ],
    [
      "taken",
      { kind: "taken", issue: null },
      "[warn] Somebody is working on it right now; try again in a minute",
      "[warn] 正在处理中，请一分钟后再试",
    ],
    ["no issue", { kind: "no_issue", issue: null }, "[warn] There is no such issue", "[warn] 没有这个 issue"],
  ])("is confirmed: %s", (_, said, english, chinese) => {
    const view = decided(said);
    expect([viewText(view), viewText(view, "zh_cn")].map((text) => text.split("\n")[0])).toEqual([english, chinese]);
  });
  test("with an issue shows it, and who decided", () => {
    expect(both(decided({ decision: "file", event: "filed" }))).toMatchInlineSnapshot(`
      [good] Filed as #12

      #12 ↗ https://github.com/pingcap/tidb/issues/12 unstable test ‹testSuite.TestPlanStats›
      Decided by @ou_0123456789abcdef

      [On GitHub ↗ https://github.com/pingcap/tidb/issues/12]
      [Tracked issues → issues]

      --- 中文

      [good] 已提交 #12

      #12 ↗ https://github.com/pingcap/tidb/issues/12 unstable test ‹testSuite.TestPlanStats›
      操作人：@ou_0123456789abcdef

      [GitHub 页面 ↗ https://github.com/pingcap/tidb/issues/12]
      [跟踪中的 issue → issues]
    `);
  });
  test.each(["snooze", "not_a_bug"] as const)("to %s still says what it is about, and can be revised", (decision) => {
    const text = viewText(decided({ decision, issue: null, until: NIGHT }));
    expect(text).toContain(`‹${NAME}›`);
    expect(text).toContain("[Decide again → issue case:a]");
    expect(text).toContain(`Decided by @${by}`);
  });
  test("about a group that somebody else is working on offers to try again", () => {
    expect(viewText(decided({ kind: "taken", issue: null, name: null }))).toMatchInlineSnapshot(`
      [warn] Somebody is working on it right now; try again in a minute

      [[Try again → issue case:a]]
      [Tracked issues → issues]
    `);
  });
});

describe("an alarm", () => {
  test("about a list that shrank can be answered", () => {
    expect(both(alarm({ ...shrunk, mayTrust: true }))).toMatchInlineSnapshot(`
      [warn] No issues were filed
      pingcap/tidb

      GitHub listed 40 open issues; before, there were 1,400. Filing on a short list makes duplicates.
      If that many were really closed, press “The listing is right”. Otherwise I will check again next time.

      [The listing is right → issue-trust-listing]

      --- 中文

      [warn] 没有提交任何 issue
      pingcap/tidb

      GitHub 只列出 40 个打开的 issue，之前有 1,400 个。按残缺的列表提交会产生重复。
      如果确实关闭了这么多，请点击“列表没有问题”；否则我下次会再核对。

      [列表没有问题 → issue-trust-listing]
    `);
  });
  test.each<[string, AlarmReason, string, string]>([
    [
      "shrank, told in a terminal",
      { ...shrunk, mayTrust: false },
      "GitHub listed 40 open issues; before, there were 1,400. Filing on a short list makes duplicates.",
      "GitHub 只列出 40 个打开的 issue，之前有 1,400 个。按残缺的列表提交会产生重复。",
    ],
    [
      "came back empty",
      { kind: "distrusted", fault: "empty", openNow: 0, openBefore: null, mayTrust: false },
      "GitHub's list of open issues came back empty, although there were some. Filing on it would duplicate them all.",
      "GitHub 返回的 issue 列表为空，但之前是有的。按它提交会全部重复一遍。",
    ],
    [
      "was refused",
      { kind: "refused", message: "GitHub refused: the token in gh_token is not valid" },
      "GitHub refused: the token in gh_token is not valid",
      "GitHub 拒绝了请求：the token in gh_token is not valid",
    ],
    [
      "did not come",
      { kind: "unreachable" },
      "GitHub could not be reached, or failed midway. Nothing more is filed; I will try again in a few minutes.",
      "GitHub 无法访问或中途出错，已停止提交，几分钟后会再试。",
    ],
  ])("says that the list %s, and that filing resumes by itself", (_, reason, english, chinese) => {
    const [, said] = viewText(alarm(reason)).split("\n\n");
    expect(said).toBe(`${english}\nFiling resumes by itself once this is fixed.`);
    expect(viewText(alarm(reason), "zh_cn").split("\n\n")[1]).toBe(`${chinese}\n问题解决后会自动继续提交。`);
    expect(viewText(alarm(reason))).not.toContain("issue-trust-listing");
  });
});

test("what is over the limit is listed, each case to be opened", () => {
  const held = show({ kind: "held", repo: "pingcap/tidb", names: ["testA", "test B"] });
  expect(both(held)).toMatchInlineSnapshot(`
    [warn] 2 more failures waiting: the limit of new issues has been reached
    pingcap/tidb · nightly

    Tap one to open it
      [bad] ‹testA› → issue testA
      [bad] ‹test B› → issue "test B"

    --- 中文

    [warn] 还有 2 项失败等待处理：已达到新 issue 上限
    pingcap/tidb · 夜间任务

    点击查看
      [bad] ‹testA› → issue testA
      [bad] ‹test B› → issue "test B"
  `);
});

test("a case that stopped failing is offered for closing", () => {
  const quiet = { tracked: tracked("open"), name: NAME, quietDays: 31, quietRuns: 1240 };
  expect(both(show({ kind: "quiet", repo: "pingcap/tidb", quiet }))).toMatchInlineSnapshot(`
    [good] Close issue #12? testSuite.TestPlanStats has stopped failing
    pingcap/tidb

    No failure for 31 days and 1,240 runs.

    [[Close #12 → issue-close case:a]]
    [Keep it open → issue-keep case:a]
    [History of the case → case testSuite.TestPlanStats 90d]
    [On GitHub ↗ https://github.com/pingcap/tidb/issues/12]

    --- 中文

    [good] 关闭 issue #12？testSuite.TestPlanStats 已长期未失败
    pingcap/tidb

    已 31 天、1,240 次运行没有失败。

    [[关闭 #12 → issue-close case:a]]
    [继续保留 → issue-keep case:a]
    [用例历史 → case testSuite.TestPlanStats 90d]
    [GitHub 页面 ↗ https://github.com/pingcap/tidb/issues/12]
  `);
});

describe("a plan", () => {
  const draft = { title: "unstable test `testA`", body: "the body", labels: ["type/bug"] };
  const steps: readonly PlannedStep[] = [
    { kind: "file", name: "testA", draft, asks: false },
    { kind: "file", name: "testB", draft, asks: true },
    { kind: "reopen", name: "testC", issue: closed, comment: "again", asks: false },
    { kind: "reopen", name: "testD", issue: closed, comment: "again", asks: true },
    { kind: "update", name: "testE", issue: open },
    { kind: "recover", name: "testF", issue: open },
    { kind: "leave", name: "testG", issue: open },
    { kind: "wait", name: "testH", why: "snoozed" },
    { kind: "wait", name: "testI", why: "not_a_bug" },
    { kind: "wait", name: "testJ", why: "asked" },
    { kind: "hold", name: "testK" },
  ];
  test("shows each step, with its texts in full", () => {
    expect(both(issuePlanView("pingcap/tidb", steps, 3, false))).toMatchInlineSnapshot(`
      [warn] Would act on 4 of 11 failures
      pingcap/tidb

      File: ‹testA›

      ▾ unstable test \`testA\` [type/bug]
      | the body

      Ask, then file: ‹testB›

      ▾ unstable test \`testA\` [type/bug]
      | the body

      Reopen ‹testC›

      ▾ Reopen #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test \`testSuite.TestPlan\`
      | again

      Ask, then reopen ‹testD›

      ▾ Ask, then reopen #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test \`testSuite.TestPlan\`
      | again

      Update #12 ↗ https://github.com/pingcap/tidb/issues/12: ‹testE›

      Record as filed by ci_stat #12 ↗ https://github.com/pingcap/tidb/issues/12: ‹testF›

      Leave as it is #12 ↗ https://github.com/pingcap/tidb/issues/12: ‹testG›

      Skip, snoozed ‹testH›

      Skip, marked as not a bug ‹testI›

      Skip, waiting for a decision on its card ‹testJ›

      Wait, the limit of new issues has been reached: ‹testK›

      ~ 3 logs not read yet

      --- 中文

      [warn] 将处理 11 项失败中的 4 项
      pingcap/tidb

      提交： ‹testA›

      ▾ unstable test \`testA\`【type/bug】
      | the body

      先询问，再提交： ‹testB›

      ▾ unstable test \`testA\`【type/bug】
      | the body

      重新打开 ‹testC›

      ▾ 重新打开 #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test \`testSuite.TestPlan\`
      | again

      先询问，再重新打开 ‹testD›

      ▾ 先询问，再重新打开 #9 ↗ https://github.com/pingcap/tidb/issues/9 unstable test \`testSuite.TestPlan\`
      | again

      更新状态 #12 ↗ https://github.com/pingcap/tidb/issues/12: ‹testE›

      补记为本机器人提交 #12 ↗ https://github.com/pingcap/tidb/issues/12: ‹testF›

      不改动，归作者所有 #12 ↗ https://github.com/pingcap/tidb/issues/12: ‹testG›

      不处理：已暂缓 ‹testH›

      不处理：已标记为不是缺陷 ‹testI›

      不处理：已发卡片，等待决定 ‹testJ›

      等待，已达到新 issue 上限： ‹testK›

      ~ 还有 3 份日志未读取
    `);
  });
  test("of a night without failures says so", () => {
    expect(both(issuePlanView("pingcap/tidb", [], 0, true))).toMatchInlineSnapshot(`
      [good] 0 of 0 failures needed an issue
      pingcap/tidb

      No case failed at night.

      --- 中文

      [good] 0 项失败中 0 项需要 issue
      pingcap/tidb

      夜间没有用例失败。
    `);
  });
  test("that was carried out says how many needed an issue", () => {
    const { title } = issuePlanView("pingcap/tidb", steps, 1, true);
    expect([title.en_us, title.zh_cn]).toEqual(["4 of 11 failures needed an issue", "11 项失败中 4 项需要 issue"]);
  });
});

const asked = { scope: { window: { begin: 0, end: 1 }, jobs: [] }, slice: { limit: 10, offset: 0 }, zone, now: NIGHT };
const states: TrackedState[] = ["new", "asked", "open", "closed", "snoozed", "dismissed"];
const kinds: DecisionKind[] = ["file", "adopt", "snooze", "not_a_bug", "close", "keep"];
const names = Array.from({ length: 40 }, (_, index) => `${HOSTILE.slice(0, 280)}${index}`);
const nasty = sampleIssue({ number: 12, title: HOSTILE.slice(0, 250) });

const views: readonly (readonly [string, View])[] = [
  ...(["file", "reopen", "covered"] as const).map(
    (kind) =>
      [
        kind,
        preview(kind === "file" ? { kind, linked: nasty } : { kind, issue: nasty }, {
          cases: names,
          excerpt: HOSTILE.repeat(30),
        }),
      ] as const,
  ),
  ["notice", notice("filed", { cases: names })],
  ["alarm", alarm({ kind: "refused", message: HOSTILE })],
  ["held", show({ kind: "held", repo: "pingcap/tidb", names })],
  [
    "quiet",
    show({
      kind: "quiet",
      repo: "a/b",
      quiet: { tracked: tracked("open", names), name: HOSTILE, quietDays: 31, quietRuns: 240 },
    }),
  ],
  [
    "list",
    issuesView(asked, "pingcap/tidb", { items: states.map((state) => tracked(state, names)), total: 60 }, [], {
      open: 1,
      asked: 1,
    }),
  ],
  ["empty list", issuesView(asked, "pingcap/tidb", { items: [], total: 0 }, [], { open: 0, asked: 0 })],
  ...kinds.map((decision) => [decision, decided({ decision, issue: nasty, name: HOSTILE })] as const),
];

test.each(views)("the card %s keeps to the platform's rules in both languages, whatever the names", (_, view) => {
  for (const locale of locales) expect(checkCard(renderCard(view, { locale, interactive: true }))).toEqual([]);
});

describe("decisions", () => {
  const silence = { afterMs: 0, hours: { days: [], from: "", to: "" } };
  const site = {
    zone,
    allowOtherTenants: false,
    nightlyJobs: [],
    hourlyCron: "",
    dailyCron: "",
    silence,
  };
  const question = (userId: string) =>
    ({
      asker: { chatId: "oc_x", userId, fromOtherTenant: false },
      scope: { window: { begin: 0, end: 0 }, jobs: [] },
      zone,
      now: at("2021-06-21 00:00"),
    }) as unknown as Question;

  test.each(issueDecisions.map((command) => [command.name, command] as const))(
    "%s is for admins only, where there are any",
    async (_, command) => {
      const done: string[] = [];
      const desk: Partial<IssueDesk> = {
        repo: "pingcap/tidb",
        async decide(subject, { kind }, who) {
          done.push(who);
          const facts = { subject, name: null, event: null, issue: null, until: null } as const;
          return { kind: "done", decision: kind, by: who, ...facts };
        },
        async trustListing() {
          done.push("ou_admin");
          return 1;
        },
      };
      const entries: AuditEntry[] = [];
      const audit = { append: async (entry: AuditEntry) => void entries.push(entry) };
      const admins = { isOpen: false, has: async (person: string) => person === "ou_admin" };
      const sources = { site, issues: desk, admins, audit } as unknown as Sources;
      const args = { subject: "case:a", number: "12", days: "7d" };
      const refused = await runCommand(command, sources, args, question("ou_other"));
      expect(refused.title.en_us).toBe("Only admins can do this");
      expect(done).toEqual([]);
      await runCommand(command, sources, args, question("ou_admin"));
      expect(done).toEqual(["ou_admin"]);
      expect(entries.map(({ who, result }) => [who, result])).toEqual([
        ["ou_other", "refused"],
        ["ou_admin", "done"],
      ]);
    },
  );
});
