import type { Issue, TrackedIssue } from "../model/issue.ts";
import { DAY } from "../model/window.ts";
import { type ListingFault, listingFault } from "./brakes.ts";
import type { IssueParts } from "./parts.ts";

/** Closed issues that did not change for so long are history: a failure of now is another story. */
const CLOSED_WITHIN = 180 * DAY;

export type Listing =
  | { readonly kind: "good"; readonly issues: readonly Issue[]; readonly openNow: number }
  | {
      readonly kind: "distrusted";
      readonly fault: ListingFault;
      readonly openNow: number;
      readonly openBefore: number | undefined;
    };

/**
 * Every issue that may matter, and whether the listing is to be believed.
 * @throws UnreachableError where any page fails: a part of a listing is none
 */
export async function readListing(
  { tracker, ledger }: Pick<IssueParts, "tracker" | "ledger">,
  tracked: readonly TrackedIssue[],
  now: number,
): Promise<Listing> {
  // In this order: what is closed meanwhile is in both, and the later answer counts.
  const open = await tracker.list({ state: "open" });
  const closed = await tracker.list({ state: "closed", since: now - CLOSED_WITHIN });
  const openNow = open.length;
  const openBefore = await ledger.lastCount();
  const knownOpen = tracked.filter(({ state, number }) => state === "open" && number !== null).length;
  const fault = listingFault({ openNow, openBefore, knownOpen });
  // All that we knew may have been closed, each by itself: then the listing is empty because the work is done.
  const isExplained = fault === "empty" && openBefore !== undefined && openBefore <= closedOf(tracked, closed).length;
  if (fault && !isExplained) return { kind: "distrusted", fault, openNow, openBefore };
  const byNumber = new Map([...open, ...closed].map((issue) => [issue.number, issue]));
  for (const issue of await missing(tracker, tracked, byNumber)) byNumber.set(issue.number, issue);
  return { kind: "good", issues: [...byNumber.values()], openNow };
}

function closedOf(tracked: readonly TrackedIssue[], closed: readonly Issue[]): readonly Issue[] {
  return closed.filter((issue) => tracked.some(({ number, state }) => number === issue.number && state === "open"));
}

/** Issues of our ledger that are in no listing, each asked for by its number; one that is gone stays away. */
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
