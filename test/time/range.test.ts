import { describe, expect, test } from "vitest";
import { readRange } from "../../src/time/range.ts";
import { toIso } from "../../src/time/zone.ts";

const zone = "Asia/Shanghai";
const now = Date.parse("2021-06-21T02:30:15+08:00");

function read(words: string, at = now, where = zone): string {
  const answer = readRange(words, at, where);
  if (answer.kind !== "range") return answer.kind;
  const point = (ms: number) => toIso(ms, where).slice(0, 16).replace("T", " ");
  return `${point(answer.range.window.begin)} to ${point(answer.range.window.end)}`;
}

test.each([
  ["today", "2021-06-21 00:00 to 2021-06-21 02:31"],
  ["今天", "2021-06-21 00:00 to 2021-06-21 02:31"],
  ["yesterday", "2021-06-20 00:00 to 2021-06-21 00:00"],
  [" Yesterday ", "2021-06-20 00:00 to 2021-06-21 00:00"],
  ["昨天", "2021-06-20 00:00 to 2021-06-21 00:00"],
  ["前天", "2021-06-19 00:00 to 2021-06-20 00:00"],
  ["3h", "2021-06-20 23:31 to 2021-06-21 02:31"],
  ["最近3小时", "2021-06-20 23:31 to 2021-06-21 02:31"],
  ["30m", "2021-06-21 02:01 to 2021-06-21 02:31"],
  ["7d", "2021-06-15 00:00 to 2021-06-21 02:31"],
  ["last 7 days", "2021-06-15 00:00 to 2021-06-21 02:31"],
  ["最近7天", "2021-06-15 00:00 to 2021-06-21 02:31"],
  ["过去 7 天", "2021-06-15 00:00 to 2021-06-21 02:31"],
  ["最近三天", "2021-06-19 00:00 to 2021-06-21 02:31"],
  ["2w", "2021-06-08 00:00 to 2021-06-21 02:31"],
  ["最近两周", "2021-06-08 00:00 to 2021-06-21 02:31"],
  ["this week", "2021-06-21 00:00 to 2021-06-21 02:31"],
  ["本周", "2021-06-21 00:00 to 2021-06-21 02:31"],
  ["last week", "2021-06-14 00:00 to 2021-06-21 00:00"],
  ["上周", "2021-06-14 00:00 to 2021-06-21 00:00"],
  ["last month", "2021-05-01 00:00 to 2021-06-01 00:00"],
  ["since Monday", "2021-06-21 00:00 to 2021-06-21 02:31"],
  ["since sunday", "2021-06-20 00:00 to 2021-06-21 02:31"],
  ["since 06-18", "2021-06-18 00:00 to 2021-06-21 02:31"],
  ["从6月18日到今天", "2021-06-18 00:00 to 2021-06-21 02:31"],
  ["2021-06-20", "2021-06-20 00:00 to 2021-06-21 00:00"],
  ["06-20", "2021-06-20 00:00 to 2021-06-21 00:00"],
  ["12-31", "2020-12-31 00:00 to 2021-01-01 00:00"],
  ["2021-06-19..2021-06-21", "2021-06-19 00:00 to 2021-06-22 00:00"],
  ["2021-06-19 to 2021-06-21", "2021-06-19 00:00 to 2021-06-22 00:00"],
  ["2021-06-19～2021-06-21", "2021-06-19 00:00 to 2021-06-22 00:00"],
  ["2021-06-19T08:00..2021-06-19T12:00", "2021-06-19 08:00 to 2021-06-19 12:00"],
  ["2021-06-19 08:00 .. 2021-06-19 12:00", "2021-06-19 08:00 to 2021-06-19 12:00"],
  ["2021-06-19T08:00", "2021-06-19 08:00 to 2021-06-19 09:00"],
  ["friday", "2021-06-18 00:00 to 2021-06-19 00:00"],
  ["2 days ago", "2021-06-19 00:00 to 2021-06-20 00:00"],
  ["6月19日", "2021-06-19 00:00 to 2021-06-20 00:00"],
  ["周五", "2021-06-18 00:00 to 2021-06-19 00:00"],
  ["rubbish", "not_understood"],
  ["2021-02-30", "not_understood"],
  ["2021-06-20T25:00", "not_understood"],
  ["yesterdayish", "not_understood"],
  ["9", "not_understood"],
  ["", "not_understood"],
  ["'; drop table ci_data; --", "not_understood"],
  ["2021-06-22..2021-06-20", "backwards"],
  ["0d", "backwards"],
  ["999999d", "too_long"],
  ["1990-01-01..2021-01-01", "too_long"],
])("reads “%s”", (words, expected) => {
  expect(read(words)).toBe(expected);
});

describe("over a change of the clocks in New York", () => {
  const noon = Date.parse("2021-03-15T12:00:00-04:00");

  test("yesterday has 23 hours", () => {
    const answer = readRange("yesterday", noon, "America/New_York");
    expect(answer.kind === "range" && (answer.range.window.end - answer.range.window.begin) / 3_600_000).toBe(23);
  });

  test("seven days begin at midnight", () => {
    expect(read("7d", noon, "America/New_York")).toBe("2021-03-09 00:00 to 2021-03-15 12:01");
  });
});

test.each([
  ["today", "2021-06-20 00:00 to 2021-06-20 02:31"],
  ["this week", "2021-06-14 00:00 to 2021-06-14 02:31"],
  ["7d", "2021-06-08 00:00 to 2021-06-14 02:31"],
  ["yesterday", "2021-06-19 00:00 to 2021-06-20 00:00"],
  ["3h", "2021-06-20 20:31 to 2021-06-20 23:31"],
  ["last month", "2021-04-01 00:00 to 2021-05-01 00:00"],
])("holds “%s” against a like span before it", (words, expected) => {
  const answer = readRange(words, now, zone);
  const before = answer.kind === "range" ? answer.range.before : { begin: 0, end: 0 };
  const point = (ms: number) => toIso(ms, zone).slice(0, 16).replace("T", " ");
  expect(`${point(before.begin)} to ${point(before.end)}`).toBe(expected);
});
