import { expect, test } from "vitest";
import { flakyListView } from "../../../src/commands/flaky/list-view.ts";
import { type FlakyFacts, flakyView } from "../../../src/commands/flaky/view.ts";
import type { FlakyCase, FlakyCommit, FlakyJob } from "../../../src/model/flaky.ts";
import { HOUR, MINUTE } from "../../../src/model/window.ts";
import { at } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import { asked, failureTally, fresh, hostile, neverRan, page, run } from "../sample-facts.ts";

const JOB = "tidb_ghpr_unit_test";
const COMMIT = "3f9ad21c0ffee";
const flakyJob: FlakyJob = { job: JOB, commits: 2, retries: 3, failure: 4, lostMs: 75 * MINUTE, newestCommit: COMMIT };
const flakyCommit: FlakyCommit = {
  job: JOB,
  commit: COMMIT,
  repo: "pingcap/tidb",
  pull: 24155,
  runs: 2,
  success: 1,
  failure: 1,
  lostMs: 21 * MINUTE,
  newest: at("2021-06-20 11:00:00"),
};
const flakyCase: FlakyCase = { ...failureTally("testSuite.TestFlaky", { runs: 6, pullRequests: 4 }), flakyRuns: 2 };
const evidence = [run({ commit: COMMIT }), run({ commit: COMMIT, id: 4712, status: "SUCCESS" })];

const facts: FlakyFacts = {
  ...fresh,
  totals: { commits: 3, jobs: 2, retries: 3, failure: 4, lostMs: 75 * MINUTE },
  retries: 12,
  retriedMs: 5 * HOUR,
  jobs: { page: page([flakyJob], 2), evidence },
  commits: { page: page([flakyCommit, { ...flakyCommit, pull: null, commit: "a tag" }], 3), evidence },
  cases: page([flakyCase], 4),
};

