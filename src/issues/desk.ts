import type { Decision, Issue, TrackedIssue } from "../model/issue.ts";
import { say } from "../model/text.ts";
import { MINUTE, type Window } from "../model/window.ts";
import { isRemoteFault, RefusedError } from "../ports/errors.ts";
import { carryOut, type Decided, type Wish } from "./decide.ts";
import { readListing } from "./listing.ts";
import { announce, type NightParts, workThroughNight } from "./night.ts";
import { plannedOf, previewOf, recallSubject, verdictOn } from "./story.ts";
import { caseOfKey, coveredBy } from "./subject.ts";
import { type Survey, survey } from "./survey.ts";
import { issueAlarmView, refusedReason } from "./views/alarm.ts";
import type { Planned } from "./views/plan.ts";
import type { IssuePreview } from "./views/preview.ts";

/** All that can be asked of, and done about, the issues of the repository. */
export interface IssueDesk {
  readonly repo: string;
  tracked(): Promise<{ readonly tracked: readonly TrackedIssue[]; readonly decisions: readonly Decision[] }>;
  /** Undefined where nothing by that name, or of that subject, failed of late. */
  preview(named: string): Promise<IssuePreview | undefined>;
  decide(subject: string, wish: Wish, by: string): Promise<Decided>;
  /** What would be done about a window; nothing is changed. */
  plan(window: Window, patience: number): Promise<Plan>;
  /** Does it. */
  work(window: Window, patience: number): Promise<Plan>;
  /** GitHub's listing is right, a person says, though it is much shorter than it was. Resolves to its length. */
  trustListing(): Promise<number>;
}

type Plan =
  | { readonly kind: "planned"; readonly planned: readonly Planned[]; readonly unread: number }
  | Extract<Survey, { kind: "distrusted" }>;

/** A listing of some thousand issues takes seconds; before anything is created, what is newer is looked at anyway. */
const LISTING_KEPT_MS = 5 * MINUTE;

export function createIssueDesk(parts: NightParts): IssueDesk {
  const { ledger, tracker, now } = parts;
  let kept: { readonly at: number; readonly issues: readonly Issue[] } | undefined;

  /** For a person's question; what a night is decided on is always read anew. */
  async function issues(): Promise<readonly Issue[]> {
    if (kept && kept.at > now() - LISTING_KEPT_MS) return kept.issues;
    const at = now();
    const listing = await readListing(parts, await ledger.tracked(), at);
    if (listing.kind === "distrusted") throw new DistrustedError(listing);
    kept = { at, issues: listing.issues };
    return listing.issues;
  }

  async function planOf(found: Survey): Promise<Plan> {
    if (found.kind === "distrusted") return found;
    const planned: Planned[] = [];
    for (const step of found.steps) planned.push(await plannedOf(parts, step, now()));
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
      // The buttons carry the key alone: one that does not tell its case must be known to the ledger.
      if (caseOfKey(subject.key) === undefined && !tracked.some((each) => each.subject === subject.key))
        await ledger.claim(subject.key, coveredBy(subject).names, 0, now());
      const listed = await issues();
      const verdict = verdictOn(parts, subject, listed, tracked);
      return previewOf(parts, subject, verdict, listed, await ledger.decisions(), now());
    },
    async decide(subject, wish, by) {
      const decided = await carryOut(parts, subject, wish, by, issues);
      kept = undefined;
      await announce(parts);
      return decided;
    },
    plan: async (window, patience) => planOf(await survey(parts, window, patience, now())),
    async work(window, patience) {
      try {
        return await planOf(await workThroughNight(parts, window, patience));
      } catch (error) {
        await tellOfFault(parts, error, window);
        throw error;
      }
    },
    async trustListing() {
      const open = await tracker.list({ state: "open" });
      // What we hold to be open and is in no list is gone: otherwise the ledger would contradict the listing for ever.
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

/** GitHub said no, or could not be had whole: whoever can mend it hears of it, once a night. */
async function tellOfFault({ notifier, tracker }: NightParts, error: unknown, window: Window): Promise<void> {
  const isGithub = isRemoteFault(error) && error.what === "GitHub";
  if (!isGithub) return;
  const reason =
    error instanceof RefusedError
      ? refusedReason(error.message)
      : say(
          "GitHub could not be reached, or failed midway. Nothing more is filed; I try again in some minutes.",
          "GitHub 无法访问或中途出错，已停止提交，几分钟后会再试。",
        );
  const key = `issue-fault:${tracker.repo}:${error.name}:${window.end}`;
  await notifier.notify(issueAlarmView(tracker.repo, reason, false), { key, to: "admins" });
}

/** GitHub's listing cannot be believed, so nothing is decided on it. */
export class DistrustedError extends Error {
  readonly listing: Extract<Survey, { kind: "distrusted" }>;
  constructor(listing: Extract<Survey, { kind: "distrusted" }>) {
    super(`GitHub's listing of open issues is ${listing.fault}`);
    this.name = "DistrustedError";
    this.listing = listing;
  }
}
