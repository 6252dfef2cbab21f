import type { Cause, CauseCounts } from "../model/failure.ts";

export interface CauseShare {
  readonly cause: Cause;
  readonly runs: number;
  /** Of all failed runs that were looked at. */
  readonly share: number;
}

/** The causes that occurred, most runs first. */
export function causeShares(counts: CauseCounts): CauseShare[] {
  const causes = ["case", "compile", "check", "env", "unknown"] as const;
  const all = causes.reduce((sum, cause) => sum + counts[cause], 0);
  return causes
    .filter((cause) => counts[cause] > 0)
    .map((cause) => ({ cause, runs: counts[cause], share: counts[cause] / all }))
    .sort((one, other) => other.runs - one.runs);
}
