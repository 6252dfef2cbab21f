import fc from "fast-check";
import { expect, test } from "vitest";
import { renderPlainText } from "../../cards/plain-text.ts";
import { say } from "../../src/model/text.ts";
import { row, rowsBlock, typicalView, viewOf } from "./sample-views.ts";

test("a View as a text message", () => {
  expect(renderPlainText(typicalView, "en_us")).toBe(
    [
      "2 of 73 runs failed",
      "2021-06-20 Sun · Asia/Shanghai",
      "",
      "Failed: 2 (▲ 1)",
      "Runs: 73",
      "",
      "Runs per hour",
      "Most failures at 08:00: 2 of 42 runs.",
      "",
      "Jobs",
      "• tidb#2558 fix: a_b <\u200bat id=all><\u200b/at>",
      "   2 failed · 06-20 08:12",
      "   testSuite.TestX",
      "and 4 more",
      "",
      "Two days",
      "• What Failed · Runs 2",
      "• What tidb_ghpr_unit_test · Runs 42",
      "",
      "testSuite.TestX says",
      "FAIL: executor_test.go:204",
      "```",
      "<\u200bat id=all><\u200b/at>",
      "",
      "Jenkins: https://ci.example.com/job/a_%28b%29",
      "",
      "As of 06-21 00:05",
    ].join("\n"),
  );
});

test("the other language", () => {
  expect(renderPlainText(typicalView, "zh_cn")).toContain("还有 4 项");
  expect(renderPlainText(viewOf(rowsBlock([])), "zh_cn")).toBe("标题\n\n任务\n没有任务失败。");
});

test("nothing from outside mentions, links or styles", () => {
  const hostile = fc.constantFrom(
    '<at user_id="all">x</at>',
    "<b>",
    "</i>",
    "<u>",
    "[a](https://evil.example)",
    "\n",
    "x",
  );
  fc.assert(
    fc.property(fc.array(hostile), fc.string(), (parts, other) => {
      const text = parts.join("") + other;
      const view = viewOf(rowsBlock([row(text)]), { kind: "excerpt", title: [text], text, open: true });
      expect(renderPlainText({ ...view, title: say(text, text) }, "en_us")).not.toMatch(/<[a-z/!]|\]\(/i);
    }),
  );
});

test("a message is never longer than people read", () => {
  const view = viewOf({ kind: "excerpt", title: ["x"], text: "失败\n".repeat(100_000), open: true });
  expect(renderPlainText(view, "en_us").length).toBeLessThanOrEqual(8000);
});
