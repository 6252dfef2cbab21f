import { expect, test } from "vitest";
import { runView } from "../../../src/commands/run/view.ts";
import type { Abort } from "../../../src/model/abort.ts";
import type { Elsewhere, Scan, ScanOutcome } from "../../../src/model/failure.ts";
import type { View } from "../../../src/view/view.ts";
import { zone } from "../../support/runs.ts";
import { partText, viewText } from "../../support/view-text.ts";
import { failure, hostile, links, noLinks, pullRequest, run } from "../sample-facts.ts";

const listed = { slice: { limit: 10, offset: 0 }, zone };

function scan(more: Partial<Scan> = {}): Scan {
  return {
    job: "tidb_ghpr_unit_test",
    id: 4711,
    outcome: "log",
    failures: [],
    retriedCases: [],
    lastCheckout: null,
    durations: [],
    rulesVersion: "1",
    ...more,
  };
}

const two = scan({
  failures: [
    failure("testSuite.TestPlanStats", { excerpt: "obtained 2\nexpected 3" }),
    failure("compile ./executor", { cause: "compile", file: "executor/a.go", line: null, excerpt: "undefined: x" }),
    failure("out of memory", { cause: "env", file: null, line: null, logLine: null }),
  ],
  retriedCases: ["testSuite.TestRetried"],
});

test("a failed run with what broke in it", () => {
  const failed = run({ comment: "/run-unit-test" });
  expect(viewText(runView(failed, { read: two, known: null }, links, listed))).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test #4711 failed: testSuite.TestPlanStats and 2 more
    06-20 10:00 · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Job → job tidb_ghpr_unit_test 2021-06-20]

    🔴 FAILURE · 21m 04s
    pingcap/tidb @master ↗ https://github.com/pingcap/tidb/tree/master ‹3f9ad21›
    pingcap/tidb#24155 executor: fix a leak · alice
    Triggered by comment ‹/run-unit-test›

    ▾ testSuite.TestPlanStats · test case · executor/executor_test.go:204
    | obtained 2
    | expected 3

    [History → case testSuite.TestPlanStats]
    [Log, line 1,234 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L1234]

    ▸ compile ./executor · build · executor/a.go
    | undefined: x

    [History → case "compile ./executor"]
    [Log, line 1,234 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L1234]

    out of memory · infrastructure

    [History → case "out of memory"]

    1 case failed at first and passed when retried: testSuite.TestRetried

    [This PR → pr 24155 --repo pingcap/tidb]
    [This commit → commit 3f9ad21c0ffee000000000000000000000000000]
    [View log ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L1234]
    [Jenkins ↗ https://jenkins.example/job/tidb_ghpr_unit_test/4711/]
    [On GitHub ↗ https://github.com/pingcap/tidb/pull/24155]
  `);
});

test("a failed run in Chinese", () => {
  const failed = run({ comment: "/run-unit-test" });
  expect(viewText(runView(failed, { read: two, known: null }, links, listed), "zh_cn")).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test #4711 失败：testSuite.TestPlanStats 等 3 项
    06-20 10:00 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [任务 → job tidb_ghpr_unit_test 2021-06-20]

    🔴 FAILURE · 21m 04s
    pingcap/tidb @master ↗ https://github.com/pingcap/tidb/tree/master ‹3f9ad21›
    pingcap/tidb#24155 executor: fix a leak · alice
    由评论触发 ‹/run-unit-test›

    ▾ testSuite.TestPlanStats · 测试用例 · executor/executor_test.go:204
    | obtained 2
    | expected 3

    [历史 → case testSuite.TestPlanStats]
    [日志第 1,234 行 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L1234]

    ▸ compile ./executor · 编译 · executor/a.go
    | undefined: x

    [历史 → case "compile ./executor"]
    [日志第 1,234 行 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L1234]

    out of memory · 基础设施

    [历史 → case "out of memory"]

    1 个用例重试后通过：testSuite.TestRetried

    [该合并请求 → pr 24155 --repo pingcap/tidb]
    [该提交 → commit 3f9ad21c0ffee000000000000000000000000000]
    [查看日志 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L1234]
    [Jenkins ↗ https://jenkins.example/job/tidb_ghpr_unit_test/4711/]
    [GitHub 页面 ↗ https://github.com/pingcap/tidb/pull/24155]
  `);
});

