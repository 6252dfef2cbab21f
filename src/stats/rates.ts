import type { Tally } from "../model/tally.ts";

/** Share of successes among the runs that came to a verdict; null where none did. Aborted runs say nothing of the code. */
export function successRate({ success, failure }: Tally): number | null {
  const judged = success + failure;
  return judged === 0 ? null : success / judged;
}

/** What each rate from above is called; below the last it is bad. */
const GOOD = 0.95;
const FAIR = 0.8;

export type RateLevel = "good" | "fair" | "bad" | "none";

export function healthOf(tally: Tally): RateLevel {
  const rate = successRate(tally);
  if (rate === null) return "none";
  if (tally.failure === 0 || rate >= GOOD) return "good";
  return rate >= FAIR ? "fair" : "bad";
}
