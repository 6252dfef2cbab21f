import type { Decision, Issue, IssueEvent, TrackedIssue } from "../model/issue.ts";
import { MINUTE } from "../model/window.ts";
import { adoptIssue, type Filed, fileIssue, reopenIssue } from "./filing.ts";
import { blankEntry } from "./night.ts";
import type { IssueParts } from "./parts.ts";
import { type StoryBook, verdictOn } from "./story.ts";
import { caseOfKey, type Subject } from "./subject.ts";
import type { DecisionOutcome } from "./views/decided.ts";

/** What a person wants to be done about a subject. */
export type DecisionRequest =
  | { readonly kind: "file" | "not_a_bug" | "close" | "keep" }
  | { readonly kind: "adopt"; readonly number: number }
  | { readonly kind: "snooze"; readonly until: number };

type Result =
  | {
      readonly kind: "done";
      readonly event: IssueEvent | null;
      readonly issue: Issue | null;
      readonly until: number | null;
    }
  /** There is an issue already; nothing new was filed. */
  | { readonly kind: "found"; readonly issue: Issue }
  | { readonly kind: "unknown" | "taken" | "no_issue" };

const LEASE_MS = 2 * MINUTE;

/** Does what a person decided and records who it was; the same decision made twice is carried out once. */
export async function carryOut(
  parts: IssueParts,
  stories: StoryBook,
  key: string,
  request: DecisionRequest,
  by: string,
  issues: () => Promise<readonly Issue[]>,
): Promise<DecisionOutcome> {
  const { ledger, now } = parts;
  const tracked = await ledger.tracked();
  const known = tracked.find(({ subject }) => subject === key);
  const result = await decide({ parts, stories, tracked, issues }, key, request, known);
  const issue = "issue" in result ? result.issue : null;
  if (result.kind === "done") {
    const number = issue?.number ?? known?.number ?? null;
    const decision: Decision = { subject: key, kind: request.kind, by, at: now(), number };
    await ledger.decided(decision);
  }
  return {
    kind: result.kind,
    decision: request.kind,
    subject: key,
    name: caseOfKey(key) ?? null,
    event: result.kind === "done" ? result.event : null,
    issue: issue && { number: issue.number, title: issue.title, url: issue.url },
    until: result.kind === "done" ? result.until : null,
    by,
  };
}

interface Circumstance {
  readonly parts: IssueParts;
  readonly stories: StoryBook;
  readonly tracked: readonly TrackedIssue[];
  readonly issues: () => Promise<readonly Issue[]>;
}

async function decide(
  at: Circumstance,
  key: string,
  request: DecisionRequest,
  known: TrackedIssue | undefined,
): Promise<Result> {
  const { parts, stories, tracked } = at;
  const { now } = parts;
  if (request.kind === "close") return close(parts, known);
  if (request.kind === "keep" && known) return record(parts, { ...known, offeredAt: now() }, null);
  const story = await stories.recall(key, tracked);
  if (!story) return { kind: "unknown" };
  const { subject } = story;
  const entry = known ?? blankEntry(subject.key, [subject.cases[0].name]);
  switch (request.kind) {
    case "file":
      return file(at, subject);
    case "adopt":
      return resultOf(await adoptIssue(parts, story, request.number, now));
    case "snooze":
      return record(parts, { ...entry, state: "snoozed", snoozedUntil: request.until }, request.until);
    case "not_a_bug":
      return record(parts, { ...entry, state: "dismissed" }, null);
    default:
      return { kind: "unknown" };
  }
}

async function file({ parts, stories, tracked, issues }: Circumstance, subject: Subject): Promise<Result> {
  const verdict = verdictOn(parts, subject, await issues(), tracked);
  if (verdict.kind === "covered") return { kind: "found", issue: verdict.issue };
  const story = await stories.tell(subject, verdict.kind === "file" ? verdict.linked : null);
  const filed =
    verdict.kind === "file"
      ? await fileIssue(parts, story, parts.now)
      : await reopenIssue(parts, story, verdict.issue, parts.now);
  return resultOf(filed);
}

function resultOf(filed: Filed | undefined): Result {
  if (!filed) return { kind: "no_issue" };
  return filed.kind === "done" ? { ...filed, until: null } : filed;
}

/** Changes what the ledger knows of a subject, unless somebody else is working on it. */
async function record({ ledger, now }: IssueParts, entry: TrackedIssue, until: number | null): Promise<Result> {
  const lease = await ledger.claim(entry.subject, entry.cases, LEASE_MS, now());
  if (!lease || !(await ledger.keep(lease, entry, now()))) return { kind: "taken" };
  return { kind: "done", event: null, issue: null, until };
}

async function close({ tracker, ledger, now }: IssueParts, known: TrackedIssue | undefined): Promise<Result> {
  const issue = known?.number ? await tracker.issue(known.number) : undefined;
  if (!known || !issue) return { kind: "no_issue" };
  const lease = await ledger.claim(known.subject, known.cases, LEASE_MS, now());
  if (!lease) return { kind: "taken" };
  if (issue.state === "open") await tracker.change(issue.number, { state: "closed" });
  await ledger.keep(lease, { ...known, state: "closed", closedAt: now(), notice: "closed" }, now());
  return { kind: "done", event: "closed", issue: { ...issue, state: "closed" }, until: null };
}
