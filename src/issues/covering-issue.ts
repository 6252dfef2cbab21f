import type { Issue, TrackedIssue } from "../model/issue.ts";
import { caseKey, marker } from "./subject.ts";

/** What the known issues mean for a case. */
export type IssueStanding =
  /** An open issue covers it. */
  | { readonly kind: "covered"; readonly issue: Issue }
  /** It was fixed, and failed again in a run that began after that. */
  | { readonly kind: "back"; readonly issue: Issue }
  /** No issue, or only closed ones that must stay closed; the one closed last is linked. */
  | { readonly kind: "bare"; readonly linked: Issue | null };

export interface Known {
  readonly issues: readonly Issue[];
  readonly tracked: readonly TrackedIssue[];
  /** Logins whose issues are preferred. */
  readonly creators: readonly string[];
}

/** Which issue covers a case, or a group of cases by its key. `failedAt` is the start of its newest run. */
export function standingOf(key: string, name: string | null, failedAt: number, known: Known): IssueStanding {
  const about = known.issues.filter((issue) => isAbout(issue, key, name, known.tracked));
  const [open] = about.filter(({ state }) => state === "open").sort(better(key, known));
  if (open) return { kind: "covered", issue: open };
  const [closed] = about.sort((one, other) => (other.closedAt ?? 0) - (one.closedAt ?? 0));
  if (!closed) return { kind: "bare", linked: null };
  return mayReopen(closed, failedAt) ? { kind: "back", issue: closed } : { kind: "bare", linked: closed };
}

/** By our ledger, our marker, or the case in back-quotes in the title, as the original wrote it. */
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

/** A run that began before the issue was closed says nothing about the fix, and "not planned" is final. */
function mayReopen({ stateReason, closedAt }: Issue, failedAt: number): boolean {
  return stateReason !== "not_planned" && stateReason !== "duplicate" && closedAt !== null && failedAt > closedAt;
}

/**
 * Among several open issues on one case: the one in our ledger, one with our marker, one by a known creator, and then
 * the newest, since the oldest are usually forgotten duplicates.
 */
function better(key: string, { tracked, creators }: Known): (one: Issue, other: Issue) => number {
  const rank = (issue: Issue): number => {
    if (tracked.some(({ number, subject }) => number === issue.number && subject === key)) return 0;
    if (issue.body.includes(marker(key))) return 1;
    return issue.author !== null && creators.includes(issue.author) ? 2 : 3;
  };
  return (one, other) => rank(one) - rank(other) || other.number - one.number;
}
