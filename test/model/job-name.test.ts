import { expect, test } from "vitest";
import { mayBeShortened, shortenedJob } from "../../src/model/job-name.ts";

test.each([
  ["unit", 100, "unit"],
  ["x".repeat(100), 100, "x".repeat(100)],
  ["x".repeat(101), 100, `${"x".repeat(91)}~c675a2e6`],
  ["😀".repeat(20), 12, "😀😀😀~01cf2c1a"],
])("%s in %i characters", (job, most, stored) => {
  expect(shortenedJob(job, most)).toBe(stored);
  expect(mayBeShortened(stored)).toBe(stored !== job);
});

test("names that begin alike stay apart", () => {
  expect(shortenedJob(`${"x".repeat(100)}1`, 100)).not.toBe(shortenedJob(`${"x".repeat(100)}2`, 100));
});
