import { describe, expect, test } from "vitest";
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
    [5, 3, "less", "bad"],
    [3, 5, "less", "good"],
    [5, 3, "more", "good"],
    [3, 5, "more", "bad"],
  ] as const)("from %d to %d, where %s is better, is %s", (now, before, better, tone) => {
    expect(changeNote(now, before, better)).toMatchObject([{ tone }]);
  });

  test("is said to be none where there is none", () => {
    expect(changeNote(4, 4, "less")).toEqual([{ en_us: "unchanged", zh_cn: "持平" }]);
  });
});

test("how long ago is never negative", () => {
  expect(ago(1_000, 0).en_us).toBe("0 min ago");
});
