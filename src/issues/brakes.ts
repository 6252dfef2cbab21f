import type { TrackedIssue } from "../model/issue.ts";
import { DAY } from "../model/window.ts";

/** What keeps a fault of ours, or of GitHub's, from becoming five hundred issues. */

const MOST_PER_RUN = 5;
const MOST_PER_DAY = 10;
/** A listing of fewer issues may well be halved in a day. */
const TELLING = 10;

/** How many issues may still be filed now. */
export function roomForNew(tracked: readonly TrackedIssue[], now: number): number {
  const today = tracked.filter(({ filedAt }) => filedAt !== null && filedAt > now - DAY).length;
  return Math.max(0, Math.min(MOST_PER_RUN, MOST_PER_DAY - today));
}

export interface IssueCounts {
  readonly openNow: number;
  /** Of the last listing that was believed, less what was closed since then. */
  readonly openBefore: number;
  /** Issues that our ledger holds to be open, less those that are listed as closed. */
  readonly knownOpen: number;
}

export type ListingFault = "empty" | "shrunk";

/** What is wrong with a listing, where it is not to be believed: filing on it would file everything again. */
export function listingFault({ openNow, openBefore, knownOpen }: IssueCounts): ListingFault | null {
  if (openNow === 0 && (knownOpen > 0 || openBefore > 0)) return "empty";
  return openBefore >= TELLING && openNow <= openBefore / 2 ? "shrunk" : null;
}
