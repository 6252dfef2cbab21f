import { expect, test } from "vitest";
import { chooseCommitView, commitView } from "../../../src/commands/commit/view.ts";
import type { CommitTally } from "../../../src/ports/run-store.ts";
import { at, zone } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import { failure, hostile, links, noLinks, page, pullRequest, run, tally } from "../sample-facts.ts";

const COMMIT = "3f9ad21c0ffee000000000000000000000000000";
const listed = { slice: { limit: 10, offset: 0 }, zone };

function commitTally(more: Partial<CommitTally> = {}): CommitTally {
  return { commit: COMMIT, repo: "pingcap/tidb", newest: at("2021-06-20 11:00:00"), ...tally(2, 1), ...more };
}

const runs = [
  run({ id: 3, status: "SUCCESS" }),
  run({ id: 2, job: "tidb_ghpr_build", status: "SUCCESS" }),
  run({ id: 1 }),
];
const found = [{ job: "tidb_ghpr_unit_test", id: 1, failures: [failure("testSuite.TestPlanStats")] }];

test("a commit with its runs, and the job that both failed and passed on it", () => {
  expect(viewText(commitView(commitTally(), { page: page(runs), found }, listed, links))).toMatchInlineSnapshot(`
    [bad] 3f9ad21: 1 of 3 runs failed
    pingcap/tidb · Asia/Shanghai
    ‹ [Summary → summary]

    ‹3f9ad21c0ffee000000000000000000000000000›
    🔴 1  🟢 2

    [warn: Both failed and passed on this commit: ]tidb_ghpr_unit_test

    Runs · 3 in all → commit 3f9ad21c0ffee000000000000000000000000000 --limit 10 after 0
      [good] tidb_ghpr_unit_test #3 → run tidb_ghpr_unit_test 3
          SUCCESS · 06-20 10:00 · 21m 04s · ‹3f9ad21›
      [good] tidb_ghpr_build #2 → run tidb_ghpr_build 2
          SUCCESS · 06-20 10:00 · 21m 04s · ‹3f9ad21›
      [bad] tidb_ghpr_unit_test #1 → run tidb_ghpr_unit_test 1
          FAILURE · 06-20 10:00 · 21m 04s · ‹3f9ad21›
          ‹testSuite.TestPlanStats›

    [pingcap/tidb#24155 → pr 24155 --repo pingcap/tidb]
    [On GitHub ↗ https://github.com/pingcap/tidb/commit/3f9ad21c0ffee000000000000000000000000000]
  `);
});

test("a commit in Chinese", () => {
  expect(
    viewText(commitView(commitTally(), { page: page(runs), found }, listed, links), "zh_cn"),
  ).toMatchInlineSnapshot(`
    [bad] 3f9ad21：3 次运行中 1 次失败
    pingcap/tidb · Asia/Shanghai
    ‹ [概览 → summary]

    ‹3f9ad21c0ffee000000000000000000000000000›
    🔴 1  🟢 2

    [warn: 在同一提交上既失败又通过：]tidb_ghpr_unit_test

    运行 · 共 3 项 → commit 3f9ad21c0ffee000000000000000000000000000 --limit 10 after 0
      [good] tidb_ghpr_unit_test #3 → run tidb_ghpr_unit_test 3
          SUCCESS · 06-20 10:00 · 21m 04s · ‹3f9ad21›
      [good] tidb_ghpr_build #2 → run tidb_ghpr_build 2
          SUCCESS · 06-20 10:00 · 21m 04s · ‹3f9ad21›
      [bad] tidb_ghpr_unit_test #1 → run tidb_ghpr_unit_test 1
          FAILURE · 06-20 10:00 · 21m 04s · ‹3f9ad21›
          ‹testSuite.TestPlanStats›

    [pingcap/tidb#24155 → pr 24155 --repo pingcap/tidb]
    [GitHub 页面 ↗ https://github.com/pingcap/tidb/commit/3f9ad21c0ffee000000000000000000000000000]
  `);
});

