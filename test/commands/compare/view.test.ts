import { expect, test } from "vitest";
import { type CompareFacts, compareView, type Side } from "../../../src/commands/compare/view.ts";
import { viewText } from "../../support/view-text.ts";
import {
  asked,
  causes,
  dayBefore,
  failureTally,
  fresh,
  hostile,
  jobTally,
  noTotals,
  page,
  stillReading,
  tally,
  totals,
} from "../sample-facts.ts";

const other = { window: dayBefore, jobs: [] };
const worse: Side = {
  totals: totals(tally(60, 40, 3), { pullRequests: 9, reruns: 7, retries: 4 }),
  causes: causes({ case: 30, env: 10 }),
  jobs: [
    jobTally("tidb_ghpr_unit_test", tally(30, 40)),
    jobTally("tidb_ghpr_build", tally(30, 0)),
    jobTally("new", tally(0, 30)),
  ],
};
const better: Side = {
  totals: totals(tally(190, 10), { pullRequests: 12, reruns: 3, retries: 4 }),
  causes: causes({ case: 9, unknown: 1 }),
  jobs: [jobTally("tidb_ghpr_build", tally(70, 30)), jobTally("tidb_ghpr_unit_test", tally(120, 5))],
};
const facts: CompareFacts = {
  ...fresh,
  earlier: better,
  later: worse,
  broken: page([failureTally("testSuite.TestBroken")], 7),
  healed: page([failureTally("testSuite.TestHealed")], 1),
};

