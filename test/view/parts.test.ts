import { describe, expect, test } from "vitest";
import type { SkipReason } from "../../src/model/delivery.ts";
import { same } from "../../src/model/text.ts";
import { commandLine, skipping } from "../../src/view/command-line.ts";
import { reasonText } from "../../src/view/delivery-reason.ts";
import { pagerBlock } from "../../src/view/framing.ts";
import type { View } from "../../src/view/view.ts";
import { byteSize, windowText } from "../../src/view/wording.ts";
import { partText } from "../support/view-text.ts";

const DAY = 86_400_000;

describe("a page as words of a command line", () => {
  test.each([
    [0, "jobs --limit 10"],
    [10, "jobs --limit 10 --page 2"],
    [13, "jobs --limit 10 --skip 13"],
  ])("from item %i on: %s", (offset, line) => {
    expect(commandLine(["jobs"], undefined, "UTC", { limit: 10, offset })).toBe(line);
  });

  test("without the first rows", () => {
    expect(skipping("jobs 7d", 5)).toBe("jobs 7d --skip 5");
  });
});

describe("buttons to other pages", () => {
  const pager = (offset: number, total: number) => {
    const blocks = pagerBlock(["jobs"], { slice: { limit: 10, offset }, zone: "UTC" }, { items: [], total });
    const view: View = { title: same(""), tone: "info", trail: [], blocks, data: {} };
    return partText(view, ["actions"])
      .split("\n")
      .filter((line) => line.includes("→"));
  };

  test.each([
    [0, 10, []],
    [0, 11, ["[Next page → jobs --limit 10 --page 2]"]],
    [10, 20, ["[Previous page → jobs --limit 10]"]],
    [10, 21, ["[Previous page → jobs --limit 10]", "[Next page → jobs --limit 10 --page 3]"]],
    [500, 20, ["[Previous page → jobs --limit 10 --page 2]"]],
  ])("on the page from %i of %i", (offset, total, actions) => {
    expect(pager(offset, total)).toEqual(actions);
  });
});

test.each<[SkipReason, string, string]>([
  ["missed_while_down", "missed while nothing ran", "服务停机期间错过"],
  ["maybe_sent", "may have been sent: no reply from Feishu", "可能已发送，但飞书没有应答"],
  ["chat_closed", "the chat no longer takes messages from the bot", "该群不再接收机器人消息"],
  ["unsubscribed", "no longer subscribed", "已退订"],
  ["newer_sent_first", "a newer one was sent first", "更新的一份已先发送"],
  ["over_before_sent", "over before it was sent", "发送前已恢复"],
  ["decided_before_sent", "decided before it was sent", "发送前已有人处理"],
  ["unreadable", "written by a version that this one cannot read", "由无法识别的版本写入"],
])("a delivery that was not sent says why: %s", (reason, en_us, zh_cn) => {
  expect(reasonText(reason)).toEqual({ en_us, zh_cn });
});

test("what the platform said stays in its own words, whatever they are", () => {
  expect(reasonText("Bot is out of the chat")).toBe("Bot is out of the chat");
  expect(reasonText("toString")).toBe("toString");
});

test.each([
  [999, "999 B"],
  [1_000, "1 KB"],
  [999_000, "999 KB"],
  [1_500_000, "1.5 MB"],
  [12_345_678, "12 MB"],
])("%i bytes are %s", (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});

test("the days of a week, in both languages", () => {
  const monday = Date.parse("2021-06-21T00:00:00Z");
  const days = Array.from({ length: 7 }, (_, day) => monday + day * DAY);
  const texts = days.map((begin) => windowText({ begin, end: begin + DAY }, "UTC"));
  expect(texts.map(({ en_us }) => en_us.split(" ")[1])).toEqual(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
  expect(texts.map(({ zh_cn }) => zh_cn.split(" ")[1])).toEqual([
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
  ]);
});
