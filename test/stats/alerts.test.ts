import { expect, test } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { MINUTE } from "../../src/model/window.ts";
import { redJobs, silence, unusualRates } from "../../src/stats/alerts.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { at, zone } from "../support/runs.ts";

const noon = at("2021-06-21 12:00:00");

test.each([
  // By hand: middle (p + z²/2n) / (1 + z²/n), with z = 2.576 for 99 %.
  [10, 100, 0.046, 0.2038],
  [0, 20, 0, 0.2491],
  [20, 20, 0.7509, 1],
])("%i of %i lie within Wilson's interval of 99 %%", (part, whole, low, high) => {
  const interval = wilson(part, whole);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

function job(failure: number, success: number) {
  const nothing = { unstable: 0, aborted: 0, other: 0, reruns: 0, retries: 0 };
  return { job: "unit", runs: failure + success, success, failure, ...nothing };
}

test.each([
  ["twenty runs are enough, now and before", job(20, 0), job(0, 20), 1],
  ["nineteen now are too few", job(19, 0), job(0, 100), 0],
  ["nineteen before are too few", job(20, 0), job(0, 19), 0],
  // 99 %: 0.103 to 0.296 against 0.017 to 0.137; at 95 % they would not touch.
  ["intervals of 99 % that touch are chance", job(18, 82), job(5, 95), 0],
  ["intervals that do not touch are not", job(30, 70), job(5, 95), 1],
])("%s", (_, recent, usual, wanted) => {
  expect(unusualRates([recent], [usual], noon, zone)).toHaveLength(wanted);
});

test("a job is red since its first failure ended, not since it began", () => {
  const run = (id: number, status: string, time: number, durationMs: number | null): Run => ({
    ...{ job: "nightly", id, status, time, durationMs, commit: null, branch: "master" },
    ...{ repo: null, comment: null, pullRequest: null },
  });
  const runs = [run(3, "FAILURE", 900, 50), run(2, "UNSTABLE", 500, 70), run(1, "SUCCESS", 100, 30)];
  expect(redJobs(runs)).toMatchObject([{ since: 570, run: { id: 3 } }]);
  expect(redJobs([run(2, "FAILURE", 500, null), run(1, "SUCCESS", 100, 30)])).toMatchObject([{ since: 500 }]);
});

test("silence is told of in the minute in which it has lasted so long", () => {
  const limit = { afterMs: 60 * MINUTE, hours: { days: [1, 2, 3, 4, 5], from: "10:00", to: "19:00" } };
  expect(silence(noon - 60 * MINUTE, limit, noon, zone)).toEqual([{ kind: "silent", since: noon - 60 * MINUTE }]);
  expect(silence(noon - 60 * MINUTE + 1, limit, noon, zone)).toEqual([]);
});