test("the commit of a run that names none is that of its log", () => {
  const nightly = run({ commit: null, pullRequest: null });
  const view = runView(nightly, { read: scan({ lastCheckout: "6f644cb0aa" }), known: null }, links, listed);
  expect(viewText(view)).toContain("‹6f644cb›");
  expect(view.data).toMatchObject({ commit: "6f644cb0aa" });
  const named = runView(run(), { read: scan({ lastCheckout: "6f644cb0aa" }), known: null }, links, listed);
  expect(viewText(named)).not.toContain("6f644cb");
});

test("a run that passed, of no pull request, of which little is known", () => {
  const passed = run({
    status: "SUCCESS",
    time: null,
    durationMs: null,
    commit: null,
    branch: null,
    repo: null,
    pullRequest: null,
  });
  expect(viewText(runView(passed, { read: null, known: null }, noLinks, listed))).toMatchInlineSnapshot(`
    [good] tidb_ghpr_unit_test #4711 passed
    – · Asia/Shanghai
    ‹ [Job → job tidb_ghpr_unit_test]

    🟢 SUCCESS · –
    ‹–›
    This run does not belong to a pull request.
  `);
  expect(viewText(runView(passed, { read: null, known: null }, noLinks, listed), "zh_cn")).toMatchInlineSnapshot(`
    [good] tidb_ghpr_unit_test #4711 通过
    – · Asia/Shanghai
    ‹ [任务 → job tidb_ghpr_unit_test]

    🟢 SUCCESS · –
    ‹–›
    非 PR 运行。
  `);
});

test("titles of runs that ended in another way", () => {
  const titles = ["ABORTED", "UNSTABLE", "NOT_BUILT"].flatMap((status) => {
    const view = runView(run({ status }), { read: null, known: null }, noLinks, listed);
    return [viewText(view), viewText(view, "zh_cn")].map((text) => text.split("\n")[0]);
  });
  expect(titles.join("\n")).toMatchInlineSnapshot(`
    [warn] tidb_ghpr_unit_test #4711 was aborted
    [warn] tidb_ghpr_unit_test #4711 被中止
    [bad] tidb_ghpr_unit_test #4711 failed tests (UNSTABLE)
    [bad] tidb_ghpr_unit_test #4711 有用例失败（UNSTABLE）
    [neutral] tidb_ghpr_unit_test #4711 ended NOT_BUILT
    [neutral] tidb_ghpr_unit_test #4711 结果为 NOT_BUILT
  `);
});

const aborts: [Abort, string, string][] = [
  [{ reason: "superseded", detail: "#4712" }, "replaced by #4712", "被 #4712 取代"],
  [{ reason: "superseded", detail: null }, "replaced by a newer build", "被新构建取代"],
  [{ reason: "person", detail: "林晓" }, "stopped by 林晓", "由 林晓 中止"],
  [{ reason: "person", detail: null }, "stopped by a person", "人工中止"],
  [{ reason: "timeout", detail: "60 minutes" }, "timed out after 60 minutes", "超时（60 minutes）"],
  [{ reason: "timeout", detail: null }, "timed out", "超时"],
  [{ reason: "agentLost", detail: "OOMKilled" }, "lost the agent (OOMKilled)", "构建节点丢失（OOMKilled）"],
  [{ reason: "agentLost", detail: null }, "lost the agent", "构建节点丢失"],
];

