import { expect, test } from "vitest";
import { isMissingRuns } from "../../src/stats/backfill.ts";

const poll = { answeredAt: 900, jobs: 4, fault: null };

test.each([
  ["every job is read to its end", { behind: 0, readSince: 0 }, false],
  ["the window begins after what is complete", { behind: 1, readSince: 500 }, false],
  ["the window begins when what is complete begins", { behind: 1, readSince: 600 }, false],
  ["the window begins before that", { behind: 1, readSince: 601 }, true],
  ["some job is not read at all", { behind: 1, readSince: null }, true],
])("runs of a window may be missing: %s", (_when, progress, isMissing) => {
  expect(isMissingRuns({ ...poll, ...progress }, { begin: 600, end: 700 })).toBe(isMissing);
});