test("what is flaky, with the evidence", () => {
  expect(viewText(flakyView(asked(), facts))).toMatchInlineSnapshot(`
    [warn] 3 commits both failed and passed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    Flaky jobs: 2
    Flaky cases: 4
    Lost to flaky failures: 1h 15m
    All retries: 12
    Spent on all retries: 5h 00m

    ~ A flaky failure is a failed run on a commit that also passed. A retry is any run of a job repeated on the same commit.

    Jobs
      [warn] tidb_ghpr_unit_test → flaky 2021-06-20 --job tidb_ghpr_unit_test
          2 flaky commits · 3 retries · 1h 15m lost to flaky failures
          ‹3f9ad21›  🔴 #4711  🟢 #4712
      and 1 more → flaky --list jobs 2021-06-20

    Cases
      [warn] ‹testSuite.TestFlaky› → case testSuite.TestFlaky 2021-06-20
          6 runs in 4 PRs, 2 on a commit that also passed
      and 3 more → flaky --list cases 2021-06-20

    Newest evidence
      [warn] tidb_ghpr_unit_test  pingcap/tidb#24155 → commit 3f9ad21c0ffee
          ‹3f9ad21›  🔴 #4711  🟢 #4712
      [warn] tidb_ghpr_unit_test
          ‹a tag›  
      and 1 more → flaky --list commits 2021-06-20

    Range 2021-06-20 to 2021-06-20 → flaky …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("what is flaky in Chinese", () => {
  expect(viewText(flakyView(asked(), facts), "zh_cn")).toMatchInlineSnapshot(`
    [warn] 3 个提交既失败又通过
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    不稳定任务: 2
    不稳定用例: 4
    不稳定失败耗时: 1h 15m
    全部无改动重试: 12
    全部重试耗时: 5h 00m

    ~ 不稳定失败：所在提交也通过过的失败运行。重试：同一任务在同一提交上的再次运行，无论原因。

    任务
      [warn] tidb_ghpr_unit_test → flaky 2021-06-20 --job tidb_ghpr_unit_test
          2 个不稳定提交 · 重试 3 次 · 不稳定失败耗时 1h 15m
          ‹3f9ad21›  🔴 #4711  🟢 #4712
      and 1 more → flaky --list jobs 2021-06-20

    用例
      [warn] ‹testSuite.TestFlaky› → case testSuite.TestFlaky 2021-06-20
          6 次运行、4 个 PR；其中 2 次所在提交也通过过
      and 3 more → flaky --list cases 2021-06-20

    最新证据
      [warn] tidb_ghpr_unit_test  pingcap/tidb#24155 → commit 3f9ad21c0ffee
          ‹3f9ad21›  🔴 #4711  🟢 #4712
      [warn] tidb_ghpr_unit_test
          ‹a tag›  
      and 1 more → flaky --list commits 2021-06-20

    Range 2021-06-20 to 2021-06-20 → flaky …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("nothing is flaky", () => {
  const none = { page: page([]), evidence: [] };
  const view = flakyView(asked(), {
    ...neverRan,
    totals: { commits: 0, jobs: 0, retries: 0, failure: 0, lostMs: 0 },
    retries: 0,
    retriedMs: 0,
    jobs: none,
    commits: none,
    cases: page([]),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] Nothing is flaky
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    Flaky jobs: 0
    Flaky cases: 0
    Lost to flaky failures: 0s
    All retries: 0
    Spent on all retries: 0s

    ~ A flaky failure is a failed run on a commit that also passed. A retry is any run of a job repeated on the same commit.

    Range 2021-06-20 to 2021-06-20 → flaky …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [good] 没有发现不稳定
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    不稳定任务: 0
    不稳定用例: 0
    不稳定失败耗时: 0s
    全部无改动重试: 0
    全部重试耗时: 0s

    ~ 不稳定失败：所在提交也通过过的失败运行。重试：同一任务在同一提交上的再次运行，无论原因。

    Range 2021-06-20 to 2021-06-20 → flaky …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("many runs on one commit are cut, and one of each is one", () => {
  const runs = Array.from({ length: 8 }, (_, index) => run({ commit: COMMIT, id: index, status: "ABORTED" }));
  const view = flakyView(asked(), {
    ...facts,
    totals: { ...facts.totals, commits: 1 },
    jobs: { page: page([{ ...flakyJob, commits: 1, retries: 1 }]), evidence: runs },
    commits: { page: page([]), evidence: [] },
    cases: page([]),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] 1 commit both failed and passed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    Flaky jobs: 2
    Flaky cases: 0
    Lost to flaky failures: 1h 15m
    All retries: 12
    Spent on all retries: 5h 00m

    ~ A flaky failure is a failed run on a commit that also passed. A retry is any run of a job repeated on the same commit.

    Jobs
      [warn] tidb_ghpr_unit_test → flaky 2021-06-20 --job tidb_ghpr_unit_test
          1 flaky commit · 1 retry · 1h 15m lost to flaky failures
          ‹3f9ad21›  🟡 #0  🟡 #1  🟡 #2  🟡 #3  🟡 #4  🟡 #5 +2

    Cases
      (No flaky cases.)

    Newest evidence
      (None)

    Range 2021-06-20 to 2021-06-20 → flaky …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("the list of flaky jobs", () => {
  const list = { kind: "jobs", page: page([flakyJob], 30), evidence } as const;
  expect(viewText(flakyListView(asked({ repo: "tidb" }, { limit: 1, offset: 1 }), list))).toMatchInlineSnapshot(`
    [warn] Flaky jobs · 30
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]
    ‹ [Flaky → flaky 2021-06-20 --repo tidb]

    2–2 of 30 → flaky --list jobs 2021-06-20 --repo tidb --limit 1 after 1
      [warn] tidb_ghpr_unit_test → flaky 2021-06-20 --repo tidb --job tidb_ghpr_unit_test
          2 flaky commits · 3 retries · 1h 15m lost to flaky failures
          ‹3f9ad21›  🔴 #4711  🟢 #4712

    [Previous page → flaky --list jobs 2021-06-20 --repo tidb --limit 1]
    [Next page → flaky --list jobs 2021-06-20 --repo tidb --limit 1 --page 3]
  `);
});

test("the list of commits that failed and passed", () => {
  const list = { kind: "commits", page: page([flakyCommit]), evidence } as const;
  expect(viewText(flakyListView(asked(), list))).toMatchInlineSnapshot(`
    [warn] Commits that failed and passed · 1
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Flaky → flaky 2021-06-20]

    1 in all → flaky --list commits 2021-06-20 --limit 10 after 0
      [warn] tidb_ghpr_unit_test  pingcap/tidb#24155 → commit 3f9ad21c0ffee
          ‹3f9ad21›  🔴 #4711  🟢 #4712
  `);
  expect(viewText(flakyListView(asked(), list), "zh_cn")).toMatchInlineSnapshot(`
    [warn] 既失败又通过的提交 · 1
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [不稳定 → flaky 2021-06-20]

    共 1 项 → flaky --list commits 2021-06-20 --limit 10 after 0
      [warn] tidb_ghpr_unit_test  pingcap/tidb#24155 → commit 3f9ad21c0ffee
          ‹3f9ad21›  🔴 #4711  🟢 #4712
  `);
});

test("the list of flaky cases, of every kind of name", () => {
  const names = [hostile.markup, hostile.mention, hostile.long, hostile.rtl];
  const list = { kind: "cases", page: page(names.map((name) => ({ ...flakyCase, name, runs: 1 }))) } as const;
  expect(viewText(flakyListView(asked(), list))).toMatchInlineSnapshot(`
    [warn] Flaky cases · 4
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Flaky → flaky 2021-06-20]

    4 in all → flaky --list cases 2021-06-20 --limit 10 after 0
      [warn] ‹**bold** [x](http://evil.example) <font color='red'>y</font> # h› → case "**bold** [x](http://evil.example) <font color='red'>y</font> # h" 2021-06-20
          1 run in 4 PRs, 2 on a commit that also passed
      [warn] ‹<at id=all></at>› → case "<at id=all></at>" 2021-06-20
          1 run in 4 PRs, 2 on a commit that also passed
      [warn] ‹TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest› → case TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest 2021-06-20
          1 run in 4 PRs, 2 on a commit that also passed
      [warn] ‹‮gnp.exe שלום› → case "‮gnp.exe שלום" 2021-06-20
          1 run in 4 PRs, 2 on a commit that also passed
  `);
});

test("an empty list of flaky cases", () => {
  expect(viewText(flakyListView(asked(), { kind: "cases", page: page([]) }))).toMatchInlineSnapshot(`
    [good] Flaky cases · 0
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Flaky → flaky 2021-06-20]

    0 in all → flaky --list cases 2021-06-20 --limit 10 after 0
      (None)
  `);
});

test("evidence is of the same job only", () => {
  const other = run({ commit: COMMIT, id: 9, job: "tidb_ghpr_build" });
  const list = { kind: "commits", page: page([flakyCommit]), evidence: [...evidence, other] } as const;
  expect(viewText(flakyListView(asked(), list))).not.toContain("#9");
});
