import type { Issue, TrackedIssue } from "../model/issue.ts";
import type { Scope } from "../model/scope.ts";
import type { Window } from "../model/window.ts";
import { type Listing, readListing } from "./listing.ts";
import { type NightlyCase, nightlyCases, type Sighting } from "./nightly-case.ts";
import type { IssueParts } from "./parts.ts";
import { planSteps, roomForNew, type Step } from "./plan.ts";
import { sightingsIn } from "./recall.ts";

/** What to do about a window's failures, or why GitHub's listing cannot be trusted. */
export type Survey =
  | {
      readonly kind: "planned";
      readonly steps: readonly Step[];
      readonly issues: readonly Issue[];
      readonly tracked: readonly TrackedIssue[];
      readonly openNow: number;
      /** Failed runs of the window whose logs have not been read yet. */
      readonly unread: number;
    }
  | Extract<Listing, { kind: "distrusted" }>;

/** Failed runs of a night that are looked at; a site has a few nightly jobs, and a few runs of each. */
const MOST_RUNS = 500;
const RUNS_AT_ONCE = 100;

/**
 * Plans what to do about a window, and changes nothing. Logs are read first until `readLogsUntilMs`.
 * @throws UnreachableError, RefusedError if GitHub's listing cannot be read to its end
 */
export async function survey(parts: IssueParts, window: Window, readLogsUntilMs: number): Promise<Survey> {
  const { ledger, scanner, rules } = parts;
  const now = parts.now();
  const unread = await scanner.catchUp(window, readLogsUntilMs);
  const tracked = await ledger.tracked();
  const listing = await readListing(parts, tracked, now);
  if (listing.kind === "distrusted") return listing;
  const { issues, openNow } = listing;
  const known = { issues, tracked, creators: rules.creators };
  const steps = planSteps(await casesOfNight(parts, window), known, roomForNew(tracked, now), now);
  return { kind: "planned", steps, issues, tracked, openNow, unread };
}

/** The cases that failed in the nightly jobs of a window. */
async function casesOfNight({ runs, failures, rules }: IssueParts, window: Window): Promise<NightlyCase[]> {
  const scope: Scope = { window, jobs: rules.nightlyJobs };
  const sightings: Sighting[] = [];
  for (let offset = 0; offset < MOST_RUNS; offset += RUNS_AT_ONCE) {
    const page = await runs.runs(scope, { outcome: "failed" }, { limit: RUNS_AT_ONCE, offset });
    sightings.push(...(await sightingsIn(page.items, failures)));
    if (offset + RUNS_AT_ONCE >= page.total) break;
  }
  return nightlyCases(sightings);
}
