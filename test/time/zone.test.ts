import { expect, test } from "vitest";
import { fromNaive, isZone, startOfDay, toIso, toNaive } from "../../src/time/zone.ts";

test.each([
  ["a plain time", "2021-06-20 10:00:00", "Asia/Shanghai", "2021-06-20T10:00:00+08:00"],
  ["a zone of a half hour", "2021-06-20 10:00:00", "Asia/Kolkata", "2021-06-20T10:00:00+05:30"],
  ["the first of two hours", "2020-11-01 01:30:00", "America/New_York", "2020-11-01T01:30:00-04:00"],
  ["the hour after both", "2020-11-01 02:30:00", "America/New_York", "2020-11-01T02:30:00-05:00"],
  ["a skipped hour, read by the old clock", "2021-03-14 02:30:00", "America/New_York", "2021-03-14T03:30:00-04:00"],
  ["half an hour that comes twice", "2021-04-04 01:45:00", "Australia/Lord_Howe", "2021-04-04T01:45:00+11:00"],
])("%s: %s in %s", (_, naive, zone, iso) => {
  expect(toIso(fromNaive(naive, zone), zone)).toBe(iso);
});

test.each(["", "rubbish", "2021-06-20 rubbish"])("“%s” is no time", (naive) => {
  expect(fromNaive(naive, "Asia/Shanghai")).toBeNaN();
});

test("what is read back is what was written, in every hour of the days on which clocks change", () => {
  for (const [zone, day] of [
    ["America/New_York", "2020-11-01"],
    ["America/New_York", "2021-03-14"],
    ["Australia/Lord_Howe", "2021-04-04"],
    ["Asia/Shanghai", "2021-06-20"],
  ] as const)
    for (let at = Date.parse(`${day}T00:00Z`); at < Date.parse(`${day}T00:00Z`) + 86_400_000; at += 600_000) {
      const naive = toNaive(at, zone);
      expect(toNaive(fromNaive(naive, zone), zone)).toBe(naive);
    }
});

test.each([
  ["2020-11-01T12:00:00-05:00", 0, "2020-11-01T00:00:00-04:00"],
  ["2020-11-01T12:00:00-05:00", 1, "2020-11-02T00:00:00-05:00"],
  ["2020-11-02T12:00:00-05:00", -1, "2020-11-01T00:00:00-04:00"],
])("the day of %s, %i days on, begins at %s", (at, days, iso) => {
  expect(toIso(startOfDay(Date.parse(at), "America/New_York", days), "America/New_York")).toBe(iso);
});

test("zones are those that Intl knows", () => {
  expect([isZone("Asia/Shanghai"), isZone("UTC"), isZone("Asia/Beijing"), isZone("")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