test("a commit none of whose runs failed, of no known repository", () => {
  const green = run({ status: "SUCCESS", pullRequest: null, repo: null });
  const view = commitView(
    commitTally({ ...tally(1, 0), repo: null }),
    { page: page([green]), found: [] },
    listed,
    noLinks,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] 3f9ad21: 1 run, none failed
    ‹ [Summary → summary]

    ‹3f9ad21c0ffee000000000000000000000000000›
    🔴 0  🟢 1

    Runs · 1 in all → commit 3f9ad21c0ffee000000000000000000000000000 --limit 10 after 0
      [good] tidb_ghpr_unit_test #4711 → run tidb_ghpr_unit_test 4711
          SUCCESS · 06-20 10:00 · 21m 04s · ‹3f9ad21›
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [good] 3f9ad21：1 次运行，没有失败
    ‹ [概览 → summary]

    ‹3f9ad21c0ffee000000000000000000000000000›
    🔴 0  🟢 1

    运行 · 共 1 项 → commit 3f9ad21c0ffee000000000000000000000000000 --limit 10 after 0
      [good] tidb_ghpr_unit_test #4711 → run tidb_ghpr_unit_test 4711
          SUCCESS · 06-20 10:00 · 21m 04s · ‹3f9ad21›
  `);
});

test("a page of a commit's runs, with hostile names", () => {
  const odd = run({ job: hostile.mention, pullRequest: pullRequest({ repo: "" }), branch: hostile.rtl });
  const view = commitView(
    commitTally(),
    { page: page([odd], 3), found: [{ job: odd.job, id: odd.id, failures: [failure(hostile.backticks)] }] },
    { zone, slice: { limit: 1, offset: 1 } },
    links,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [bad] 3f9ad21: 1 of 3 runs failed
    pingcap/tidb · Asia/Shanghai
    ‹ [Summary → summary]

    ‹3f9ad21c0ffee000000000000000000000000000›
    🔴 1  🟢 2

    Runs · 2–2 of 3 → commit 3f9ad21c0ffee000000000000000000000000000 --limit 1 after 1
      [bad] <at id=all></at> #4711 → run "<at id=all></at>" 4711
          FAILURE · 06-20 10:00 · 21m 04s · ‹3f9ad21›
          ‹\`rm -rf\` \`\`\` 'a' "b"›

    [Previous page → commit 3f9ad21c0ffee000000000000000000000000000 --limit 1]
    [Next page → commit 3f9ad21c0ffee000000000000000000000000000 --limit 1 --page 3]

    [#24155 → pr 24155]
    [On GitHub ↗ https://github.com/pingcap/tidb/commit/3f9ad21c0ffee000000000000000000000000000]
  `);
});

test("several commits begin like this", () => {
  const commits = [commitTally(), commitTally({ commit: "3f9ffff", repo: null, newest: null, ...tally(0, 0, 1) })];
  expect(viewText(chooseCommitView("3f9", commits, zone))).toMatchInlineSnapshot(`
    [info] 2 commits start with 3f9

    Which one?
      [bad] ‹3f9ad21›  pingcap/tidb → commit 3f9ad21c0ffee000000000000000000000000000
          🔴 1  🟢 2  ·  06-20 11:00
      [neutral] ‹3f9ffff›   → commit 3f9ffff
          🔴 0  🟢 0  🟡 1  ·  –
  `);
  expect(viewText(chooseCommitView("3f9", commits, zone), "zh_cn")).toMatchInlineSnapshot(`
    [info] 有 2 个提交以 3f9 开头

    请选择
      [bad] ‹3f9ad21›  pingcap/tidb → commit 3f9ad21c0ffee000000000000000000000000000
          🔴 1  🟢 2  ·  06-20 11:00
      [neutral] ‹3f9ffff›   → commit 3f9ffff
          🔴 0  🟢 0  🟡 1  ·  –
  `);
});
