import type { AbortCounts } from "../model/abort.ts";
import type { Tally } from "../model/tally.ts";

/** Every aborted run of a tally by its reason. Those whose log is unread or gone are `unknown`. */
export function abortShares({ aborted }: Tally, read: AbortCounts): AbortCounts {
  const known = read.superseded + read.person + read.timeout + read.agentLost;
  return { ...read, unknown: Math.max(0, aborted - known) };
}

/** Something passed, nothing failed, and every aborted run was replaced by a newer build. */
export function isAllGreen({ success, failure, aborted }: Tally, { superseded }: AbortCounts): boolean {
  return success > 0 && failure === 0 && aborted <= superseded;
}
