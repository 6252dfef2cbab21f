import { expect, test } from "vitest";
import { prsView } from "../../../src/commands/prs/view.ts";
import { viewText } from "../../support/view-text.ts";
import { asked, fresh, hostile, neverRan, page, pullTally, tally } from "../sample-facts.ts";

const pulls = [
  pullTally({ number: 24155 }, tally(3, 6, 1), { reruns: 4, commits: 2 }),
  pullTally({ number: 9, repo: "tikv/tikv", title: "raftstore: batch writes", author: null }, tally(20, 0)),
];

test("pull requests with title, author and counts", () => {
  expect(viewText(prsView(asked(), page(pulls), fresh))).toMatchInlineSnapshot(`
    [info] 2 pull requests by failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    2 in all → prs 2021-06-20 --limit 10 after 0
      [bad] pingcap/tidb#24155 executor: fix a leak → pr 24155 2021-06-20 --repo pingcap/tidb
          🔴 6  🟢 3  🟡 1  🔄 4 · alice
      [good] tikv/tikv#9 raftstore: batch writes → pr 9 2021-06-20 --repo tikv/tikv
          🔴 0  🟢 20

    Order → prs 2021-06-20 --limit 10 --sort …
      (•) Most failures first → failures
      ( ) Most runs first → runs
      ( ) Lowest pass rate first → rate
      ( ) Most reruns first → reruns
      ( ) By name → name

    Range 2021-06-20 to 2021-06-20 → prs …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("pull requests in Chinese", () => {
  expect(viewText(prsView(asked(), page(pulls), fresh), "zh_cn")).toMatchInlineSnapshot(`
    [info] 2 个合并请求，按失败次数排列
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    共 2 项 → prs 2021-06-20 --limit 10 after 0
      [bad] pingcap/tidb#24155 executor: fix a leak → pr 24155 2021-06-20 --repo pingcap/tidb
          🔴 6  🟢 3  🟡 1  🔄 4 · alice
      [good] tikv/tikv#9 raftstore: batch writes → pr 9 2021-06-20 --repo tikv/tikv
          🔴 0  🟢 20

    排序 → prs 2021-06-20 --limit 10 --sort …
      (•) 失败最多在前 → failures
      ( ) 运行最多在前 → runs
      ( ) 通过率最低在前 → rate
      ( ) 重跑最多在前 → reruns
      ( ) 按名称 → name

    Range 2021-06-20 to 2021-06-20 → prs …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 最新运行 06-21 09:10 · 20 分钟前
  `);
});

test("the first page of a longer list, in another order", () => {
  const view = prsView(asked({ branch: "master" }, { limit: 2, sort: "reruns" }), page(pulls, 5), fresh);
  expect(viewText(view)).toMatchInlineSnapshot(`
    [info] 5 pull requests by reruns
    2021-06-20 Sun · Asia/Shanghai · @master
    ‹ [Summary → summary 2021-06-20 --branch master]

    1–2 of 5 → prs 2021-06-20 --branch master --sort reruns --limit 2 after 0
      [bad] pingcap/tidb#24155 executor: fix a leak → pr 24155 2021-06-20 --repo pingcap/tidb --branch master
          🔴 6  🟢 3  🟡 1  🔄 4 · alice
      [good] tikv/tikv#9 raftstore: batch writes → pr 9 2021-06-20 --repo tikv/tikv --branch master
          🔴 0  🟢 20

    [Next page → prs 2021-06-20 --branch master --sort reruns --limit 2 --page 2]

    Order → prs 2021-06-20 --branch master --limit 2 --sort …
      ( ) Most failures first → failures
      ( ) Most runs first → runs
      ( ) Lowest pass rate first → rate
      (•) Most reruns first → reruns
      ( ) By name → name

    Range 2021-06-20 to 2021-06-20 → prs --branch master --sort reruns …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("no pull request", () => {
  expect(viewText(prsView(asked(), page([]), neverRan))).toMatchInlineSnapshot(`
    [info] 0 pull requests by failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    0 in all → prs 2021-06-20 --limit 10 after 0
      (No pull request ran in this window.)

    Range 2021-06-20 to 2021-06-20 → prs …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ No runs recorded yet
  `);
  expect(viewText(prsView(asked(), page([]), neverRan), "zh_cn")).toMatchInlineSnapshot(`
    [info] 0 个合并请求，按失败次数排列
    2021-06-20 周日 · Asia/Shanghai
    ‹ [概览 → summary 2021-06-20]

    共 0 项 → prs 2021-06-20 --limit 10 after 0
      (这段时间内没有合并请求运行。)

    Range 2021-06-20 to 2021-06-20 → prs …
      今天 → today, 昨天 → yesterday, 7 天 → 7d, 30 天 → 30d

    ~ 还没有任何运行记录
  `);
});

test("titles and authors of every kind", () => {
  const titles = [hostile.markup, hostile.mention, hostile.long, hostile.emoji, hostile.rtl, hostile.backticks, null];
  const view = prsView(
    asked(),
    page(titles.map((title, index) => pullTally({ number: index + 1, title, author: title }, tally(1, 1)))),
    fresh,
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [info] 7 pull requests by failures
    2021-06-20 Sun · Asia/Shanghai
    ‹ [Summary → summary 2021-06-20]

    7 in all → prs 2021-06-20 --limit 10 after 0
      [bad] pingcap/tidb#1 **bold** [x](http://evil.example) <font color='red'>y</font> # h → pr 1 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 1 · **bold** [x](http://evil.example) <font color='red'>y</font> # h
      [bad] pingcap/tidb#2 <at id=all></at> → pr 2 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 1 · <at id=all></at>
      [bad] pingcap/tidb#3 TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest → pr 3 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 1 · TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest
      [bad] pingcap/tidb#4 👩‍💻 fix 🇨🇳 → pr 4 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 1 · 👩‍💻 fix 🇨🇳
      [bad] pingcap/tidb#5 ‮gnp.exe שלום → pr 5 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 1 · ‮gnp.exe שלום
      [bad] pingcap/tidb#6 \`rm -rf\` \`\`\` 'a' "b" → pr 6 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 1 · \`rm -rf\` \`\`\` 'a' "b"
      [bad] pingcap/tidb#7  → pr 7 2021-06-20 --repo pingcap/tidb
          🔴 1  🟢 1

    Order → prs 2021-06-20 --limit 10 --sort …
      (•) Most failures first → failures
      ( ) Most runs first → runs
      ( ) Lowest pass rate first → rate
      ( ) Most reruns first → reruns
      ( ) By name → name

    Range 2021-06-20 to 2021-06-20 → prs …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});

test("a pull request of an unknown repository is opened in the repository asked about", () => {
  const view = prsView(asked({ repo: "tidb" }), page([pullTally({ repo: "" }, tally(0, 1))]), fresh);
  expect(viewText(view)).toMatchInlineSnapshot(`
    [info] 1 pull request by failures
    2021-06-20 Sun · Asia/Shanghai · tidb
    ‹ [Summary → summary 2021-06-20 --repo tidb]

    1 in all → prs 2021-06-20 --repo tidb --limit 10 after 0
      [bad] #24155 executor: fix a leak → pr 24155 2021-06-20 --repo tidb
          🔴 1  🟢 0 · alice

    Range 2021-06-20 to 2021-06-20 → prs --repo tidb …
      Today → today, Yesterday → yesterday, 7 days → 7d, 30 days → 30d

    ~ Newest run 06-21 09:10 · 20 min ago
  `);
});