test.each(aborts)("the title of an aborted run says why: %o", (abort, english, chinese) => {
  const aborted = run({ status: "ABORTED" });
  for (const failures of [[], two.failures]) {
    const view = runView(aborted, { read: scan({ abort, failures }), known: null }, links, listed);
    expect(view.title).toEqual({
      en_us: `tidb_ghpr_unit_test #4711 was aborted: ${english}`,
      zh_cn: `tidb_ghpr_unit_test #4711 被中止：${chinese}`,
    });
    expect(view.data).toMatchObject({ abort });
    expect(viewText(view)).not.toContain("Nothing in the log explains");
  }
});

test("an aborted run whose log does not say why", () => {
  const view = runView(
    run({ status: "ABORTED" }),
    { read: scan({ abort: { reason: "unknown", detail: null } }), known: null },
    links,
    listed,
  );
  expect(view.title.en_us).toBe("tidb_ghpr_unit_test #4711 was aborted");
  expect(viewText(view)).toContain("The log does not say why this run was aborted.");
  expect(viewText(view, "zh_cn")).toContain("日志没有说明该运行为何被中止。");
});

const nowhere = { runsByJob: new Map(), firstOnTrunk: null, lastOnTrunk: null };

test("of each failure of a pull request whether it is new, known, or not known yet", () => {
  const elsewhere: Elsewhere[] = [
    { ...nowhere, cause: "case", name: "testSuite.TestPlanStats", pullRequests: 0, trunkRuns: 0 },
    { ...nowhere, cause: "compile", name: "compile ./executor", pullRequests: 2, trunkRuns: 1 },
  ];
  const viewOf = (unread: number) => runView(run(), { read: two, known: { elsewhere, unread } }, links, listed);
  const known = (view: View) =>
    (view.data as { failures: { known: boolean | null }[] }).failures.map((each) => each.known);
  const text = viewText(viewOf(0));
  expect(text).toContain("| expected 3\n\n~ [bad: New: not seen anywhere else in the last two weeks.]");
  expect(text).toContain("~ [good: Known: also seen in 2 other PRs and 1 run on trunk.]");
  expect(viewText(viewOf(0), "zh_cn")).toContain("~ [good: 已知：另外 2 个 PR、主干 1 次运行也出现过。]");
  expect(known(viewOf(0))).toEqual([false, true, null]);
  expect(viewText(viewOf(3))).toContain("~ [warn: Not seen anywhere else so far.]");
  expect(viewText(viewOf(3))).not.toContain("New:");
  expect(known(viewOf(3))).toEqual([null, true, null]);
});

test("how the log ended of a run that nothing explains", () => {
  const view = runView(run(), { read: scan({ logEnd: "+ ./run.sh\n<b>done</b>" }), known: null }, links, listed);
  expect(partText(view, ["excerpt"])).toContain("▾ The end of the log\n| + ./run.sh\n| <b>done</b>");
  expect(partText(view, ["excerpt"], "zh_cn")).toContain("▾ 日志末尾");
  const explained = runView(run(), { read: { ...two, logEnd: "done" }, known: null }, links, listed);
  expect(partText(explained, ["excerpt"])).not.toContain("The end of the log");
});

const outcomes: ScanOutcome[] = [
  "log",
  "no_log",
  "unreadable",
  "truncated",
  "binary",
  "no_results",
  "unkept",
  "growing",
];

test("logs that could not be read well, where nothing was found", () => {
  expect(outcomeLines([])).toMatchInlineSnapshot(`
    log: Nothing in the log explains this failure.
    log: 日志中没有找到失败原因。
    no_log: The log of this run no longer exists, and no cause was recorded.
    no_log: 日志已不存在，也没有失败原因的记录。
    unreadable: The log of this run could not be read.
    unreadable: 无法读取该运行的日志。
    truncated: The log of this run is incomplete, and the rest does not explain the failure.
    truncated: 日志不完整，剩余部分没有说明失败原因。
    binary: The log of this run is not text.
    binary: 该运行的日志不是文本。
    no_results: Nothing in the log explains this failure; its test results could not be read yet.
    no_results: 日志中没有找到失败原因，测试结果暂时无法读取。
    unkept: The database refused what was found; see status.
    unkept: 数据库拒绝保存结果，详见 status。
    growing: The log of this run is still being written; ask again in a moment.
    growing: 日志仍在写入，请稍后再查。
  `);
});

