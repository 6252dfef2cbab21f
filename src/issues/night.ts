import type { TrackedIssue } from "../model/issue.ts";
import { MINUTE, type Window } from "../model/window.ts";
import { fileIssue, recoverIssue, reopenIssue, updateIssue } from "./filing.ts";
import { noteChanges, quietCases } from "./follow.ts";
import type { IssueParts } from "./parts.ts";
import type { Step } from "./plan.ts";
import { previewOf, type StoryBook } from "./story.ts";
import { coveredBy } from "./subject.ts";
import { type Survey, survey } from "./survey.ts";

/** How long one replica may take to queue a question before another may try. */
const ASK_LEASE_MS = 2 * MINUTE;

/** Works through the failures of a window: files or asks, updates issues, and announces what changed. */
export async function workThroughNight(
  parts: IssueParts,
  stories: StoryBook,
  window: Window,
  readLogsUntilMs: number,
): Promise<Survey> {
  const { ledger, notifier, tracker, now } = parts;
  const found = await survey(parts, window, readLogsUntilMs);
  if (found.kind === "distrusted") {
    const { fault, openNow, openBefore = null } = found;
    const reason = { kind: "distrusted", fault, openNow, openBefore, mayTrust: true } as const;
    const key = `issue-alarm:${tracker.repo}:${found.fault}:${window.end}`;
    await notifier.notify({ kind: "alarm", repo: tracker.repo, reason }, { key, to: "admins" });
    return found;
  }
  await ledger.counted(found.openNow, now());
  const tracked = await noteChanges(parts, found.tracked, found.issues, now());
  for (const step of found.steps) await takeStep(parts, stories, step, found, tracked);
  await tellOfHeld(parts, found.steps, window);
  await announce(parts, stories);
  await offerClosing(parts);
  return found;
}

type Planned = Extract<Survey, { kind: "planned" }>;

async function takeStep(
  parts: IssueParts,
  stories: StoryBook,
  step: Step,
  found: Planned,
  tracked: readonly TrackedIssue[],
): Promise<void> {
  const { rules, now } = parts;
  if ((step.kind === "file" || step.kind === "reopen") && rules.mode === "off") return;
  if ((step.kind === "file" || step.kind === "reopen") && rules.mode === "ask")
    return askAbout(parts, stories, step, found);
  if (step.kind === "file") {
    await fileIssue(parts, await stories.tell(step.subject, step.linked), now);
  } else if (step.kind === "reopen") {
    await reopenIssue(parts, await stories.tell(step.subject), step.issue, now);
  } else if (step.kind === "recover") {
    await recoverIssue(parts, step.subject, step.issue, now);
  } else if (step.kind === "update") {
    const known = tracked.find(({ number }) => number === step.issue.number);
    if (known) await updateIssue(parts, await stories.tell(step.subject), known, now);
  }
}

/** Queues a preview with buttons, once; the claim keeps other replicas from doing the same. */
async function askAbout(
  parts: IssueParts,
  stories: StoryBook,
  step: Extract<Step, { kind: "file" | "reopen" }>,
  { issues, tracked }: Planned,
): Promise<void> {
  const { ledger, notifier, tracker, now } = parts;
  const { subject } = step;
  const names = coveredBy(subject).names;
  const lease = await ledger.claim(subject.key, names, ASK_LEASE_MS, now());
  if (!lease) return;
  const known = (from: readonly TrackedIssue[]) => from.find((each) => each.subject === subject.key);
  const before = known(await ledger.tracked());
  // Somebody has asked or decided since the plan was made.
  if (before && before.state !== "new" && before.state !== known(tracked)?.state) {
    await ledger.release(lease);
    return;
  }
  const verdict =
    step.kind === "file" ? { kind: step.kind, linked: step.linked } : { kind: step.kind, issue: step.issue };
  const story = await stories.tell(subject, step.kind === "file" ? step.linked : null);
  const preview = previewOf(parts, story, verdict, issues, await ledger.decisions());
  const key = `issue-ask:${tracker.repo}:${subject.key}:${preview.evidence.run.job}#${preview.evidence.run.id}`;
  // The card shows the title and the labels; the body would only fill the database.
  const card = { kind: "preview", preview: { ...preview, draft: { ...preview.draft, body: "" } } } as const;
  await notifier.notify(card, { key, to: "deciders" });
  const lastFailed = preview.evidence.run.time;
  const asked = { ...blankEntry(subject.key, names), ...before, state: "asked" as const, offeredAt: now(), lastFailed };
  await ledger.keep(lease, asked, now());
}

export function blankEntry(subject: string, cases: readonly string[]): TrackedIssue {
  const nothing = { number: null, url: null, filedAt: null, closedAt: null, snoozedUntil: null, lastFailed: null };
  return { subject, cases, state: "new", offeredAt: null, notice: null, ...nothing };
}

/** One card for everything over the limit. */
async function tellOfHeld({ notifier, tracker }: IssueParts, steps: readonly Step[], window: Window): Promise<void> {
  const held = steps.filter(({ kind }) => kind === "hold");
  if (held.length === 0) return;
  const names = held.map(({ subject }) => subject.cases[0].name);
  const key = `issue-held:${tracker.repo}:${window.end}`;
  await notifier.notify({ kind: "held", repo: tracker.repo, names }, { key, to: "deciders" });
}

/** Announces each issue that was filed, reopened, adopted or closed; if that fails, it is done the next time. */
export async function announce(parts: IssueParts, stories: StoryBook): Promise<void> {
  const { ledger, notifier, tracker } = parts;
  const tracked = await ledger.tracked();
  for (const each of tracked) {
    const { notice: event, number, url, subject: key, cases } = each;
    if (event === null || number === null || url === null) continue;
    const story = await stories.recall(key, tracked);
    const excerpt = story?.subject.cases[0].sightings[0].failure.excerpt ?? "";
    const notice = { event, repo: tracker.repo, number, url, cases, excerpt, evidence: story?.evidence ?? null };
    const when = (event === "closed" ? each.closedAt : each.lastFailed) ?? 0;
    const how = { key: `issue:${tracker.repo}#${number}:${event}:${when}`, to: "everyone" } as const;
    await notifier.notify({ kind: "notice", notice }, how);
    await ledger.announced(key, event);
  }
}

/** Asks whether to close issues whose cases have not failed for long. */
async function offerClosing(parts: IssueParts): Promise<void> {
  const { ledger, notifier, tracker, now } = parts;
  for (const quiet of await quietCases(parts, await ledger.tracked(), now())) {
    const { subject, cases, number } = quiet.tracked;
    const lease = await ledger.claim(subject, cases, ASK_LEASE_MS, now());
    if (!lease) continue;
    const key = `issue-quiet:${tracker.repo}#${number}:${quiet.tracked.lastFailed}`;
    await notifier.notify({ kind: "quiet", repo: tracker.repo, quiet }, { key, to: "deciders" });
    await ledger.keep(lease, { ...quiet.tracked, offeredAt: now() }, now());
  }
}
