import type { Decision, DecisionKind, Issue, IssueEvent, TrackedIssue } from "../model/issue.ts";
import { MINUTE } from "../model/window.ts";
import { adoptIssue, type Filed, fileIssue, reopenIssue } from "./filing.ts";
import { blank, type NightParts } from "./night.ts";
import { recallSubject, tellStory, verdictOn } from "./story.ts";
import type { Subject } from "./subject.ts";

/** What a person wants done about a subject. */
export type Wish =
  | { readonly kind: "file" | "not_a_bug" | "close" | "keep" }
  | { readonly kind: "adopt"; readonly number: number }
  | { readonly kind: "snooze"; readonly until: number };

/** What came of it. */
export type Decided =
  | {
      readonly kind: "done";
      readonly wish: DecisionKind;
      readonly event: IssueEvent | null;
      readonly issue: Issue | null;
      readonly until: number | null;
    }
  /** There is an issue already; nothing new was filed. */
  | { readonly kind: "found"; readonly issue: Issue }
  | { readonly kind: "unknown" | "taken" | "no_issue" };

const LEASE_MS = 2 * MINUTE;

/** Does what a person decided and keeps who it was; asked twice, it is done once. */
export async function carryOut(
  parts: NightParts,
  subjectKey: string,
  wish: Wish,
  by: string,
  issues: () => Promise<readonly Issue[]>,
): Promise<Decided> {
  const { ledger, now } = parts;
  const tracked = await ledger.tracked();
  const known = tracked.find(({ subject }) => subject === subjectKey);
  const decided = await decide(parts, subjectKey, wish, known, tracked, issues);
  if (decided.kind === "done") {
    const decision: Decision = {
      subject: subjectKey,
      kind: wish.kind,
      by,
      at: now(),
      number: decided.issue?.number ?? known?.number ?? null,
    };
    await ledger.decided(decision);
  }
  return decided;
}

async function decide(
  parts: NightParts,
  subjectKey: string,
  wish: Wish,
  known: TrackedIssue | undefined,
  tracked: readonly TrackedIssue[],
  issues: () => Promise<readonly Issue[]>,
): Promise<Decided> {
  if (wish.kind === "close") return close(parts, known);
  const { now } = parts;
  if (wish.kind === "keep" && known) return note(parts, { ...known, offeredAt: now() }, wish.kind, null);
  const subject = await recallSubject(parts, subjectKey, tracked, now());
  if (!subject) return { kind: "unknown" };
  const entry = known ?? blank(subject.key, [subject.cases[0].name]);
  switch (wish.kind) {
    case "file":
      return file(parts, subject, await issues(), tracked);
    case "adopt":
      return told(await adoptIssue(parts, await tellStory(parts, subject, null, now()), wish.number, now), wish.kind);
    case "snooze":
      return note(parts, { ...entry, state: "snoozed", snoozedUntil: wish.until }, wish.kind, wish.until);
    case "not_a_bug":
      return note(parts, { ...entry, state: "dismissed" }, wish.kind, null);
    default:
      return { kind: "unknown" };
  }
}

async function file(
  parts: NightParts,
  subject: Subject,
  issues: readonly Issue[],
  tracked: readonly TrackedIssue[],
): Promise<Decided> {
  const { now } = parts;
  const verdict = verdictOn(parts, subject, issues, tracked);
  if (verdict.kind === "covered") return { kind: "found", issue: verdict.issue };
  const story = await tellStory(parts, subject, verdict.kind === "file" ? verdict.linked : null, now());
  const filed =
    verdict.kind === "file" ? await fileIssue(parts, story, now) : await reopenIssue(parts, story, verdict.issue, now);
  return told(filed, "file");
}

function told(filed: Filed | undefined, wish: DecisionKind): Decided {
  if (!filed) return { kind: "no_issue" };
  return filed.kind === "done" ? { kind: "done", wish, event: filed.event, issue: filed.issue, until: null } : filed;
}

/** Changes what is known of a subject, unless somebody else is at it. */
async function note(
  { ledger, now }: NightParts,
  entry: TrackedIssue,
  wish: DecisionKind,
  until: number | null,
): Promise<Decided> {
  const lease = await ledger.claim(entry.subject, entry.cases, LEASE_MS, now());
  if (!lease || !(await ledger.keep(lease, entry, now()))) return { kind: "taken" };
  return { kind: "done", wish, event: null, issue: null, until };
}

async function close(parts: NightParts, known: TrackedIssue | undefined): Promise<Decided> {
  const { tracker, ledger, now } = parts;
  const issue = known?.number ? await tracker.issue(known.number) : undefined;
  if (!known || !issue) return { kind: "no_issue" };
  const lease = await ledger.claim(known.subject, known.cases, LEASE_MS, now());
  if (!lease) return { kind: "taken" };
  if (issue.state === "open") await tracker.change(issue.number, { state: "closed" });
  await ledger.keep(lease, { ...known, state: "closed", closedAt: now(), notice: "closed" }, now());
  return { kind: "done", wish: "close", event: "closed", issue: { ...issue, state: "closed" }, until: null };
}
