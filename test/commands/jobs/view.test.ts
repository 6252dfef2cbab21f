import { expect, test } from "vitest";
import { jobsView } from "../../../src/commands/jobs/view.ts";
import { viewText } from "../../support/view-text.ts";
import { asked, fresh, hostile, jobTally, neverRan, page, tally } from "../sample-facts.ts";

const jobs = [
  jobTally("tidb_ghpr_unit_test", tally(12, 8, 1, 2), { reruns: 3 }),
  jobTally("tidb_ghpr_check_2", tally(97, 3)),
  jobTally("tidb_ghpr_build", tally(1_200, 0)),
  jobTally("tidb_nightly", tally(0, 0, 2)),
];

test("jobs with their counts, rates and colours", () => {
  expect(viewText(jobsView(asked(), page(jobs), fresh))).toMatchInlineSnapshot(`
    [info] 4 jobs by failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    4 in all → jobs 2021-06-20 --limit 10 after 0
      [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20
          🔴 8  🟢 12  🟡 1  ⚪ 2  🔄 3  ·  60% passed
      [good] tidb_ghpr_check_2 → job tidb_ghpr_check_2 2021-06-20
          🔴 3  🟢 97  ·  97% passed
      [good] tidb_ghpr_build → job tidb_ghpr_build 2021-06-20
          🔴 0  🟢 1,200  ·  100% passed
      [neutral] tidb_nightly → job tidb_nightly 2021-06-20
          🔴 0  🟢 0  🟡 2  ·  – passed

    Order → jobs 2021-06-20 --limit 10 --sort …
      (•) Most failures first → failures
      ( ) Most runs first → runs
      ( ) Lowest pass rate first → rate
      ( ) Most reruns first → reruns
      ( ) By name → name

    Range 2021-06-20 to 2021-06-20 → jobs …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("jobs in Chinese", () => {
  expect(viewText(jobsView(asked(), page(jobs), fresh), "zh_cn")).toMatchInlineSnapshot(`
    [info] 4 个任务，按失败次数排列
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    共 4 项 → jobs 2021-06-20 --limit 10 after 0
      [bad] tidb_ghpr_unit_test → job tidb_ghpr_unit_test 2021-06-20
          🔴 8  🟢 12  🟡 1  ⚪ 2  🔄 3  ·  60% 通过
      [good] tidb_ghpr_check_2 → job tidb_ghpr_check_2 2021-06-20
          🔴 3  🟢 97  ·  97% 通过
      [good] tidb_ghpr_build → job tidb_ghpr_build 2021-06-20
          🔴 0  🟢 1,200  ·  100% 通过
      [neutral] tidb_nightly → job tidb_nightly 2021-06-20
          🔴 0  🟢 0  🟡 2  ·  – 通过

    排序 → jobs 2021-06-20 --limit 10 --sort …
      (•) 失败最多在前 → failures
      ( ) 运行最多在前 → runs
      ( ) 通过率最低在前 → rate
      ( ) 重跑最多在前 → reruns
      ( ) 按名称 → name

    Range 2021-06-20 to 2021-06-20 → jobs …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("the second page of a filtered, sorted list leads both ways", () => {
  const view = jobsView(asked({ repo: "tidb" }, { limit: 2, offset: 2, sort: "rate" }), page(jobs.slice(2), 34), fresh);
  expect(viewText(view)).toMatchInlineSnapshot(`
    [info] 34 jobs by pass rate
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]

    3–4 of 34 → jobs 2021-06-20 --repo tidb --sort rate --limit 2 after 2
      [good] tidb_ghpr_build → job tidb_ghpr_build 2021-06-20 --repo tidb
          🔴 0  🟢 1,200  ·  100% passed
      [neutral] tidb_nightly → job tidb_nightly 2021-06-20 --repo tidb
          🔴 0  🟢 0  🟡 2  ·  – passed

    [Previous page → jobs 2021-06-20 --repo tidb --sort rate --limit 2]
    [Next page → jobs 2021-06-20 --repo tidb --sort rate --limit 2 --page 3]

    Order → jobs 2021-06-20 --repo tidb --limit 2 --sort …
      ( ) Most failures first → failures
      ( ) Most runs first → runs
      (•) Lowest pass rate first → rate
      ( ) Most reruns first → reruns
      ( ) By name → name

    Range 2021-06-20 to 2021-06-20 → jobs --repo tidb --sort rate …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("no job, and nothing ever", () => {
  expect(viewText(jobsView(asked(), page([]), neverRan))).toMatchInlineSnapshot(`
    [info] 0 jobs by failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    0 in all → jobs 2021-06-20 --limit 10 after 0
      (No job ran in this window.)

    Range 2021-06-20 to 2021-06-20 → jobs …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(jobsView(asked(), page([]), neverRan), "zh_cn")).toMatchInlineSnapshot(`
    [info] 0 个任务，按失败次数排列
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    共 0 项 → jobs 2021-06-20 --limit 10 after 0
      (这段时间内没有任务运行。)

    Range 2021-06-20 to 2021-06-20 → jobs …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("a page past the end says so", () => {
  expect(viewText(jobsView(asked({}, { offset: 9_980 }), page([], 24), fresh))).toMatchInlineSnapshot(`
    [info] 24 jobs by failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    24 in all → jobs 2021-06-20 --limit 10 after 9980
      (The list ends at 24.)

    [Previous page → jobs 2021-06-20 --limit 10 --page 3]

    Order → jobs 2021-06-20 --limit 10 --sort …
      (•) Most failures first → failures
      ( ) Most runs first → runs
      ( ) Lowest pass rate first → rate
      ( ) Most reruns first → reruns
      ( ) By name → name

    Range 2021-06-20 to 2021-06-20 → jobs …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("job names of every kind can be opened", () => {
  const names = [hostile.mention, hostile.backticks, hostile.long, hostile.emoji, "folder/my job", "--repo"];
  const view = jobsView(asked(), page(names.map((name) => jobTally(name, tally(1, 1)))), fresh);
  expect(viewText(view)).toMatchInlineSnapshot(`
    [info] 6 jobs by failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    6 in all → jobs 2021-06-20 --limit 10 after 0
      [bad] <at id=all></at> → job "<at id=all></at>" 2021-06-20
          🔴 1  🟢 1  ·  50% passed
      [bad] \`rm -rf\` \`\`\` 'a' "b" → job '\`rm -rf\` \`\`\` *a* "b"' 2021-06-20
          🔴 1  🟢 1  ·  50% passed
      [bad] TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest → job TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest 2021-06-20
          🔴 1  🟢 1  ·  50% passed
      [bad] 👩‍💻 fix 🇨🇳 → job "👩‍💻 fix 🇨🇳" 2021-06-20
          🔴 1  🟢 1  ·  50% passed
      [bad] folder/my job → job "folder/my job" 2021-06-20
          🔴 1  🟢 1  ·  50% passed
      [bad] --repo → job *-repo 2021-06-20
          🔴 1  🟢 1  ·  50% passed

    Order → jobs 2021-06-20 --limit 10 --sort …
      (•) Most failures first → failures
      ( ) Most runs first → runs
      ( ) Lowest pass rate first → rate
      ( ) Most reruns first → reruns
      ( ) By name → name

    Range 2021-06-20 to 2021-06-20 → jobs …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a page that ends the list leads back only", () => {
  const view = jobsView(asked({}, { limit: 2, offset: 2 }), page(jobs.slice(2), 4), fresh);
  expect(viewText(view)).toContain("3–4 of 4");
  expect(viewText(view)).not.toContain("Next page");
});
