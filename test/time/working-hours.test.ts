import { expect, test } from "vitest";
import { atWorkSince, readWorkingHours } from "../../src/time/working-hours.ts";
import { at, zone } from "../support/runs.ts";

test.each([
  ["10:00-19:00", [0, 1, 2, 3, 4, 5, 6]],
  ["Mon-Fri 10:00-19:00", [1, 2, 3, 4, 5]],
  ["sat-mon 00:00-24:00", [6, 0, 1]],
  ["Wed 09:30-10:00", [3]],
])("%s is of these days", (text, days) => {
  expect(readWorkingHours(text)?.days).toEqual(days);
});

test.each(["", "10-19", "19:00-10:00", "10:00-10:00", "Mon-Fri", "Foo-Fri 10:00-19:00", "10:00-25:00"])(
  "%j is none",
  (text) => {
    expect(readWorkingHours(text)).toBeUndefined();
  },
);

test.each([
  ["2021-06-21 10:00:00", "2021-06-21 10:00:00"],
  ["2021-06-21 09:59:59", null],
  ["2021-06-21 18:59:59", "2021-06-21 10:00:00"],
  ["2021-06-21 19:00:00", null],
  ["2021-06-20 12:00:00", null],
])("people are at work on the site's wall clock: at %s since %s", (wall, since) => {
  expect(atWorkSince(at(wall), { days: [1, 2, 3, 4, 5], from: "10:00", to: "19:00" }, zone)).toBe(since && at(since));
});
