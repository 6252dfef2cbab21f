import { expect, test } from "vitest";
import type { Reach } from "../../src/model/failure.ts";
import type { Tally } from "../../src/model/tally.ts";
import { causeShares } from "../../src/stats/causes.ts";
import { rateChange } from "../../src/stats/change.ts";
import { flakyJobsOf } from "../../src/stats/flaky.ts";
import { isKnown, spreadOf } from "../../src/stats/reach.ts";
import { dayBarStarts } from "../../src/stats/trend.ts";

const DAY = 86_400_000;
const tally = (failure: number, success: number): Tally => ({
  runs: failure + success,
  failure,
  success,
  unstable: 0,
  aborted: 0,
  other: 0,
});

test.each([
  // By hand: p = 20/200, standard error 0.0424, 1.96 of them 0.083.
  ["twice as many failures of a hundred runs", tally(15, 85), tally(5, 95), "worse"],
  ["the same the other way round", tally(5, 95), tally(15, 85), "better"],
  ["eight against five of a hundred", tally(8, 92), tally(5, 95), "noise"],
  ["no failure in either", tally(0, 100), tally(0, 100), "noise"],
  ["everything failed in both", tally(50, 0), tally(50, 0), "noise"],
  ["nothing before", tally(10, 10), tally(0, 0), "too_few"],
  ["nineteen runs", tally(19, 0), tally(0, 100), "too_few"],
  ["twenty runs", tally(20, 0), tally(0, 20), "worse"],
] as const)("%s", (_name, now, before, expected) => {
  expect(rateChange(now, before)).toBe(expected);
});

test("aborted runs do not count towards a verdict", () => {
  expect(rateChange({ ...tally(15, 85), aborted: 900 }, { ...tally(5, 95), aborted: 0 })).toBe("worse");
});

const reach = (runs: number, pullRequests: number, trunkRuns: number): Reach => ({
  runs,
  pullRequests,
  trunkRuns,
  firstSeen: 0,
  lastSeen: 0,
});

test.each([
  [reach(0, 0, 0), "nowhere"],
  [reach(5, 0, 5), "trunk"],
  [reach(5, 4, 1), "trunk"],
  [reach(5, 4, 0), "several_pulls"],
  [reach(5, 2, 0), "several_pulls"],
  [reach(5, 1, 0), "one_pull"],
  [reach(2, 0, 0), "special"],
] as const)("%j shows as %s", (reached, expected) => {
  expect(spreadOf(reached)).toBe(expected);
});

test.each([
  [0, 0, false],
  [1, 0, true],
  [0, 1, true],
])("seen in %i other pull requests and %i trunk runs: known is %s", (pullRequests, trunkRuns, known) => {
  expect(isKnown({ pullRequests, trunkRuns })).toBe(known);
});

test("a job is flaky on a commit only with both outcomes of its own", () => {
  const runs = [
    { job: "unit", status: "FAILURE" },
    { job: "build", status: "SUCCESS" },
    { job: "check", status: "ABORTED" },
    { job: "check", status: "SUCCESS" },
    { job: "mysql", status: "SUCCESS" },
    { job: "mysql", status: "FAILURE" },
    { job: "cover", status: "UNSTABLE" },
    { job: "cover", status: "SUCCESS" },
    { job: "lint", status: "UNSTABLE" },
    { job: "lint", status: "FAILURE" },
  ];
  expect(flakyJobsOf(runs)).toEqual(["mysql", "cover"]);
  expect(flakyJobsOf([])).toEqual([]);
});

test("causes come most runs first, with their share, and none that did not occur", () => {
  expect(causeShares({ case: 2, compile: 0, check: 1, env: 5, unknown: 2 })).toEqual([
    { cause: "env", runs: 5, share: 0.5 },
    { cause: "case", runs: 2, share: 0.2 },
    { cause: "unknown", runs: 2, share: 0.2 },
    { cause: "check", runs: 1, share: 0.1 },
  ]);
  expect(causeShares({ case: 0, compile: 0, check: 0, env: 0, unknown: 0 })).toEqual([]);
});

test.each([
  [1, 1, 1],
  [48, 48, 1],
  [49, 25, 2],
  [365, 46, 8],
])("%i days are %i bars of %i days", (days, bars, each) => {
  const utcDay = (at: number, after: number) => Math.floor(at / DAY) * DAY + after * DAY;
  const starts = dayBarStarts({ begin: 0, end: days * DAY }, utcDay);
  expect(starts).toHaveLength(bars);
  if (bars > 1) expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBe(each * DAY);
});
