import { expect, test } from "vitest";
import { type FailuresFacts, failuresView } from "../../../src/commands/failures/view.ts";
import { viewText } from "../../support/view-text.ts";
import { tracked } from "../issues/sample-issues.ts";
import { asked, causes, failureTally, fresh, hostile, neverRan, page, stillReading } from "../sample-facts.ts";

const facts: FailuresFacts = {
  ...fresh,
  page: page([
    failureTally("testSuite.TestPlanStats", { runs: 5, pullRequests: 3, jobs: 2 }),
    failureTally("compile ./executor", { cause: "compile", runs: 1_200, pullRequests: 1, jobs: 1 }),
    failureTally("gofmt", { cause: "check", pullRequests: 0 }),
    failureTally("out of memory", { cause: "env" }),
  ]),
  causes: causes({ case: 5, compile: 1, check: 1, env: 1, unknown: 2 }),
  issues: new Map([["testSuite.TestPlanStats", tracked({ number: 77, state: "open" })]]),
};

test("failures with their cause, spread and issue", () => {
  expect(viewText(failuresView(asked(), facts))).toMatchInlineSnapshot(`
    [bad] 4 different failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    4 in all → failures 2021-06-20 --limit 10 after 0
      [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20
          test case  ·  5 runs · 3 PRs · 2 jobs
          last seen 06-20 21:15
          Issue #77 ↗ https://github.com/pingcap/tidb/issues/77 · open
      [warn] ‹compile ./executor› → case "compile ./executor" 2021-06-20
          build  ·  1,200 runs · 1 PR · 1 job
          last seen 06-20 21:15
      [warn] ‹gofmt› → case gofmt 2021-06-20
          lint & format  ·  1 run · 0 PRs · 1 job
          last seen 06-20 21:15
      [warn] ‹out of memory› → case "out of memory" 2021-06-20
          infrastructure  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15

    Order → failures 2021-06-20 --limit 10 --sort …
      (•) Most failures first → failures
      ( ) By name → name

    Why runs failed (ring, 5 places)
      case is [bad] test case, unknown is [neutral] unexplained, compile is [info] build, check is [warn] lint & format, env is [info] infrastructure
      case: case 5
      unknown: unknown 2
      compile: compile 1
      check: check 1
      env: env 1
    test case 5 (50%), unexplained 2 (20%), build 1 (10%), lint & format 1 (10%), infrastructure 1 (10%).

    2 failed runs are unexplained.

    Range 2021-06-20 to 2021-06-20 → failures …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("failures in Chinese", () => {
  expect(viewText(failuresView(asked(), facts), "zh_cn")).toMatchInlineSnapshot(`
    [bad] 共有 4 种失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    共 4 项 → failures 2021-06-20 --limit 10 after 0
      [bad] ‹testSuite.TestPlanStats› → case testSuite.TestPlanStats 2021-06-20
          测试用例  ·  5 次运行 · 3 个 PR · 2 个任务
          最近 06-20 21:15
          Issue #77 ↗ https://github.com/pingcap/tidb/issues/77 · 打开
      [warn] ‹compile ./executor› → case "compile ./executor" 2021-06-20
          编译  ·  1,200 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15
      [warn] ‹gofmt› → case gofmt 2021-06-20
          代码检查  ·  1 次运行 · 0 个 PR · 1 个任务
          最近 06-20 21:15
      [warn] ‹out of memory› → case "out of memory" 2021-06-20
          基础设施  ·  1 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15

    排序 → failures 2021-06-20 --limit 10 --sort …
      (•) 失败最多在前 → failures
      ( ) 按名称 → name

    失败原因 (ring, 5 places)
      case is [bad] 测试用例, unknown is [neutral] 原因不明, compile is [info] 编译, check is [warn] 代码检查, env is [info] 基础设施
      case: case 5
      unknown: unknown 2
      compile: compile 1
      check: check 1
      env: env 1
    测试用例 5 (50%)，原因不明 2 (20%)，编译 1 (10%)，代码检查 1 (10%)，基础设施 1 (10%)。

    2 次失败运行没有找到原因。

    Range 2021-06-20 to 2021-06-20 → failures …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("no failure", () => {
  const view = failuresView(asked(), { ...neverRan, page: page([]), causes: causes(), issues: new Map() });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] No failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    0 in all → failures 2021-06-20 --limit 10 after 0
      (No failures found in this window.)

    Range 2021-06-20 to 2021-06-20 → failures …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [good] 没有失败
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    共 0 项 → failures 2021-06-20 --limit 10 after 0
      (这段时间内没有发现失败。)

    Range 2021-06-20 to 2021-06-20 → failures …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("a page of filtered failures while logs are being read, with names of every kind", () => {
  const names = [hostile.markup, hostile.mention, hostile.long, hostile.emoji, hostile.rtl, hostile.backticks];
  const view = failuresView(asked({ jobs: ["a b", "c*"] }, { limit: 6, offset: 6, sort: "name" }), {
    ...facts,
    ...stillReading,
    page: page(
      names.map((name) => failureTally(name)),
      20,
    ),
    causes: causes({ case: 1, unknown: 1 }),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] 20 different failures
    2021-06-20 Sun · Asia/Shanghai · a b, c*
    ‹ [Summary → summary 2021-06-20]

    7–12 of 20 → failures 2021-06-20 --job "a b" --job c* --sort name --limit 6 after 6
      [bad] ‹**bold** [x](http://evil.example) <font color='red'>y</font> # h› → case "**bold** [x](http://evil.example) <font color='red'>y</font> # h" 2021-06-20 --job "a b" --job c*
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      [bad] ‹<at id=all></at>› → case "<at id=all></at>" 2021-06-20 --job "a b" --job c*
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      [bad] ‹TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest› → case TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest 2021-06-20 --job "a b" --job c*
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      [bad] ‹👩‍💻 fix 🇨🇳› → case "👩‍💻 fix 🇨🇳" 2021-06-20 --job "a b" --job c*
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      [bad] ‹‮gnp.exe שלום› → case "‮gnp.exe שלום" 2021-06-20 --job "a b" --job c*
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      [bad] ‹\`rm -rf\` \`\`\` 'a' "b"› → case '\`rm -rf\` \`\`\` *a* "b"' 2021-06-20 --job "a b" --job c*
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15

    [Previous page → failures 2021-06-20 --job "a b" --job c* --sort name --limit 6]
    [Next page → failures 2021-06-20 --job "a b" --job c* --sort name --limit 6 --page 3]

    Order → failures 2021-06-20 --job "a b" --job c* --limit 6 --sort …
      ( ) Most failures first → failures
      (•) By name → name

    Why runs failed (ring, 2 places)
      case is [bad] test case, unknown is [neutral] unexplained
      case: case 1
      unknown: unknown 1
    test case 1 (50%), unexplained 1 (50%).

    1 failed run is unexplained.

    Range 2021-06-20 to 2021-06-20 → failures --job "a b" --job c* --sort name …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
});

test("an issue is shown beside a test case only", () => {
  const view = failuresView(asked(), {
    ...facts,
    page: page([failureTally("testSuite.TestPlanStats", { cause: "check" })]),
  });
  expect(viewText(view)).not.toContain("#77");
});

test("nothing found while logs are unread is no all-clear", () => {
  const view = failuresView(asked(), { ...stillReading, page: page([]), causes: causes(), issues: new Map() });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] No failures found yet, 3 logs unread
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    0 in all → failures 2021-06-20 --limit 10 after 0
      (No failures found in this window.)

    Range 2021-06-20 to 2021-06-20 → failures …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [warn] 暂未发现失败，还有 3 份日志未读取
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    共 0 项 → failures 2021-06-20 --limit 10 after 0
      (这段时间内没有发现失败。)

    Range 2021-06-20 to 2021-06-20 → failures …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
    ~ 还有 3 份日志正在读取，请稍后再查
  `);
});
