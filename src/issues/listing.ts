import type { Issue, ListingFault, TrackedIssue } from "../model/issue.ts";
import { DAY } from "../model/window.ts";
import type { IssueParts } from "./parts.ts";

/** Issues that have been closed and unchanged for longer than this are ignored. */
const CLOSED_WITHIN_MS = 180 * DAY;
/** Short lists can legitimately halve in a day. */
const TELLING_LENGTH = 10;

export type Listing =
  | { readonly kind: "good"; readonly issues: readonly Issue[]; readonly openNow: number }
  | {
      readonly kind: "distrusted";
      readonly fault: ListingFault;
      readonly openNow: number;
      readonly openBefore: number | undefined;
    };

/**
 * Every issue that may matter, or why the listing cannot be trusted.
 * @throws UnreachableError if any page fails: half a listing is worse than none
 */
export async function readListing(
  { tracker, ledger }: Pick<IssueParts, "tracker" | "ledger">,
  tracked: readonly TrackedIssue[],
  now: number,
): Promise<Listing> {
  // In this order: an issue that is closed in between is in both lists, and the later answer counts.
  const open = await tracker.list({ state: "open" });
  const closed = await tracker.list({ state: "closed", since: now - CLOSED_WITHIN_MS });
  const openNow = open.length;
  const last = await ledger.lastCount();
  // Issues that people closed since the last listing are rightly missing from this one.
  const closedSince = closed.filter(({ closedAt }) => last && closedAt !== null && closedAt >= last.countedAt).length;
  const fault = listingFault({
    openNow,
    openBefore: (last?.openIssues ?? 0) - closedSince,
    knownOpen: tracked.filter((each) => each.state === "open" && !closed.some(({ number }) => number === each.number))
      .length,
  });
  if (fault) return { kind: "distrusted", fault, openNow, openBefore: last?.openIssues };
  const byNumber = new Map([...open, ...closed].map((issue) => [issue.number, issue]));
  for (const issue of await missing(tracker, tracked, byNumber)) byNumber.set(issue.number, issue);
  return { kind: "good", issues: [...byNumber.values()], openNow };
}

export interface ListingCounts {
  readonly openNow: number;
  /** Of the last trusted listing, less the issues closed since. */
  readonly openBefore: number;
  /** Issues that our ledger has as open, less those listed as closed. */
  readonly knownOpen: number;
}

/** What is wrong with a listing that cannot be trusted; filing on it would file everything again. */
export function listingFault({ openNow, openBefore, knownOpen }: ListingCounts): ListingFault | null {
  if (openNow === 0 && (knownOpen > 0 || openBefore > 0)) return "empty";
  return openBefore >= TELLING_LENGTH && openNow <= openBefore / 2 ? "shrunk" : null;
}

/** Issues of our ledger that no listing had, each read by its number; deleted ones are left out. */
async function missing(
  tracker: IssueParts["tracker"],
  tracked: readonly TrackedIssue[],
  listed: ReadonlyMap<number, Issue>,
): Promise<Issue[]> {
  const numbers = tracked.flatMap(({ number }) => (number === null || listed.has(number) ? [] : [number]));
  const found: Issue[] = [];
  for (const number of new Set(numbers)) {
    const issue = await tracker.issue(number);
    if (issue) found.push(issue);
  }
  return found;
}
