import { expect, test } from "vitest";
import { backfillOf } from "../../src/stats/backfill.ts";

const asked = { answeredAt: 900, jobs: 4, unreadable: 0, fault: null };
const window = { begin: 600, end: 700 };

test.each([
  ["every job is read to its end", { behind: 0, readSince: 0 }, false],
  ["the window begins after what is complete", { behind: 1, readSince: 500 }, false],
  ["the window begins when what is complete begins", { behind: 1, readSince: 600 }, false],
  ["the window begins before that", { behind: 1, readSince: 601 }, true],
  ["some job is not read at all", { behind: 1, readSince: null }, true],
  ["some job cannot be read", { behind: 0, readSince: 0, unreadable: 1 }, true],
])("runs of a window may be missing: %s", (_when, progress, isMissing) => {
  const poll = { ...asked, ...progress };
  expect(backfillOf(poll, window)).toBe(isMissing ? poll : undefined);
});

test("where Jenkins was never asked, nothing is said of it", () => {
  expect(backfillOf(undefined, window)).toBeUndefined();
});
