import { expect, test } from "vitest";
import { type PullFacts, prView } from "../../../src/commands/pr/view.ts";
import { choosePrView, noPrView } from "../../../src/commands/pr/which.ts";
import type { Elsewhere, Failure, Scan } from "../../../src/model/failure.ts";
import type { TrackedIssue } from "../../../src/model/issue.ts";
import type { Run } from "../../../src/model/run.ts";
import { judgePull, type PullEvidence } from "../../../src/stats/verdict.ts";
import { at } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import {
  asked,
  day,
  failure,
  fresh,
  hostile,
  links,
  noLinks,
  page,
  pullRequest,
  pullTally,
  run,
  stillReading,
  tally,
} from "../sample-facts.ts";

const head = "aaaaaaaaaaaaaaaaaaaa";
const older = "bbbbbbbbbbbbbbbbbbbb";
const newest = run({ id: 30, job: "tidb_ghpr_unit_test", commit: head, comment: "/run-unit-test" });
const green = run({ id: 29, job: "tidb_ghpr_build", commit: head, status: "SUCCESS" });
const full = run({ id: 28, job: "tidb_ghpr_check", commit: head, comment: "/run-check" });
const dark = run({ id: 27, job: "tidb_ghpr_mysql_test", commit: head, status: "UNSTABLE" });
const first = run({ id: 26, job: "tidb_ghpr_unit_test", commit: older, status: "ABORTED", durationMs: null });

const scan = ({ job, id }: Run, failures: readonly Failure[], logEnd?: string): Scan => ({
  ...{ job, id, outcome: "log", failures, retriedCases: [], durations: [], lastCheckout: null, rulesVersion: "1" },
  ...(logEnd === undefined ? {} : { logEnd }),
});
const scans = [
  scan(newest, [failure("testSuite.TestKnown"), failure("testSuite.TestNew"), failure("testSuite.TestTrunk")]),
  scan(full, [failure("No space left on device", { cause: "env", owner: "infra-team", hint: "Clean the agent." })]),
  scan(dark, [], "+ make test\nKilled\nexit code 137"),
];
const seen = (name: string, more: Partial<Elsewhere>): Elsewhere => ({
  ...{ cause: "case", name, runsByJob: new Map(), pullRequests: 0, trunkRuns: 0 },
  ...{ firstOnTrunk: null, lastOnTrunk: null },
  ...more,
});
const elsewhere = [
  seen("testSuite.TestKnown", { pullRequests: 2, runsByJob: new Map([["tidb_ghpr_unit_test", 4]]) }),
  seen("testSuite.TestNew", {}),
  seen("testSuite.TestTrunk", {
    trunkRuns: 3,
    firstOnTrunk: at("2021-06-18 01:00:00"),
    lastOnTrunk: at("2021-06-20 01:00:00"),
  }),
];

function factsOf(runs: readonly Run[], more: Partial<PullEvidence> = {}): PullFacts {
  const evidence = { runs, scans, elsewhere, unread: 0, usualJobs: [], ...more };
  return {
    ...fresh,
    ...evidence,
    scans,
    verdict: judgePull(evidence),
    otherRuns: new Map([["tidb_ghpr_unit_test", { runs: 310, of: "job" }]]),
    issues: new Map([
      ["testSuite.TestKnown", { ...tracked, number: 812, url: "https://github.com/pingcap/tidb/issues/812" }],
    ]),
    pull: pullTally({}, tally(1, 3, 1), { reruns: 1, commits: 2 }),
    page: page(runs),
    found: scans,
  };
}
const tracked: TrackedIssue = {
  ...{ subject: "case:x", cases: [], state: "open", number: null, url: null, filedAt: null, closedAt: null },
  ...{ snoozedUntil: null, lastFailed: null, offeredAt: null, notice: null },
};
const red = factsOf([newest, green, full, dark, first]);

