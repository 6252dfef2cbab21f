import { describe, expect, test } from "vitest";
import type { TrendPoint } from "../../src/model/tally.ts";
import { DAY, HOUR } from "../../src/model/window.ts";
import { healthOf, successRate } from "../../src/stats/rates.ts";
import { bucketOf, bucketStarts, fillTrend } from "../../src/stats/trend.ts";
import { startOfDay } from "../../src/time/zone.ts";
import { at } from "../support/runs.ts";

const dayStart = (zone: string) => (moment: number, days: number) => startOfDay(moment, zone, days);
const point = (moment: number, failure: number): TrendPoint => ({
  at: moment,
  runs: failure + 1,
  success: 1,
  failure,
  unstable: failure,
  aborted: 0,
  other: 0,
});

test("up to two days are drawn by the hour, longer windows by the day", () => {
  expect(bucketOf({ begin: 0, end: 2 * DAY })).toBe("hour");
  expect(bucketOf({ begin: 0, end: 2 * DAY + 1 })).toBe("day");
});

test("a day has 24 hours, also those in which nothing ran", () => {
  const begin = at("2021-06-20 00:00:00");
  const starts = bucketStarts({ begin, end: begin + DAY }, dayStart("Asia/Shanghai"));
  const bars = fillTrend([point(begin + 3 * HOUR, 2)], starts);
  expect(bars).toHaveLength(24);
  expect(bars[3]).toEqual(point(begin + 3 * HOUR, 2));
  expect(bars[4]?.runs).toBe(0);
});

test("a window that begins inside an hour has that hour's bar, also in zones that are half an hour off", () => {
  const midnight = Date.parse("2021-06-20T00:00:00+05:30");
  const starts = bucketStarts({ begin: midnight + 90 * 60_000, end: midnight + 3 * HOUR }, dayStart("Asia/Kolkata"));
  expect(starts).toEqual([midnight + HOUR, midnight + 2 * HOUR]);
});

test("days of 23 and 25 hours are one bar each", () => {
  const begin = Date.parse("2021-03-13T00:00:00-05:00");
  const starts = bucketStarts({ begin, end: begin + 4 * DAY }, dayStart("America/New_York"));
  expect(starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / HOUR)).toEqual([24, 23, 24, 24]);
});

test("a year is put together into bars that can be told apart, and loses no run", () => {
  const starts = Array.from({ length: 365 }, (_, index) => index * DAY);
  const bars = fillTrend(
    starts.map((start) => point(start, 1)),
    starts,
  );
  expect(bars.length).toBeLessThanOrEqual(48);
  for (const count of ["runs", "success", "failure", "unstable"] as const)
    expect(bars.reduce((sum, bar) => sum + bar[count], 0)).toBe(count === "runs" ? 730 : 365);
});

describe("health", () => {
  test.each([
    [0, 0, "none"],
    [1, 0, "good"],
    [95, 5, "good"],
    [94, 6, "fair"],
    [80, 20, "fair"],
    [79, 21, "bad"],
    [0, 1, "bad"],
  ])("of %d passed and %d failed is %s", (success, failure, expected) => {
    const tally = { runs: success + failure + 9, success, failure, unstable: 0, aborted: 9, other: 0 };
    expect(healthOf(tally)).toBe(expected);
    expect(successRate(tally)).toBe(success + failure === 0 ? null : success / (success + failure));
  });
});
