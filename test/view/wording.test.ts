import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/model/window.ts";
import { ago, changeNote, duration, percent, windowText } from "../../src/view/wording.ts";
import { at } from "../support/runs.ts";

const zone = "Asia/Shanghai";

test.each([
  ["2021-06-20 00:00:00", "2021-06-21 00:00:00", "2021-06-20 Sun", "2021-06-20 周日"],
  ["2021-06-19 00:00:00", "2021-06-22 00:00:00", "2021-06-19 – 06-21", "2021-06-19 – 06-21"],
  ["2021-06-20 08:00:00", "2021-06-20 12:00:00", "2021-06-20 08:00 – 12:00", "2021-06-20 08:00 – 12:00"],
  ["2021-06-20 22:00:00", "2021-06-21 02:00:00", "2021-06-20 22:00 – 06-21 02:00", "2021-06-20 22:00 – 06-21 02:00"],
])("the window from %s to %s is called %s", (begin, end, english, chinese) => {
  expect(windowText({ begin: at(begin), end: at(end) }, zone)).toEqual({ en_us: english, zh_cn: chinese });
});

test.each([
  [null, "–"],
  [0, "0s"],
  [59_400, "59s"],
  [60_000, "1m 00s"],
  [3_599_000, "59m 59s"],
  [3_600_000, "1h 00m"],
  [90_061_000, "25h 01m"],
])("%s ms last %s", (ms, expected) => {
  expect(duration(ms)).toBe(expected);
});

test.each([
  [null, "–"],
  [1, "100%"],
  [0, "0%"],
  [0.8412, "84.1%"],
  [0.99951, "99.95%"],
])("%s is %s", (share, expected) => {
  expect(percent(share)).toBe(expected);
});

describe("a change", () => {
  test.each([
    [5, 3, "worse", { text: "▲ 2", tone: "bad" }],
    [3, 5, "better", { text: "▼ 2", tone: "good" }],
    [5, 3, "better", { text: "▲ 2", tone: "good" }],
    [5_000, 3, "noise", "▲ 4,997"],
    [3, 5, "too_few", "▼ 2"],
  ] as const)("from %d to %d takes the colour of its rate, %s", (now, before, rate, shown) => {
    expect(changeNote(now, before, rate)).toEqual([shown]);
  });

  test("of nothing is said to be none, whatever its rate", () => {
    expect(changeNote(4, 4, "worse")).toEqual([{ en_us: "unchanged", zh_cn: "持平" }]);
  });
});

test.each([
  [0, "just now", "刚刚"],
  [59 * MINUTE, "59 min ago", "59 分钟前"],
  [HOUR, "1 h ago", "1 小时前"],
  [47 * HOUR, "47 h ago", "47 小时前"],
  [2 * DAY, "2 days ago", "2 天前"],
])("%d ms ago is %s", (passedMs, english, chinese) => {
  expect(ago(0, passedMs)).toEqual({ en_us: english, zh_cn: chinese });
});

test("how long ago is never negative", () => {
  expect(ago(1_000, 0).en_us).toBe("just now");
});