test("a red pull request: what may be its own fault first, with the evidence and the next step", () => {
  expect(viewText(prView(asked({ repo: "tidb" }), red, links))).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155 was red: 3 of 4 jobs failed, 1 looks like this change
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]
    ‹ [Pull requests → prs 2021-06-20 --repo tidb]

    executor: fix a leak
    alice · ‹aaaaaaa› · all runs 🔴 3  🟢 1  🟡 1  🔄 1

    Failed jobs · 3
      [bad] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          [bad: Looks like this change]
          ‹testSuite.TestNew› · in none of 310 other runs of its job in 14 days
          ‹testSuite.TestTrunk› · 3 runs on trunk, first 06-18 01:00, last 06-20 01:00
          ‹testSuite.TestKnown› · in 4 of 310 other runs of its job in 14 days, 2 other PRs
          Tracked as #812 ↗ https://github.com/pingcap/tidb/issues/812
          🔴 FAILURE · 06-20 10:00 · 21m 04s
      [bad] tidb_ghpr_mysql_test #27 → run tidb_ghpr_mysql_test 27
          [bad: Unexplained: the log names no failure]
          ‹+ make test›
          ‹Killed›
          ‹exit code 137›
          🔴 UNSTABLE · 06-20 10:00 · 21m 04s
      [warn] tidb_ghpr_check #28 → run tidb_ghpr_check 28
          [warn: Infrastructure, so not from this change]
          ‹No space left on device›
          Owner: infra-team
          Clean the agent.
          To run it again, comment ‹/run-check›
          🔴 FAILURE · 06-20 10:00 · 21m 04s

    🟢 1 passed: tidb_ghpr_build

    Older commits · 1
      [neutral] ‹bbbbbbb› · 🟡 1 → commit bbbbbbbbbbbbbbbbbbbb

    [All runs of this commit → commit aaaaaaaaaaaaaaaaaaaa]
    [On GitHub ↗ https://github.com/pingcap/tidb/pull/24155]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
  expect(viewText(prView(asked({ repo: "tidb" }), red, links), "zh_cn")).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155 未通过：4 个任务中 3 个失败，1 个像是本次改动引起
    2021-06-20 周日 · Asia/Shanghai · tidb
    ‹ [概览 → summary 2021-06-20 --repo tidb]
    ‹ [合并请求 → prs 2021-06-20 --repo tidb]

    executor: fix a leak
    alice · ‹aaaaaaa› · 全部运行 🔴 3  🟢 1  🟡 1  🔄 1

    失败的任务 · 3
      [bad] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          [bad: 像是本次改动引起]
          ‹testSuite.TestNew› · 14 天内该任务的其他 310 次运行都没有出现
          ‹testSuite.TestTrunk› · 主干 3 次运行，最早 06-18 01:00，最近 06-20 01:00
          ‹testSuite.TestKnown› · 14 天内该任务其他 310 次运行中出现 4 次，另外 2 个 PR
          已有 issue：#812 ↗ https://github.com/pingcap/tidb/issues/812
          🔴 FAILURE · 06-20 10:00 · 21m 04s
      [bad] tidb_ghpr_mysql_test #27 → run tidb_ghpr_mysql_test 27
          [bad: 原因不明：日志中没有找到失败内容]
          ‹+ make test›
          ‹Killed›
          ‹exit code 137›
          🔴 UNSTABLE · 06-20 10:00 · 21m 04s
      [warn] tidb_ghpr_check #28 → run tidb_ghpr_check 28
          [warn: 基础设施问题，不是本次改动引起]
          ‹No space left on device›
          负责人：infra-team
          Clean the agent.
          重跑请评论 ‹/run-check›
          🔴 FAILURE · 06-20 10:00 · 21m 04s

    🟢 1 个通过：tidb_ghpr_build

    更早的提交 · 1
      [neutral] ‹bbbbbbb› · 🟡 1 → commit bbbbbbbbbbbbbbbbbbbb

    [该提交的全部运行 → commit aaaaaaaaaaaaaaaaaaaa]
    [GitHub 页面 ↗ https://github.com/pingcap/tidb/pull/24155]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("the verdict as JSON", () => {
  expect(prView(asked(), red, links).data).toMatchObject({
    verdict: {
      ...{ state: "red", final: true, commit: head, passed: ["tidb_ghpr_build"], aborted: [], missing: [] },
      failed: [
        { job: "tidb_ghpr_unit_test", reason: "new", failures: [{ name: "testSuite.TestNew", reason: "new" }, {}, {}] },
        { job: "tidb_ghpr_mysql_test", reason: "unexplained", failures: [] },
        { job: "tidb_ghpr_check", reason: "infrastructure" },
      ],
    },
  });
});

test("while logs are being read, nothing is called new", () => {
  const facts = { ...factsOf([newest, green], { unread: 12 }), ...stillReading };
  expect(viewText(prView(asked(), facts, noLinks))).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155 was red so far: 1 of 2 jobs failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    executor: fix a leak
    alice · ‹aaaaaaa› · all runs 🔴 3  🟢 1  🟡 1  🔄 1

    Failed jobs · 1
      [warn] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          [warn: Not seen anywhere else so far]
          ‹testSuite.TestNew›
          ‹testSuite.TestTrunk› · 3 runs on trunk, first 06-18 01:00, last 06-20 01:00
          ‹testSuite.TestKnown› · in 4 of 310 other runs of its job in 14 days, 2 other PRs
          Tracked as #812 ↗ https://github.com/pingcap/tidb/issues/812
          To run it again, comment ‹/run-unit-test›
          🔴 FAILURE · 06-20 10:00 · 21m 04s

    ~ Not yet known what is new: 12 logs are unread.

    🟢 1 passed: tidb_ghpr_build

    [All runs of this commit → commit aaaaaaaaaaaaaaaaaaaa]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
  expect(viewText(prView(asked(), facts, noLinks), "zh_cn")).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155 目前未通过：2 个任务中 1 个失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [合并请求 → prs 2021-06-20]

    executor: fix a leak
    alice · ‹aaaaaaa› · 全部运行 🔴 3  🟢 1  🟡 1  🔄 1

    失败的任务 · 1
      [warn] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          [warn: 目前没有在其他地方出现]
          ‹testSuite.TestNew›
          ‹testSuite.TestTrunk› · 主干 3 次运行，最早 06-18 01:00，最近 06-20 01:00
          ‹testSuite.TestKnown› · 14 天内该任务其他 310 次运行中出现 4 次，另外 2 个 PR
          已有 issue：#812 ↗ https://github.com/pingcap/tidb/issues/812
          重跑请评论 ‹/run-unit-test›
          🔴 FAILURE · 06-20 10:00 · 21m 04s

    ~ 还有 12 份日志未读取，暂时无法判断哪些是新增。

    🟢 1 个通过：tidb_ghpr_build

    [该提交的全部运行 → commit aaaaaaaaaaaaaaaaaaaa]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
    ~ 还有 3 份日志正在读取，请稍后再查
  `);
});

test("a pull request that is not to blame is no bad news", () => {
  const view = prView(asked(), factsOf([full, green]), noLinks);
  expect(view.tone).toBe("warn");
  expect(view.title.en_us).toBe("pingcap/tidb#24155 was red: 1 of 2 jobs failed, none looks like this change");
  expect(view.title.zh_cn).toBe("pingcap/tidb#24155 未通过：2 个任务中 1 个失败，都不像是本次改动引起");
});

test.each<[string, readonly Run[], Partial<PullEvidence>, string, string]>([
  ["green", [green], {}, "is green: its job passed", "已通过：1 个任务全部通过"],
  ["two green", [green, { ...full, status: "SUCCESS" }], {}, "is green: all 2 jobs passed", "已通过：2 个任务全部通过"],
  [
    "waiting",
    [green],
    { usualJobs: ["lint"] },
    "is green so far: 1 of 2 jobs passed",
    "目前正常：2 个任务中 1 个已通过",
  ],
  ["aborted", [{ ...green, status: "ABORTED" }], {}, "no verdict yet", "暂无结论"],
  ["unread", [newest], { scans: [] }, "is red so far: 1 of 1 job failed", "目前未通过：1 个任务中 1 个失败"],
  ["unexplained", [dark], {}, "is red: 1 of 1 job failed, 1 unexplained", "未通过：1 个任务中 1 个失败，1 个原因不明"],
])("the title of a pull request that is %s", (_what, runs, more, english, chinese) => {
  const now = { ...asked(), now: day.end };
  const { title } = prView(now, factsOf(runs, more), noLinks);
  expect(title.en_us).toContain(english);
  expect(title.zh_cn).toContain(chinese);
});

test.each([
  [{ runs: 310, of: "repository" }, "in none of 310 other runs of the repository in 14 days"],
  [{ runs: 1, of: "job" }, "in none of 1 other run of its job in 14 days"],
  [{ runs: 0, of: "repository" }, "nothing else ran in 14 days to compare with"],
] as const)("what is new is held against %j", (others, told) => {
  const facts = { ...red, otherRuns: new Map([[newest.job, others]]) };
  expect(viewText(prView(asked(), facts, noLinks))).toContain(told);
});

test("a build that is broken in other pull requests too may be everybody's own fault", () => {
  const broken = [scan(newest, [failure("undefined: x", { cause: "compile" })])];
  const known = [seen("undefined: x", { cause: "compile", pullRequests: 4, runsByJob: new Map([[newest.job, 5]]) })];
  const view = prView(
    asked(),
    { ...factsOf([newest], { scans: broken, elsewhere: known }), elsewhere: known },
    noLinks,
  );
  expect(view.tone).toBe("bad");
  expect(view.title.en_us).toContain("1 of 1 job failed, 1 may be this change");
  expect(viewText(view)).toContain("May be this change: also fails in other pull requests, but not on trunk");
  expect(viewText(view, "zh_cn")).toContain("可能是本次改动引起");
});

test.each([
  ["/run-check", true],
  ["/retest", true],
  ["/re-run all", true],
  ["/test unit", true],
  ["/merge", false],
  ["please run it", false],
])("the comment %s is offered to run a job again: %s", (comment, isOffered) => {
  const text = viewText(prView(asked(), factsOf([{ ...full, comment }]), noLinks));
  expect(text.includes("To run it again, comment")).toBe(isOffered);
});

test("what has not ended is named", () => {
  const facts = factsOf([green, { ...full, status: "ABORTED" }], { usualJobs: ["lint", "tidb_ghpr_build"] });
  const text = viewText(prView(asked(), facts, noLinks));
  expect(text).toContain("Aborted: tidb_ghpr_check");
  expect(text).toContain("Not ended on this commit: lint");
});

test("a further page lists runs by commit", () => {
  const view = prView(
    asked({}, { limit: 1, offset: 1 }),
    { ...factsOf([newest, green]), page: page([green], 3), found: [] },
    links,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155 was red: 1 of 2 jobs failed, 1 looks like this change
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    executor: fix a leak
    alice · ‹aaaaaaa› · all runs 🔴 3  🟢 1  🟡 1  🔄 1

    Commit aaaaaaa · 1 run → pr 24155 2021-06-20 --repo pingcap/tidb --limit 1 after 1
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    ~ 2–2 of 3

    [Previous page → pr 24155 2021-06-20 --repo pingcap/tidb --limit 1]
    [Next page → pr 24155 2021-06-20 --repo pingcap/tidb --limit 1 --page 3]

    [All runs of this commit → commit aaaaaaaaaaaaaaaaaaaa]
    [On GitHub ↗ https://github.com/pingcap/tidb/pull/24155]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("hostile titles, names and links", () => {
  const pull = pullRequest({
    title: hostile.markup,
    author: hostile.mention,
    link: "https://github.com/x/y/pull/1?a=)",
  });
  const odd = run({ job: hostile.rtl, commit: null, pullRequest: pull, comment: `/${hostile.markup}` });
  const found = [scan(odd, [failure(hostile.backticks, { owner: hostile.mention }), failure(hostile.long)])];
  const facts = { ...factsOf([odd], { scans: found, elsewhere: [] }), pull: { ...red.pull, pullRequest: pull } };
  expect(viewText(prView(asked(), facts, links))).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155 was red: 1 of 1 job failed, 1 looks like this change
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    **bold** [x](http://evil.example) <font color='red'>y</font> # h
    <at id=all></at> · ‹–› · all runs 🔴 3  🟢 1  🟡 1  🔄 1

    Failed jobs · 1
      [bad] ‮gnp.exe שלום #4711 → run "‮gnp.exe שלום" 4711
          [bad: Looks like this change]
          ‹\`rm -rf\` \`\`\` 'a' "b"› · nothing else ran in 14 days to compare with
          ‹TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest› · nothing else ran in 14 days to compare with
          Owner: <at id=all></at>
          🔴 FAILURE · 06-20 10:00 · 21m 04s

    [On GitHub ↗ https://github.com/x/y/pull/1?a=)]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a number that two repositories have", () => {
  const pulls = [pullTally({ number: 1 }, tally(1, 0)), pullTally({ number: 1, repo: "tikv/tikv" }, tally(0, 2))];
  expect(viewText(choosePrView(1, asked(), pulls))).toMatchInlineSnapshot(`
    [info] #1 exists in 2 repositories
    2021-06-20 Sun · Asia/Shanghai

    Which one?
      [good] pingcap/tidb#1 executor: fix a leak → pr 1 2021-06-20 --repo pingcap/tidb
          🔴 0  🟢 1 · alice
      [bad] tikv/tikv#1 executor: fix a leak → pr 1 2021-06-20 --repo tikv/tikv
          🔴 2  🟢 0 · alice
  `);
  expect(viewText(choosePrView(1, asked(), pulls), "zh_cn")).toMatchInlineSnapshot(`
    [info] 有 2 个仓库存在 #1
    2021-06-20 周日 · Asia/Shanghai

    请选择
      [good] pingcap/tidb#1 executor: fix a leak → pr 1 2021-06-20 --repo pingcap/tidb
          🔴 0  🟢 1 · alice
      [bad] tikv/tikv#1 executor: fix a leak → pr 1 2021-06-20 --repo tikv/tikv
          🔴 2  🟢 0 · alice
  `);
});

test("a number without runs offers a longer window and any repository", () => {
  expect(viewText(noPrView(7, asked({ repo: "tidb" })))).toMatchInlineSnapshot(`
    [neutral] No runs of #7
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]

    This pull request had no runs in this window.

    [[90 days, any repository → pr 7 2021-03-23T09:30..2021-06-21T09:30]]
    [Pull requests → prs 2021-06-20 --repo tidb]

    Range 2021-06-20 to 2021-06-20 → pr 7 --repo tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d
  `);
  expect(viewText(noPrView(7, asked({ repo: "tidb" })), "zh_cn")).toMatchInlineSnapshot(`
    [neutral] 没有 #7 的运行
    2021-06-20 周日 · Asia/Shanghai · tidb
    ‹ [概览 → summary 2021-06-20 --repo tidb]

    这段时间内该合并请求没有运行。

    [[90 天，所有仓库 → pr 7 2021-03-23T09:30..2021-06-21T09:30]]
    [合并请求 → prs 2021-06-20 --repo tidb]

    Range 2021-06-20 to 2021-06-20 → pr 7 --repo tidb …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d
  `);
});
