import type { Issue, IssueEvent, TrackedIssue } from "../model/issue.ts";
import { DAY, MINUTE } from "../model/window.ts";
import { RefusedError } from "../ports/errors.ts";
import type { Lease } from "../ports/lease.ts";
import { standingOf } from "./covering-issue.ts";
import { issueDraft, reopenComment, type Story } from "./issue-text.ts";
import type { IssueParts } from "./parts.ts";
import { saysTheSame, statusBlock, withStatus } from "./status-block.ts";
import { coveredBy, lastFailedOf, markedKeys, type Subject } from "./subject.ts";

/** How long a claim on a subject is valid; after that another process may continue. */
const LEASE_MS = 10 * MINUTE;
/** Nothing is created near the end of a lease, when another process may begin. */
const MARGIN_MS = 2 * MINUTE;
/** GitHub's clock may differ from ours, and its listing may lag. */
const LOOK_BACK_MS = 10 * MINUTE;

export type Filed =
  | { readonly kind: "done"; readonly event: IssueEvent; readonly issue: Issue }
  /** An issue exists after all: by another replica, by an attempt that died, or by a person. */
  | { readonly kind: "found"; readonly issue: Issue }
  /** Somebody else is working on it. */
  | { readonly kind: "taken" };

type Tools = Pick<IssueParts, "tracker" | "ledger" | "rules">;
type Now = IssueParts["now"];

/**
 * Files an issue once: claims the subject, looks for an existing issue again, and only then creates one. If GitHub's
 * answer is lost, the claim stays until it expires, and whoever comes next looks first.
 */
export async function fileIssue(tools: Tools, story: Story, now: Now): Promise<Filed> {
  const { tracker, ledger, rules } = tools;
  const { subject } = story;
  const lease = await ledger.claim(subject.key, coveredBy(subject).names, LEASE_MS, now());
  if (!lease) return { kind: "taken" };
  const there = await lookAgain(tools, subject, lease.knownSince);
  if (there) {
    await ledger.keep(lease, trackedFrom(subject, there, isOurs(there, subject) ? "filed" : "adopted"), now());
    return { kind: "found", issue: there };
  }
  if (now() > lease.untilMs - MARGIN_MS) return { kind: "taken" };
  const issue = await unlessRefused(tools, lease, () => tracker.create(issueDraft(story, rules.labels)));
  await ledger.keep(lease, trackedFrom(subject, issue, "filed"), now());
  return { kind: "done", event: "filed", issue };
}

/** Reopens an issue and says why, once. It stays in the ledger under the subject that it was filed for. */
export async function reopenIssue(tools: Tools, story: Story, closed: Issue, now: Now): Promise<Filed> {
  const { tracker, ledger } = tools;
  const row = (await ledger.tracked()).find(({ number }) => number === closed.number);
  const subject = row ? { ...story.subject, key: row.subject } : story.subject;
  const names = [...new Set([...(row?.cases ?? []), ...coveredBy(subject).names])];
  const lease = await ledger.claim(subject.key, names, LEASE_MS, now());
  if (!lease) return { kind: "taken" };
  const entry = (issue: Issue, notice: IssueEvent | null): TrackedIssue => ({
    ...trackedFrom(subject, issue, notice),
    cases: names,
    filedAt: row?.filedAt ?? null,
  });
  const fresh = (await tracker.issue(closed.number)) ?? closed;
  if (fresh.state === "open") {
    await ledger.keep(lease, entry(fresh, null), now());
    return { kind: "found", issue: fresh };
  }
  await unlessRefused(tools, lease, () => tracker.change(closed.number, { state: "open" }));
  const issue: Issue = { ...fresh, state: "open", closedAt: null, stateReason: null };
  await ledger.keep(lease, entry(issue, "reopened"), now());
  await tracker.comment(closed.number, reopenComment(story));
  return { kind: "done", event: "reopened", issue };
}

