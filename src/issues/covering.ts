import type { Issue, TrackedIssue } from "../model/issue.ts";
import { marker } from "./marker.ts";
import { caseKey } from "./subject.ts";

/** How the issues at hand stand to a case. */
export type IssueStanding =
  /** An open issue covers it. */
  | { readonly kind: "covered"; readonly issue: Issue }
  /** The case was fixed, and failed again in a run that began after that. */
  | { readonly kind: "back"; readonly issue: Issue }
  /** No issue, or only closed ones that must stay closed; the latest of them is linked. */
  | { readonly kind: "bare"; readonly linked: Issue | null };

export interface Known {
  readonly issues: readonly Issue[];
  readonly tracked: readonly TrackedIssue[];
  /** Logins whose issues are preferred. */
  readonly creators: readonly string[];
}

/** Which issue covers a case (or, by its key, a group of them), `failedAt` being the start of its newest run. */
export function standingOf(key: string, name: string | null, failedAt: number, known: Known): IssueStanding {
  const about = known.issues.filter((issue) => isAbout(issue, key, name, known.tracked));
  const [open] = about.filter(({ state }) => state === "open").sort(better(key, known));
  if (open) return { kind: "covered", issue: open };
  const [closed] = about.sort((one, other) => (other.closedAt ?? 0) - (one.closedAt ?? 0));
  if (!closed) return { kind: "bare", linked: null };
  return mayReopen(closed, failedAt) ? { kind: "back", issue: closed } : { kind: "bare", linked: closed };
}

/** Our ledger says so, or our marker, or the case between back-quotes in the title, as the original wrote it. */
function isAbout(issue: Issue, key: string, name: string | null, tracked: readonly TrackedIssue[]): boolean {
  const keys = name === null ? [key] : [key, caseKey(name)];
  const inLedger = tracked.some(
    ({ number, subject, cases }) =>
      number === issue.number && (keys.includes(subject) || (name !== null && cases.includes(name))),
  );
  return (
    inLedger ||
    keys.some((each) => issue.body.includes(marker(each))) ||
    (name !== null && issue.title.includes(`\`${name}\``))
  );
}

/** A run that began before the issue was closed proves nothing against the fix; "not planned" is a person's word. */
function mayReopen({ stateReason, closedAt }: Issue, failedAt: number): boolean {
  return stateReason !== "not_planned" && stateReason !== "duplicate" && closedAt !== null && failedAt > closedAt;
}

/**
 * Of several open issues on one case: the one in our ledger, one with our marker, one of the known creators, and then
 * the newest; the oldest is where forgotten duplicates lie.
 */
function better(key: string, { tracked, creators }: Known): (one: Issue, other: Issue) => number {
  const rank = (issue: Issue): number => {
    if (tracked.some(({ number, subject }) => number === issue.number && subject === key)) return 0;
    if (issue.body.includes(marker(key))) return 1;
    return issue.author !== null && creators.includes(issue.author) ? 2 : 3;
  };
  return (one, other) => rank(one) - rank(other) || other.number - one.number;
}
