import type { Tally } from "../model/tally.ts";

/** 95 % of what chance alone does lies within so many standard errors. */
const STANDARD_ERRORS = 1.96;
/** Below so many runs with a verdict in either window, nothing is said: the normal approximation would lie. */
const FEWEST_RUNS = 20;

export type RateChange = "better" | "worse" | "noise" | "too_few";

/**
 * Whether the share of failures differs by more than chance between two windows, by the two-proportion z-test.
 * https://en.wikipedia.org/wiki/Two-proportion_Z-test
 */
export function rateChange(now: Tally, before: Tally): RateChange {
  return shareChange(
    { part: now.failure, whole: now.success + now.failure },
    { part: before.failure, whole: before.success + before.failure },
  );
}

/** Some runs of a window, out of all that could have been among them. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** Whether a share that should be small differs by more than chance between two windows; `worse` is a larger share. */
export function shareChange(now: Share, before: Share): RateChange {
  const [n, m] = [now.whole, before.whole];
  if (n < FEWEST_RUNS || m < FEWEST_RUNS) return "too_few";
  const pooled = (now.part + before.part) / (n + m);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  const difference = now.part / n - before.part / m;
  if (standardError === 0 || Math.abs(difference) < STANDARD_ERRORS * standardError) return "noise";
  return difference > 0 ? "worse" : "better";
}
