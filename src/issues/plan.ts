import type { Issue, TrackedIssue } from "../model/issue.ts";
import { DAY } from "../model/window.ts";
import { type IssueStanding, type Known, standingOf } from "./covering-issue.ts";
import { lastFailed, type NightlyCase } from "./nightly-case.ts";
import { caseKey, lastFailedOf, markedKeys, type Subject, subjectsOf } from "./subject.ts";

/** Why nothing is done about a subject for now. */
export type WaitReason = "snoozed" | "not_a_bug" | "asked";

/** What to do about a subject. */
export type Step =
  | { readonly kind: "file"; readonly subject: Subject; readonly linked: Issue | null }
  | { readonly kind: "reopen"; readonly subject: Subject; readonly issue: Issue }
  /** An issue that we filed or adopted: its status block is updated. */
  | { readonly kind: "update"; readonly subject: Subject; readonly issue: Issue }
  /** An issue with our mark that is not in our ledger: the process that filed it died before it could record it. */
  | { readonly kind: "recover"; readonly subject: Subject; readonly issue: Issue }
  /** Somebody else's issue, which we leave alone. */
  | { readonly kind: "leave"; readonly subject: Subject; readonly issue: Issue }
  | { readonly kind: "wait"; readonly subject: Subject; readonly why: WaitReason }
  /** Over the limit of new issues. */
  | { readonly kind: "hold"; readonly subject: Subject };

/** A card that nobody answered is sent again after this. */
const ASKED_AGAIN_MS = 7 * DAY;
/** These limits keep a bug of ours, or a fault of GitHub's, from becoming five hundred issues. */
const MOST_PER_RUN = 5;
const MOST_PER_DAY = 10;

/** How many issues may still be filed now. */
export function roomForNew(tracked: readonly TrackedIssue[], now: number): number {
  const today = tracked.filter(({ filedAt }) => filedAt !== null && filedAt > now - DAY).length;
  return Math.max(0, Math.min(MOST_PER_RUN, MOST_PER_DAY - today));
}

/** What to do about the cases of a night, in the order of their runs; `room` is how many issues may be filed. */
export function planSteps(cases: readonly NightlyCase[], known: Known, room: number, now: number): Step[] {
  const about = cases.map((nightly) => ({ nightly, step: stepOfCase(nightly, known, now) }));
  const bare = about.filter(({ step }) => step === null).map(({ nightly }) => nightly);
  const fresh = subjectsOf(bare).map((subject) => stepOfSubject(subject, known, now));
  const settled = about.flatMap(({ step }) => (step === null ? [] : [step]));
  return braked([...joined([...settled, ...fresh])], room);
}

function stepOfCase(nightly: NightlyCase, known: Known, now: number): Step | null {
  const { name } = nightly;
  const subject: Subject = { key: caseKey(name), scope: "case", cases: [nightly] };
  const silenced = known.tracked
    .filter(({ cases }) => cases.includes(name))
    .map((tracked) => silence(tracked, now))
    .find((why) => why !== null);
  if (silenced && silenced !== "asked") return { kind: "wait", subject, why: silenced };
  const standing = standingOf(subject.key, name, lastFailed(nightly), known);
  const step = stepOn(standing, subject, known);
  if (step.kind === "leave" || step.kind === "update" || step.kind === "recover") return step;
  if (silenced) return { kind: "wait", subject, why: silenced };
  return step.kind === "file" && step.linked === null ? null : step;
}

/** For a group of cases, or one case alone. */
function stepOfSubject(subject: Subject, known: Known, now: number): Step {
  const tracked = known.tracked.find((each) => each.subject === subject.key);
  const why = tracked ? silence(tracked, now) : null;
  if (why) return { kind: "wait", subject, why };
  const [only] = subject.scope === "case" ? subject.cases : [];
  return stepOn(standingOf(subject.key, only?.name ?? null, lastFailedOf(subject), known), subject, known);
}

function stepOn(standing: IssueStanding, subject: Subject, known: Known): Step {
  if (standing.kind === "bare") return { kind: "file", subject, linked: standing.linked };
  const { issue } = standing;
  if (standing.kind === "back") return { kind: "reopen", subject, issue };
  const ours = known.tracked.some(({ number }) => number === issue.number);
  const [key] = markedKeys(issue.body);
  if (!ours && key !== undefined) return { kind: "recover", subject: { ...subject, key }, issue };
  return { kind: ours ? "update" : "leave", subject, issue };
}

function silence(tracked: TrackedIssue, now: number): WaitReason | null {
  if (tracked.state === "dismissed") return "not_a_bug";
  if (tracked.state === "snoozed" && (tracked.snoozedUntil ?? 0) > now) return "snoozed";
  const asked = tracked.state === "asked" && (tracked.offeredAt ?? 0) > now - ASKED_AGAIN_MS;
  return asked ? "asked" : null;
}

/** Merges steps on the same issue: an issue about many cases is reopened once. */
function joined(steps: readonly Step[]): Step[] {
  const byIssue = new Map<string, Step>();
  for (const step of steps) {
    const key = "issue" in step ? `${step.kind} ${step.issue.number}` : step.subject.key;
    const before = byIssue.get(key);
    byIssue.set(key, before ? { ...before, subject: withCases(before.subject, step.subject) } : step);
  }
  return [...byIssue.values()];
}

function withCases(subject: Subject, more: Subject): Subject {
  const others = more.cases.filter(({ name }) => !subject.cases.some((known) => known.name === name));
  return { ...subject, cases: [...subject.cases, ...others] };
}

function braked(steps: readonly Step[], room: number): Step[] {
  let left = room;
  return steps.map((step) => {
    if (step.kind !== "file" && step.kind !== "reopen") return step;
    left -= 1;
    return left < 0 ? { kind: "hold", subject: step.subject } : step;
  });
}