test("logs that could not be read well, where something was found", () => {
  expect(outcomeLines([failure("t")])).toMatchInlineSnapshot(`
    log: t · test case · executor/executor_test.go:204
    log: t · 测试用例 · executor/executor_test.go:204
    no_log: The log no longer exists; this was recorded when the run ended.
    no_log: 日志已不存在，以下为运行结束时的记录。
    unreadable: The log could not be read; this was recorded when the run ended.
    unreadable: 日志无法读取，以下为运行结束时的记录。
    truncated: The log is incomplete; there may be more failures.
    truncated: 日志不完整，可能还有其他失败。
    binary: t · test case · executor/executor_test.go:204
    binary: t · 测试用例 · executor/executor_test.go:204
    no_results: The test results could not be read yet; there may be more failures.
    no_results: 测试结果暂时无法读取，可能还有其他失败。
    unkept: t · test case · executor/executor_test.go:204
    unkept: t · 测试用例 · executor/executor_test.go:204
    growing: The log is still being written; there may be more failures.
    growing: 日志仍在写入，可能还有其他失败。
  `);
});

/** What is said of a log beside what was found in it: the line after the facts. */
function outcomeLines(failures: Scan["failures"]): string {
  const lines = outcomes.flatMap((outcome) => {
    const view = runView(run(), { read: scan({ outcome, failures }), known: null }, noLinks, listed);
    return (["en_us", "zh_cn"] as const).map((locale) => {
      const said = partText(view, ["lines"], locale).split("\n\n")[2] ?? "(nothing)";
      return `${outcome}: ${said}`;
    });
  });
  return lines.join("\n");
}

test("a log that is still being read", () => {
  expect(viewText(runView(run(), { read: "reading", known: null }, links, listed))).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test #4711 failed
    06-20 10:00 · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Job → job tidb_ghpr_unit_test 2021-06-20]

    🔴 FAILURE · 21m 04s
    pingcap/tidb @master ↗ https://github.com/pingcap/tidb/tree/master ‹3f9ad21›
    pingcap/tidb#24155 executor: fix a leak · alice

    The log of this run is still being read.

    [Refresh → run tidb_ghpr_unit_test 4711]

    [This PR → pr 24155 --repo pingcap/tidb]
    [This commit → commit 3f9ad21c0ffee000000000000000000000000000]
    [View log ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log]
    [Jenkins ↗ https://jenkins.example/job/tidb_ghpr_unit_test/4711/]
    [On GitHub ↗ https://github.com/pingcap/tidb/pull/24155]
  `);
  expect(viewText(runView(run(), { read: "reading", known: null }, links, listed), "zh_cn")).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test #4711 失败
    06-20 10:00 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [任务 → job tidb_ghpr_unit_test 2021-06-20]

    🔴 FAILURE · 21m 04s
    pingcap/tidb @master ↗ https://github.com/pingcap/tidb/tree/master ‹3f9ad21›
    pingcap/tidb#24155 executor: fix a leak · alice

    正在读取该运行的日志。

    [刷新 → run tidb_ghpr_unit_test 4711]

    [该合并请求 → pr 24155 --repo pingcap/tidb]
    [该提交 → commit 3f9ad21c0ffee000000000000000000000000000]
    [查看日志 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log]
    [Jenkins ↗ https://jenkins.example/job/tidb_ghpr_unit_test/4711/]
    [GitHub 页面 ↗ https://github.com/pingcap/tidb/pull/24155]
  `);
});

