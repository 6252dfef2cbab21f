import type { Issue, TrackedIssue } from "../model/issue.ts";
import type { Window } from "../model/window.ts";
import { roomForNew } from "./brakes.ts";
import { type Listing, readListing } from "./listing.ts";
import type { IssueParts } from "./parts.ts";
import { planSteps, type Step } from "./plan.ts";
import { casesOfNight } from "./recall.ts";

/** What is to be done about a window's failures. Nothing is changed by asking. */
export type Survey =
  | {
      readonly kind: "planned";
      readonly steps: readonly Step[];
      readonly issues: readonly Issue[];
      readonly tracked: readonly TrackedIssue[];
      readonly openNow: number;
      /** Logs of the window that are not read yet. */
      readonly unread: number;
    }
  | Extract<Listing, { kind: "distrusted" }>;

/** @throws UnreachableError, RefusedError where GitHub's listing cannot be had whole */
export async function survey(parts: IssueParts, window: Window, patience: number, now: number): Promise<Survey> {
  const { ledger, scanner, rules } = parts;
  const unread = await scanner.catchUp(window, patience);
  const tracked = await ledger.tracked();
  const listing = await readListing(parts, tracked, now);
  if (listing.kind === "distrusted") return listing;
  const { issues, openNow } = listing;
  const known = { issues, tracked, creators: rules.creators };
  const steps = planSteps(await casesOfNight(parts, window), known, roomForNew(tracked, now), now);
  return { kind: "planned", steps, issues, tracked, openNow, unread };
}