/** Adopts somebody else's issue: it gets a status block, and is tracked from now on. */
export async function adoptIssue(tools: Tools, story: Story, number: number, now: Now): Promise<Filed | undefined> {
  const { tracker, ledger } = tools;
  const { subject } = story;
  const issue = await tracker.issue(number);
  if (!issue) return undefined;
  const names = coveredBy(subject).names;
  const lease = await ledger.claim(subject.key, names, LEASE_MS, now());
  if (!lease) return { kind: "taken" };
  await unlessRefused(tools, lease, () => writeStatus(tools, story, issue, { key: subject.key, names }, true));
  await ledger.keep(lease, { ...trackedFrom(subject, issue, "adopted"), filedAt: null }, now());
  return { kind: "done", event: "adopted", issue };
}

/** Records an issue that an attempt filed before it died; it still has to be announced. */
export async function recoverIssue({ ledger }: Tools, subject: Subject, issue: Issue, now: Now): Promise<void> {
  const { key, names } = coveredBy(subject);
  const lease = await ledger.claim(key, names, LEASE_MS, now());
  if (!lease) return;
  const began = (await ledger.tracked()).find((each) => each.subject === key);
  const isNews = began !== undefined && issue.createdAt > now() - DAY;
  await ledger.keep(
    lease,
    { ...trackedFrom(subject, issue, isNews ? "filed" : null), filedAt: issue.createdAt },
    now(),
  );
}

/** Updates the status block; the body is read anew, since people edit it too. */
export async function updateIssue(tools: Tools, story: Story, tracked: TrackedIssue, now: Now): Promise<void> {
  const { tracker, ledger } = tools;
  const { subject } = story;
  if (tracked.number === null) return;
  const issue = await tracker.issue(tracked.number);
  const lease = issue && (await ledger.claim(tracked.subject, tracked.cases, LEASE_MS, now()));
  if (!lease) return;
  const cases = [...new Set([...tracked.cases, ...coveredBy(subject).names])];
  const covered = { key: tracked.subject, names: cases };
  await unlessRefused(tools, lease, () => writeStatus(tools, story, issue, covered, false));
  await ledger.keep(lease, { ...tracked, cases, state: "open", lastFailed: lastFailedOf(subject) }, now());
}

async function writeStatus(
  { tracker }: Tools,
  story: Story,
  issue: Issue,
  covered: { readonly key: string; readonly names: readonly string[] },
  append: boolean,
): Promise<void> {
  const body = withStatus(issue.body, statusBlock(covered, story.evidence, story), append);
  if (!saysTheSame(body, issue.body)) await tracker.change(issue.number, { body });
}

/**
 * Looks at what another replica has recorded, and at what changed on GitHub since the subject was first claimed: an
 * attempt that died may have created an issue without recording it.
 */
async function lookAgain({ tracker, ledger, rules }: Tools, subject: Subject, since: number): Promise<Issue | null> {
  const [recent, tracked] = await Promise.all([
    tracker.list({ state: "all", since: since - LOOK_BACK_MS }),
    ledger.tracked(),
  ]);
  const kept = tracked.find((each) => each.subject === subject.key && each.state === "open");
  const recorded = kept?.number ? await tracker.issue(kept.number) : undefined;
  if (recorded?.state === "open") return recorded;
  const known = { issues: recent, tracked, creators: rules.creators };
  const names = subject.scope === "case" ? coveredBy(subject).names : [null];
  const standings = names.map((name) => standingOf(subject.key, name, lastFailedOf(subject), known));
  const covered = standings.find(({ kind }) => kind === "covered");
  return covered?.kind === "covered" ? covered.issue : null;
}

/** A refusal is final, so the subject is released; after any other error it stays claimed. */
async function unlessRefused<Answer>({ ledger }: Tools, lease: Lease, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedError) await ledger.release(lease);
    throw error;
  }
}

function isOurs(issue: Issue, { key }: Subject): boolean {
  return markedKeys(issue.body).includes(key);
}

function trackedFrom(subject: Subject, issue: Issue, notice: IssueEvent | null): TrackedIssue {
  return {
    subject: subject.key,
    cases: coveredBy(subject).names,
    state: issue.state,
    number: issue.number,
    url: issue.url,
    filedAt: notice === "filed" ? issue.createdAt : null,
    closedAt: issue.closedAt,
    snoozedUntil: null,
    lastFailed: lastFailedOf(subject),
    offeredAt: null,
    notice,
  };
}