test("many failures are shown in parts", () => {
  const failures = ["a", "b", "c", "d", "e"].map((name) => failure(name));
  const view = runView(run(), { read: scan({ failures }), known: null }, noLinks, {
    zone,
    slice: { limit: 2, offset: 2 },
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] tidb_ghpr_unit_test #4711 failed: a and 4 more
    06-20 10:00 · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Job → job tidb_ghpr_unit_test 2021-06-20]

    🔴 FAILURE · 21m 04s
    pingcap/tidb @‹master› ‹3f9ad21›
    pingcap/tidb#24155 executor: fix a leak · alice

    3–4 of 5

    c · test case · executor/executor_test.go:204

    [History → case c]

    d · test case · executor/executor_test.go:204

    [History → case d]

    [Previous page → run tidb_ghpr_unit_test 4711 --limit 2]
    [Next page → run tidb_ghpr_unit_test 4711 --limit 2 --page 3]

    To open the whole log from here, the operator sets public_url.

    [This PR → pr 24155 --repo pingcap/tidb]
    [This commit → commit 3f9ad21c0ffee000000000000000000000000000]
  `);
});

test("hostile names, comments and excerpts", () => {
  const view = runView(
    run({
      job: hostile.mention,
      branch: hostile.backticks,
      commit: hostile.rtl,
      comment: hostile.markup,
      pullRequest: pullRequest({
        title: hostile.emoji,
        author: hostile.mention,
        repo: "",
        link: "javascript:alert(1)",
      }),
    }),
    {
      read: scan({
        failures: [failure(hostile.long, { excerpt: "```\n</at>\n", file: hostile.markup })],
        retriedCases: [hostile.mention, hostile.backticks],
      }),
      known: null,
    },
    links,
    listed,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] <at id=all></at> #4711 failed: TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest
    06-20 10:00 · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Job → job "<at id=all></at>" 2021-06-20]

    🔴 FAILURE · 21m 04s
    pingcap/tidb @\`rm -rf\` \`\`\` 'a' "b" ↗ https://github.com/pingcap/tidb/tree/\`rm -rf\` \`\`\` 'a' "b" ‹‮gnp.ex›
    #24155 👩‍💻 fix 🇨🇳 · <at id=all></at>
    Triggered by comment ‹**bold** [x](http://evil.example) <font color='red'>y</font> # h›

    ▾ TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest · test case · **bold** [x](http://evil.example) <font color='red'>y</font> # h:204
    | \`\`\`
    | </at>
    | 

    [History → case TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest]
    [Log, line 1,234 ↗ https://ci.example/runs/tidb_ghpr_unit_test/4711/log#L1234]

    2 cases failed at first and passed when retried: <at id=all></at>, \`rm -rf\` \`\`\` 'a' "b"

    [This PR → pr 24155]
    [View log ↗ https://ci.example/runs/<at id=all></at>/4711/log#L1234]
    [Jenkins ↗ https://jenkins.example/job/<at id=all></at>/4711/]
    [On GitHub ↗ javascript:alert(1)]
  `);
});

test("a title counts the failures behind the first one", () => {
  const titleOf = (...names: string[]) => {
    const view = runView(
      run(),
      { read: scan({ failures: names.map((name) => failure(name)) }), known: null },
      noLinks,
      listed,
    );
    return [viewText(view), viewText(view, "zh_cn")].map((text) => text.split("\n")[0]);
  };
  expect(titleOf("a")).toEqual([
    "[bad] tidb_ghpr_unit_test #4711 failed: a",
    "[bad] tidb_ghpr_unit_test #4711 失败：a",
  ]);
  expect(titleOf("a", "b")).toEqual([
    "[bad] tidb_ghpr_unit_test #4711 failed: a and 1 more",
    "[bad] tidb_ghpr_unit_test #4711 失败：a 等 2 项",
  ]);
});
