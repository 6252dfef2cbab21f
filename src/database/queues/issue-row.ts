import type { Decision, DecisionKind, IssueEvent, TrackedIssue, TrackedState } from "../../model/issue.ts";
import type { IssueDecisionsTable, IssuesTable } from "../engine/schema.ts";

/** Length of the column in characters. Longer subjects are cut. */
const SUBJECT_LENGTH = 320;

export function subjectKey(subject: string): string {
  return subject.slice(0, SUBJECT_LENGTH);
}

/** The row of a subject about which nothing is known yet. */
export function blankRow(repo: string, subject: string, cases: readonly string[]) {
  const empty = { number: null, url: null, filed_at: null, closed_at: null, snoozed_until: null };
  const unseen = { last_failed: null, offered_at: null, notice: null };
  return { repo, subject: subjectKey(subject), cases: JSON.stringify(cases), state: "new", ...empty, ...unseen };
}

export function writeTracked(tracked: TrackedIssue) {
  const { cases, state, number, url, filedAt, closedAt, snoozedUntil, lastFailed, offeredAt, notice } = tracked;
  return {
    cases: JSON.stringify(cases),
    state,
    number,
    url,
    filed_at: filedAt,
    closed_at: closedAt,
    snoozed_until: snoozedUntil,
    last_failed: lastFailed,
    offered_at: offeredAt,
    notice,
  };
}

export function readTracked(row: IssuesTable): TrackedIssue {
  return {
    subject: row.subject,
    cases: JSON.parse(row.cases) as string[],
    state: row.state as TrackedState,
    number: row.number,
    url: row.url,
    filedAt: optional(row.filed_at),
    closedAt: optional(row.closed_at),
    snoozedUntil: optional(row.snoozed_until),
    lastFailed: optional(row.last_failed),
    offeredAt: optional(row.offered_at),
    notice: row.notice as IssueEvent | null,
  };
}

export function readDecision(row: IssueDecisionsTable): Decision {
  const { subject, number } = row;
  return { subject, number, kind: row.kind as DecisionKind, by: row.decided_by, at: Number(row.decided_at) };
}

/** Some servers return a bigint as text. */
function optional(value: number | null): number | null {
  return value === null ? null : Number(value);
}
