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
  const last = await ledger.lastCount();
  // What people closed since the last listing is missing from this one rightly.
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
