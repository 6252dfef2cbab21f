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
  const [n, m] = [now.success + now.failure, before.success + before.failure];
  if (n < FEWEST_RUNS || m < FEWEST_RUNS) return "too_few";
  const pooled = (now.failure + before.failure) / (n + m);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  const difference = now.failure / n - before.failure / m;
  if (standardError === 0 || Math.abs(difference) < STANDARD_ERRORS * standardError) return "noise";
  return difference > 0 ? "worse" : "better";
}
