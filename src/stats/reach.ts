import type { Elsewhere, Reach } from "../model/failure.ts";

/**
 * Where a broken thing shows: on merged code, in several pull requests, in one only, or in special runs of other
 * branches only. What one pull request alone breaks on is most likely its own doing.
 */
export type FailureSpread = "trunk" | "several_pulls" | "one_pull" | "special" | "nowhere";

export function spreadOf({ runs, pullRequests, trunkRuns }: Reach): FailureSpread {
  if (runs === 0) return "nowhere";
  if (trunkRuns > 0) return "trunk";
  if (pullRequests > 1) return "several_pulls";
  return pullRequests === 1 ? "one_pull" : "special";
}

/** Whether a failure of a pull request is known: seen lately on another pull request, or on trunk. */
export function isKnown({ pullRequests, trunkRuns }: Pick<Elsewhere, "pullRequests" | "trunkRuns">): boolean {
  return pullRequests > 0 || trunkRuns > 0;
}
