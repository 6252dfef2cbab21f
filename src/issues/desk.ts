import type { Decision, Issue, TrackedIssue } from "../model/issue.ts";
import { MINUTE, type Window } from "../model/window.ts";
import { isRemoteFault, RefusedError } from "../ports/errors.ts";
import { carryOut, type DecisionRequest } from "./decide.ts";
import { readListing } from "./listing.ts";
import { announce, workThroughNight } from "./night.ts";
import type { IssueParts } from "./parts.ts";
import { recallSubject } from "./recall.ts";
import { openStoryBook, plannedStep, previewOf, type StoryBook, verdictOn } from "./story.ts";
import { caseOfKey, coveredBy } from "./subject.ts";
import { type Survey, survey } from "./survey.ts";
import type { DecisionOutcome } from "./views/decided.ts";
import type { PlannedStep } from "./views/plan.ts";
import type { IssuePreview } from "./views/preview.ts";

/** Everything that can be asked about, and done with, the issues of the repository. */
export interface IssueDesk {
  readonly repo: string;
  tracked(): Promise<{ readonly tracked: readonly TrackedIssue[]; readonly decisions: readonly Decision[] }>;
  /** By a case's name or a subject's key; undefined if it has not failed in 90 days. */
  preview(named: string): Promise<IssuePreview | undefined>;
  /** Carries out what a person decided, and changes the cards that asked about it. */
  decide(subject: string, request: DecisionRequest, by: string): Promise<DecisionOutcome>;
  /** What would be done about a window; nothing is changed. Logs are read first until `readLogsUntilMs`. */
  plan(window: Window, readLogsUntilMs: number): Promise<IssuePlan>;
  /** Does it. */
  work(window: Window, readLogsUntilMs: number): Promise<IssuePlan>;
  /** A person says that GitHub's listing is right although it is much shorter than before. Resolves to its length. */
  trustListing(): Promise<number>;
}

type IssuePlan =
  | { readonly kind: "planned"; readonly planned: readonly PlannedStep[]; readonly unread: number }
  | Extract<Survey, { kind: "distrusted" }>;

/** A listing of some thousand issues takes seconds; before anything is created, newer issues are looked up anyway. */
const LISTING_KEPT_MS = 5 * MINUTE;

export function createIssueDesk(parts: IssueParts): IssueDesk {
  const { ledger, tracker, notifier, now } = parts;
  let kept: { readonly at: number; readonly issues: readonly Issue[] } | undefined;

  /** For a person's question; a night always reads the listing anew. */
  async function issues(): Promise<readonly Issue[]> {
    if (kept && kept.at > now() - LISTING_KEPT_MS) return kept.issues;
    const at = now();
    const listing = await readListing(parts, await ledger.tracked(), at);
    if (listing.kind === "distrusted") throw new DistrustedError(listing);
    kept = { at, issues: listing.issues };
    return listing.issues;
  }

  async function planOf(found: Survey, stories: StoryBook): Promise<IssuePlan> {
    if (found.kind === "distrusted") return found;
    const planned: PlannedStep[] = [];
    for (const step of found.steps) planned.push(await plannedStep(parts, stories, step));
    return { kind: "planned", planned, unread: found.unread };
  }

  return {
    repo: tracker.repo,
    async tracked() {
      const [tracked, decisions] = await Promise.all([ledger.tracked(), ledger.decisions()]);
      return { tracked, decisions };
    },
    async preview(named) {
      const tracked = await ledger.tracked();
      const subject = await recallSubject(parts, named, tracked, now());
      if (!subject) return undefined;
      // Buttons carry the key alone; if it does not hold the case's name, the ledger must know it.
      if (caseOfKey(subject.key) === undefined) await ledger.claim(subject.key, coveredBy(subject).names, 0, now());
      const listed = await issues();
      const verdict = verdictOn(parts, subject, listed, tracked);
      const story = await openStoryBook(parts).tell(subject, verdict.kind === "file" ? verdict.linked : null);
      return previewOf(parts, story, verdict, listed, await ledger.decisions());
    },
    async decide(subject, request, by) {
      const stories = openStoryBook(parts);
      const outcome = await carryOut(parts, stories, subject, request, by, issues);
      kept = undefined;
      if (outcome.kind === "done" || outcome.kind === "found")
        await notifier.replaceQuestions(subject, { kind: "decided", outcome });
      await announce(parts, stories);
      return outcome;
    },
    plan: async (window, readLogsUntilMs) => planOf(await survey(parts, window, readLogsUntilMs), openStoryBook(parts)),
    async work(window, readLogsUntilMs) {
      const stories = openStoryBook(parts);
      try {
        return await planOf(await workThroughNight(parts, stories, window, readLogsUntilMs), stories);
      } catch (error) {
        await tellOfFault(parts, error, window);
        throw error;
      }
    },
    async trustListing() {
      const open = await tracker.list({ state: "open" });
      // An issue that we have as open and that is not listed is gone; kept, it would contradict every listing.
      for (const each of await ledger.tracked()) {
        const isListed = open.some(({ number }) => number === each.number);
        if (each.state !== "open" || isListed) continue;
        const lease = await ledger.claim(each.subject, each.cases, MINUTE, now());
        if (lease) await ledger.keep(lease, { ...each, state: "closed", closedAt: now() }, now());
      }
      await ledger.counted(open.length, now());
      return open.length;
    },
  };
}

/** GitHub refused, or could not be reached: whoever can fix it is told, once a night. */
async function tellOfFault({ notifier, tracker }: IssueParts, error: unknown, window: Window): Promise<void> {
  if (!isRemoteFault(error) || error.what !== "GitHub") return;
  const isRefused = error instanceof RefusedError;
  const reason = isRefused
    ? ({ kind: "refused", message: error.message } as const)
    : ({ kind: "unreachable" } as const);
  const key = `issue-fault:${tracker.repo}:${error.name}:${window.end}`;
  await notifier.notify({ kind: "alarm", repo: tracker.repo, reason }, { key, to: "admins" });
}

/** GitHub's listing cannot be trusted, so nothing is decided on it. */
export class DistrustedError extends Error {
  readonly listing: Extract<Survey, { kind: "distrusted" }>;
  constructor(listing: Extract<Survey, { kind: "distrusted" }>) {
    super(`GitHub's listing of open issues is ${listing.fault}`);
    this.name = "DistrustedError";
    this.listing = listing;
  }
}
