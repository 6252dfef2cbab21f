import { expect, test } from "vitest";
import { issuesView } from "../../../src/commands/issues/view.ts";
import type { Decision } from "../../../src/model/issue.ts";
import { at } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import { asked, hostile, page } from "../sample-facts.ts";
import { tracked } from "./sample-issues.ts";

const items = [
  tracked({ number: 77, state: "open", lastFailed: at("2021-06-20 02:00:00") }),
  tracked({ subject: "case:a", cases: ["a", "b", "c"], state: "asked" }),
  tracked({ subject: "case:s", cases: ["s"], state: "snoozed", snoozedUntil: at("2021-06-27 10:00:00") }),
  tracked({ subject: "case:d", cases: ["d"], state: "dismissed" }),
  tracked({ subject: "case:e", cases: ["e"], state: "closed", number: 5, url: null }),
  tracked({ subject: "message:x", cases: [], state: "new" }),
];
const decisions: Decision[] = [
  { subject: "case:testSuite.TestPlanStats", kind: "file", by: "ou_alice", at: at("2021-06-20 09:00:00"), number: 77 },
  { subject: "case:d", kind: "not_a_bug", by: "terminal", at: at("2021-06-20 09:00:00"), number: null },
];

test("issues with their state and who decided what", () => {
  const view = issuesView(asked(), "pingcap/tidb", page(items), decisions, { open: 1, asked: 1 });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] 1 open issue, 1 waiting for a decision
    pingcap/tidb

    6 in all
      [bad] ‹testSuite.TestPlanStats› → issue case:testSuite.TestPlanStats
          #77 ↗ https://github.com/pingcap/tidb/issues/77 open · failed 06-20 02:00
          06-20 09:00 filed it #77 · @ou_alice
      [warn] ‹a› and 2 more → issue case:a
          waiting for a decision
      [neutral] ‹s› → issue case:s
          snoozed until 06-27 10:00
      [neutral] ‹d› → issue case:d
          not a bug
          06-20 09:00 marked it as not a bug · @terminal
      [good] ‹e› → issue case:e
          #5  closed
      [neutral] ‹message:x› → issue message:x
          being looked at
  `);
});

test("issues in Chinese", () => {
  const view = issuesView(asked(), "pingcap/tidb", page(items), decisions, { open: 1, asked: 1 });
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [warn] 1 个打开的 issue，1 个等待决定
    pingcap/tidb

    共 6 项
      [bad] ‹testSuite.TestPlanStats› → issue case:testSuite.TestPlanStats
          #77 ↗ https://github.com/pingcap/tidb/issues/77 打开 · 最近失败 06-20 02:00
          06-20 09:00 提交了 issue #77 · @ou_alice
      [warn] ‹a› 等 3 个 → issue case:a
          等待决定
      [neutral] ‹s› → issue case:s
          已暂缓 至 06-27 10:00
      [neutral] ‹d› → issue case:d
          不是缺陷
          06-20 09:00 标记为不是缺陷 · @terminal
      [good] ‹e› → issue case:e
          #5  已关闭
      [neutral] ‹message:x› → issue message:x
          处理中
  `);
});

test("a page in the middle leads on", () => {
  const slice = { limit: 2, offset: 2 };
  const view = issuesView(asked({}, slice), "pingcap/tidb", page(items.slice(2, 4), 6), [], { open: 2, asked: 0 });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] 2 open issues, 0 waiting for a decision
    pingcap/tidb

    3–4 of 6
      [neutral] ‹s› → issue case:s
          snoozed until 06-27 10:00
      [neutral] ‹d› → issue case:d
          not a bug
      and 2 more → issues --limit 2 --page 3
  `);
});

test("nothing tracked", () => {
  const view = issuesView(asked(), "pingcap/tidb", page([]), [], { open: 0, asked: 0 });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [good] 0 open issues, 0 waiting for a decision
    pingcap/tidb

    0 in all
      (No nightly failures are tracked yet.)
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [good] 0 个打开的 issue，0 个等待决定
    pingcap/tidb

    共 0 项
      (还没有跟踪任何每夜任务的失败。)
  `);
});

test("hostile case names", () => {
  const names = [hostile.mention, hostile.backticks, hostile.long];
  const rows = names.map((name) => tracked({ subject: `case:${name}`, cases: [name], state: "open" }));
  expect(viewText(issuesView(asked(), "pingcap/tidb", page(rows), [], { open: 3, asked: 0 }))).toMatchInlineSnapshot(`
    [warn] 3 open issues, 0 waiting for a decision
    pingcap/tidb

    3 in all
      [bad] ‹<at id=all></at>› → issue case:<at id=all></at>
          open
      [bad] ‹\`rm -rf\` \`\`\` 'a' "b"› → issue case:\`rm -rf\` \`\`\` 'a' "b"
          open
      [bad] ‹TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest› → issue case:TestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTestTest
          open
  `);
});

test("an issue that is open or waiting for a decision is a warning", () => {
  const toneOf = (open: number, waiting: number) =>
    issuesView(asked(), "pingcap/tidb", page([]), [], { open, asked: waiting }).tone;
  expect([toneOf(0, 0), toneOf(1, 0), toneOf(0, 1)]).toEqual(["good", "warn", "warn"]);
});
