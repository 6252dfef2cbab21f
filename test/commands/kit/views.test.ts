import { expect, test } from "vitest";
import { noIssuesView } from "../../../src/commands/kit/issues.ts";
import { mistakeView, troubleView } from "../../../src/view/mistake.ts";
import { viewText } from "../../support/view-text.ts";

test("a mistake says what was not understood and what may have been meant", () => {
  const message = { en_us: "There is no command “sumary”.", zh_cn: "没有“sumary”这个命令。" };
  const view = mistakeView({ message, tries: ["summary", "subs <at id=all></at>"] });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] I don't understand that

    There is no command “sumary”.

    Did you mean
      ‹/ci summary› → summary
      ‹/ci subs <at id=all></at>› → subs <at id=all></at>

    [Help → help]
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [warn] 没有看懂这条命令

    没有“sumary”这个命令。

    你是不是想要
      ‹/ci summary› → summary
      ‹/ci subs <at id=all></at>› → subs <at id=all></at>

    [帮助 → help]
  `);
});

test("a mistake without an idea of what was meant", () => {
  const view = mistakeView({ message: { en_us: "No.", zh_cn: "否。" }, tries: [] });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] I don't understand that

    No.

    Did you mean
      (See the help for all commands.)

    [Help → help]
  `);
});

test("something we rely on is away", () => {
  const view = troubleView({ en_us: "The database is away.", zh_cn: "数据库不可用。" }, "summary yesterday");
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] That did not work just now

    The database is away.

    [[Try again → summary yesterday]]
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [warn] 暂时无法查询

    数据库不可用。

    [[重试 → summary yesterday]]
  `);
});

test("issues are not set up", () => {
  expect(viewText(noIssuesView())).toMatchInlineSnapshot(`
    [neutral] Issues are not set up

    Issues are not set up: gh_token is missing in the bot's configuration.
  `);
  expect(viewText(noIssuesView(), "zh_cn")).toMatchInlineSnapshot(`
    [neutral] 未配置 issue 功能

    还没有配置 issue 功能：机器人配置中缺少 gh_token。
  `);
});