test("two windows side by side, the later one worse", () => {
  expect(viewText(compareView(asked(), other, facts))).toMatchInlineSnapshot(`
    [bad] 2021-06-19 Sat → 2021-06-20 Sun
    Asia/Shanghai

    Passed 95% (n=200) → 60% (n=100): significantly worse.
    ① 2021-06-19 Sat · ② 2021-06-20 Sun

    Side by side
    | Count | ① | ② | ± |
    | Runs | 200 | 103 | −97 |
    | Passed | 95% | 60% |  |
    | Failed | 10 | 40 | +30 |
    | Aborted | 0 | 3 | +3 |
    | PRs | 12 | 9 | −3 |
    | Reruns | 3 | 7 | +4 |
    | Retries | 4 | 4 | – |
    | test case | 9 | 30 | +21 |
    | build | 0 | 0 | – |
    | lint & format | 0 | 0 | – |
    | infrastructure | 0 | 10 | +10 |
    | unexplained | 1 | 0 | −1 |

    Jobs that changed significantly
      [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20
          passed 96% → 42.9%  [bad: worse]
      [good] tidb_ghpr_build → job tidb_ghpr_build 2021-06-20
          passed 70% → 100%  [good: better]

    Failed only in ②
      [bad] ‹testSuite.TestBroken› → case testSuite.TestBroken 2021-06-20
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15
      and 6 more → failures 2021-06-20

    Failed only in ①
      [bad] ‹testSuite.TestHealed› → case testSuite.TestHealed 2021-06-19
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15

    [2021-06-19 Sat → summary 2021-06-19]
    [2021-06-20 Sun → summary 2021-06-20]

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("two windows in Chinese", () => {
  expect(viewText(compareView(asked(), other, facts), "zh_cn")).toMatchInlineSnapshot(`
    [bad] 2021-06-19 周六 → 2021-06-20 周日
    Asia/Shanghai

    通过率 95%（n=200）→ 60%（n=100）：显著变差。
    ① 2021-06-19 周六 · ② 2021-06-20 周日

    并列对比
    | 指标 | ① | ② | ± |
    | 运行 | 200 | 103 | −97 |
    | 通过率 | 95% | 60% |  |
    | 失败 | 10 | 40 | +30 |
    | 中止 | 0 | 3 | +3 |
    | 合并请求 | 12 | 9 | −3 |
    | 重跑 | 3 | 7 | +4 |
    | 无改动重试 | 4 | 4 | – |
    | 测试用例 | 9 | 30 | +21 |
    | 编译 | 0 | 0 | – |
    | 代码检查 | 0 | 0 | – |
    | 基础设施 | 0 | 10 | +10 |
    | 原因不明 | 1 | 0 | −1 |

    变化显著的任务
      [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20
          通过率 96% → 42.9%  [bad: 变差]
      [good] tidb_ghpr_build → job tidb_ghpr_build 2021-06-20
          通过率 70% → 100%  [good: 变好]

    仅在 ② 中出现的失败
      [bad] ‹testSuite.TestBroken› → case testSuite.TestBroken 2021-06-20
          测试用例  ·  1 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15
      and 6 more → failures 2021-06-20

    仅在 ① 中出现的失败
      [bad] ‹testSuite.TestHealed› → case testSuite.TestHealed 2021-06-19
          测试用例  ·  1 次运行 · 1 个 PR · 1 个任务
          最近 06-20 21:15

    [2021-06-19 周六 → summary 2021-06-19]
    [2021-06-20 周日 → summary 2021-06-20]

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("the first window is better, no different, too small to tell", () => {
  const cases: Partial<CompareFacts>[] = [
    { earlier: worse, later: better },
    { earlier: better, later: better },
    { earlier: better, later: { ...better, totals: totals(tally(3, 1)) } },
  ];
  const answers = cases.flatMap((sides) => {
    const view = compareView(asked(), other, { ...facts, ...sides });
    return [viewText(view), viewText(view, "zh_cn")].map((text) => {
      const [title, , , verdict] = text.split("\n");
      return `${title} / ${verdict}`;
    });
  });
  expect(answers.join("\n")).toMatchInlineSnapshot(`
    [good] 2021-06-19 Sat → 2021-06-20 Sun / Passed 60% (n=100) → 95% (n=200): significantly better.
    [good] 2021-06-19 周六 → 2021-06-20 周日 / 通过率 60%（n=100）→ 95%（n=200）：显著变好。
    [neutral] 2021-06-19 Sat → 2021-06-20 Sun / Passed 95% (n=200) → 95% (n=200): no significant change.
    [neutral] 2021-06-19 周六 → 2021-06-20 周日 / 通过率 95%（n=200）→ 95%（n=200）：没有显著变化。
    [neutral] 2021-06-19 Sat → 2021-06-20 Sun / Passed 95% (n=200) → 75% (n=4): too few runs to tell.
    [neutral] 2021-06-19 周六 → 2021-06-20 周日 / 通过率 95%（n=200）→ 75%（n=4）：运行太少，无法判断。
  `);
});

test("two empty windows, filtered, while logs are being read", () => {
  const none: Side = { totals: noTotals, causes: causes(), jobs: [] };
  const scope = { repo: "tidb", special: true };
  const view = compareView(
    asked(scope),
    { ...other, ...scope },
    {
      ...stillReading,
      earlier: none,
      later: none,
      broken: page([]),
      healed: page([]),
    },
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [neutral] 2021-06-19 Sat → 2021-06-20 Sun
    Asia/Shanghai · tidb · runs without a PR

    Passed – (n=0) → – (n=0): too few runs to tell.
    ① 2021-06-19 Sat · ② 2021-06-20 Sun

    Side by side
    | Count | ① | ② | ± |
    | Runs | 0 | 0 | – |
    | Passed | – | – |  |
    | Failed | 0 | 0 | – |
    | Aborted | 0 | 0 | – |
    | PRs | 0 | 0 | – |
    | Reruns | 0 | 0 | – |
    | Retries | 0 | 0 | – |

    Jobs that changed significantly
      (None)

    ~ Causes, and what failed in one window only, are compared once 3 logs are read.

    [2021-06-19 Sat → summary 2021-06-19 --repo tidb --special]
    [2021-06-20 Sun → summary 2021-06-20 --repo tidb --special]

    ~ Newest run 06-21 09:10 · 20 min ago
    ~ 3 logs are still being read; ask again in a moment
  `);
});

test("hostile names", () => {
  const job = hostile.mention;
  const view = compareView(asked(), other, {
    ...facts,
    later: { ...worse, jobs: [jobTally(job, tally(0, 40))] },
    earlier: { ...better, jobs: [jobTally(job, tally(40, 0))] },
    broken: page([failureTally(hostile.backticks)]),
    healed: page([failureTally(hostile.long)]),
  });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] 2021-06-19 Sat → 2021-06-20 Sun
    Asia/Shanghai

    Passed 95% (n=200) → 60% (n=100): significantly worse.
    ① 2021-06-19 Sat · ② 2021-06-20 Sun

    Side by side
    | Count | ① | ② | ± |
    | Runs | 200 | 103 | −97 |
    | Passed | 95% | 60% |  |
    | Failed | 10 | 40 | +30 |
    | Aborted | 0 | 3 | +3 |
    | PRs | 12 | 9 | −3 |
    | Reruns | 3 | 7 | +4 |
    | Retries | 4 | 4 | – |
    | test case | 9 | 30 | +21 |
    | build | 0 | 0 | – |
    | lint & format | 0 | 0 | – |
    | infrastructure | 0 | 10 | +10 |
    | unexplained | 1 | 0 | −1 |

    Jobs that changed significantly
      [bad] <at id=all></at> → job "<at id=all></at>" 2021-06-20
          passed 100% → 0%  [bad: worse]

    Failed only in ②
      [bad] ‹\`rm -rf\` \`\`\` 'a' "b"› → case '\`rm -rf\` \`\`\` *a* "b"' 2021-06-20
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15

    Failed only in ①
      [bad] ‹TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest› → case TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest 2021-06-19
          test case  ·  1 run · 1 PR · 1 job
          last seen 06-20 21:15

    [2021-06-19 Sat → summary 2021-06-19]
    [2021-06-20 Sun → summary 2021-06-20]

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("windows of different lengths are compared per day", () => {
  const week = {
    window: { begin: asked().scope.window.begin - 7 * 86_400_000, end: asked().scope.window.begin },
    jobs: [],
  };
  const table = compareView(asked(), week, facts).blocks.find(({ kind }) => kind === "table");
  expect(table).toMatchObject({
    title: { en_us: "Side by side, per day", zh_cn: "并列对比（日均）" },
    rows: expect.arrayContaining([expect.objectContaining({ one: "28.6", two: "103", change: "+74.4" })]),
  });
});
