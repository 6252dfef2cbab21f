import { expect, test } from "vitest";
import { choosePrView, noPrView, type PullFacts, prView } from "../../../src/commands/pr/view.ts";
import { viewText } from "../../support/view-text.ts";
import {
  asked,
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
const newest = run({ id: 30, job: "tidb_ghpr_unit_test", commit: head });
const green = run({ id: 29, job: "tidb_ghpr_build", commit: head, status: "SUCCESS" });
const first = run({ id: 28, job: "tidb_ghpr_unit_test", commit: older, status: "ABORTED", durationMs: null });

const facts: PullFacts = {
  ...fresh,
  pull: pullTally({}, tally(1, 1, 1), { reruns: 1, commits: 2 }),
  runs: page([newest, green, first]),
  found: [
    {
      job: newest.job,
      id: newest.id,
      failures: [failure("testSuite.TestKnown"), failure("testSuite.TestNew"), failure("oom", { cause: "env" })],
    },
  ],
  elsewhere: [
    { cause: "case", name: "testSuite.TestKnown", pullRequests: 2, trunkRuns: 1 },
    { cause: "case", name: "testSuite.TestNew", pullRequests: 0, trunkRuns: 0 },
    { cause: "env", name: "oom", pullRequests: 1, trunkRuns: 0 },
  ],
  unread: 0,
};

test("a pull request with what is new and what is known, by commit", () => {
  expect(viewText(prView(asked({ repo: "tidb" }), facts, links))).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155: 1 of 3 runs failed
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]
    ‹ [Pull requests → prs 2021-06-20 --repo tidb]

    executor: fix a leak
    alice · 🔴 1  🟢 1  🟡 1  🔄 1

    Failures: 1 new, 2 known
      [bad] ‹testSuite.TestNew› → case testSuite.TestNew 2021-06-20
          [bad: New: not seen anywhere else in the last two weeks.]
          test case · 1 run
      [warn] ‹testSuite.TestKnown› → case testSuite.TestKnown 2021-06-20
          [good: Known: also seen in 2 other PRs and 1 run on trunk.]
          test case · 1 run
      [warn] ‹oom› → case oom 2021-06-20
          [good: Known: also seen in 1 other PR.]
          infrastructure · 1 run

    Commit aaaaaaa · 2 runs → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [bad] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          FAILURE · 06-20 10:00 · 21m 04s · ‹aaaaaaa›
          ‹testSuite.TestKnown›
          ‹testSuite.TestNew›
          ‹oom›
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    Commit bbbbbbb · 1 run → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 2
      [warn] tidb_ghpr_unit_test #28 → run tidb_ghpr_unit_test 28
          ABORTED · 06-20 10:00 · – · ‹bbbbbbb›

    ~ 3 in all

    [On GitHub ↗ https://github.com/pingcap/tidb/pull/24155]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a pull request in Chinese", () => {
  expect(viewText(prView(asked({ repo: "tidb" }), facts, links), "zh_cn")).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155：3 次运行中 1 次失败
    2021-06-20 周日 · Asia/Shanghai · tidb
    ‹ [概览 → summary 2021-06-20 --repo tidb]
    ‹ [合并请求 → prs 2021-06-20 --repo tidb]

    executor: fix a leak
    alice · 🔴 1  🟢 1  🟡 1  🔄 1

    失败内容：新增 1 项，已知 2 项
      [bad] ‹testSuite.TestNew› → case testSuite.TestNew 2021-06-20
          [bad: 新增：最近两周其他地方没有出现。]
          测试用例 · 1 次运行
      [warn] ‹testSuite.TestKnown› → case testSuite.TestKnown 2021-06-20
          [good: 已知：另外 2 个 PR、主干 1 次运行也出现过。]
          测试用例 · 1 次运行
      [warn] ‹oom› → case oom 2021-06-20
          [good: 已知：另外 1 个 PR也出现过。]
          基础设施 · 1 次运行

    提交 aaaaaaa · 2 次运行 → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [bad] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          FAILURE · 06-20 10:00 · 21m 04s · ‹aaaaaaa›
          ‹testSuite.TestKnown›
          ‹testSuite.TestNew›
          ‹oom›
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    提交 bbbbbbb · 1 次运行 → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 2
      [warn] tidb_ghpr_unit_test #28 → run tidb_ghpr_unit_test 28
          ABORTED · 06-20 10:00 · – · ‹bbbbbbb›

    ~ 共 3 项

    [GitHub 页面 ↗ https://github.com/pingcap/tidb/pull/24155]

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("while older logs are being read, nothing is called new", () => {
  const view = prView(asked(), { ...facts, ...stillReading, unread: 12 }, noLinks);
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155: 1 of 3 runs failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    executor: fix a leak
    alice · 🔴 1  🟢 1  🟡 1  🔄 1

    3 failures, 2 known
      [warn] ‹testSuite.TestNew› → case testSuite.TestNew 2021-06-20
          [warn: Not seen anywhere else so far.]
          test case · 1 run
      [warn] ‹testSuite.TestKnown› → case testSuite.TestKnown 2021-06-20
          [good: Known: also seen in 2 other PRs and 1 run on trunk.]
          test case · 1 run
      [warn] ‹oom› → case oom 2021-06-20
          [good: Known: also seen in 1 other PR.]
          infrastructure · 1 run

    ~ Not yet known what is new: 12 logs are unread.

    Commit aaaaaaa · 2 runs → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [bad] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          FAILURE · 06-20 10:00 · 21m 04s · ‹aaaaaaa›
          ‹testSuite.TestKnown›
          ‹testSuite.TestNew›
          ‹oom›
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    Commit bbbbbbb · 1 run → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 2
      [warn] tidb_ghpr_unit_test #28 → run tidb_ghpr_unit_test 28
          ABORTED · 06-20 10:00 · – · ‹bbbbbbb›

    ~ 3 in all

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155：3 次运行中 1 次失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [合并请求 → prs 2021-06-20]

    executor: fix a leak
    alice · 🔴 1  🟢 1  🟡 1  🔄 1

    失败内容：共 3 项，已知 2 项
      [warn] ‹testSuite.TestNew› → case testSuite.TestNew 2021-06-20
          [warn: 目前没有在其他地方出现。]
          测试用例 · 1 次运行
      [warn] ‹testSuite.TestKnown› → case testSuite.TestKnown 2021-06-20
          [good: 已知：另外 2 个 PR、主干 1 次运行也出现过。]
          测试用例 · 1 次运行
      [warn] ‹oom› → case oom 2021-06-20
          [good: 已知：另外 1 个 PR也出现过。]
          基础设施 · 1 次运行

    ~ 还有 12 份日志未读取，暂时无法判断哪些是新增。

    提交 aaaaaaa · 2 次运行 → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [bad] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          FAILURE · 06-20 10:00 · 21m 04s · ‹aaaaaaa›
          ‹testSuite.TestKnown›
          ‹testSuite.TestNew›
          ‹oom›
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    提交 bbbbbbb · 1 次运行 → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 2
      [warn] tidb_ghpr_unit_test #28 → run tidb_ghpr_unit_test 28
          ABORTED · 06-20 10:00 · – · ‹bbbbbbb›

    ~ 共 3 项

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
    ~ 还有 3 份日志正在读取，请稍后再查
  `);
});

test("what is known already stays known while older logs are being read", () => {
  const known = facts.elsewhere.filter(({ pullRequests }) => pullRequests > 0);
  expect(viewText(prView(asked(), { ...facts, elsewhere: known, unread: 12 }, noLinks))).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155: 1 of 3 runs failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    executor: fix a leak
    alice · 🔴 1  🟢 1  🟡 1  🔄 1

    Failures: 0 new, 2 known
      [warn] ‹testSuite.TestKnown› → case testSuite.TestKnown 2021-06-20
          [good: Known: also seen in 2 other PRs and 1 run on trunk.]
          test case · 1 run
      [warn] ‹oom› → case oom 2021-06-20
          [good: Known: also seen in 1 other PR.]
          infrastructure · 1 run

    Commit aaaaaaa · 2 runs → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [bad] tidb_ghpr_unit_test #30 → run tidb_ghpr_unit_test 30
          FAILURE · 06-20 10:00 · 21m 04s · ‹aaaaaaa›
          ‹testSuite.TestKnown›
          ‹testSuite.TestNew›
          ‹oom›
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    Commit bbbbbbb · 1 run → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 2
      [warn] tidb_ghpr_unit_test #28 → run tidb_ghpr_unit_test 28
          ABORTED · 06-20 10:00 · – · ‹bbbbbbb›

    ~ 3 in all

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a green pull request", () => {
  const view = prView(
    asked(),
    {
      ...facts,
      pull: pullTally({ title: null, author: null }, tally(1, 0)),
      runs: page([green]),
      found: [],
      elsewhere: [],
    },
    noLinks,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] pingcap/tidb#24155: 1 run, none failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    pingcap/tidb#24155
    – · 🔴 0  🟢 1

    Commit aaaaaaa · 1 run → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    ~ 1 in all

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [good] pingcap/tidb#24155：1 次运行，没有失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]
    ‹ [合并请求 → prs 2021-06-20]

    pingcap/tidb#24155
    – · 🔴 0  🟢 1

    提交 aaaaaaa · 1 次运行 → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    ~ 共 1 项

    Range 2021-06-20 to 2021-06-20 → pr 24155 --repo pingcap/tidb …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("a page of many runs", () => {
  const view = prView(
    asked({}, { limit: 1, offset: 1 }),
    { ...facts, runs: page([green], 3), found: [], elsewhere: [] },
    links,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155: 1 of 3 runs failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    executor: fix a leak
    alice · 🔴 1  🟢 1  🟡 1  🔄 1

    Commit aaaaaaa · 1 run → pr 24155 2021-06-20 --repo pingcap/tidb --limit 1 after 1
      [good] tidb_ghpr_build #29 → run tidb_ghpr_build 29
          SUCCESS · 06-20 10:00 · 21m 04s · ‹aaaaaaa›

    ~ 2–2 of 3

    [Previous page → pr 24155 2021-06-20 --repo pingcap/tidb --limit 1]
    [Next page → pr 24155 2021-06-20 --repo pingcap/tidb --limit 1 --page 3]

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
  const view = prView(
    asked(),
    {
      ...facts,
      pull: { ...facts.pull, pullRequest: pull },
      runs: page([run({ job: hostile.rtl, commit: null, pullRequest: pull })]),
      found: [{ job: hostile.rtl, id: 4711, failures: [failure(hostile.backticks), failure(hostile.long)] }],
      elsewhere: [{ cause: "case", name: hostile.backticks, pullRequests: 0, trunkRuns: 0 }],
    },
    links,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] pingcap/tidb#24155: 1 of 3 runs failed
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]
    ‹ [Pull requests → prs 2021-06-20]

    **bold** [x](http://evil.example) <font color='red'>y</font> # h
    <at id=all></at> · 🔴 1  🟢 1  🟡 1  🔄 1

    Failures: 1 new, 0 known
      [bad] ‹\`rm -rf\` \`\`\` 'a' "b"› → case '\`rm -rf\` \`\`\` *a* "b"' 2021-06-20
          [bad: New: not seen anywhere else in the last two weeks.]
          test case · 1 run

    Commit – · 1 run → pr 24155 2021-06-20 --repo pingcap/tidb --limit 10 after 0
      [bad] ‮gnp.exe שלום #4711 → run "‮gnp.exe שלום" 4711
          FAILURE · 06-20 10:00 · 21m 04s
          ‹\`rm -rf\` \`\`\` 'a' "b"›
          ‹TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest›

    ~ 1 in all

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
