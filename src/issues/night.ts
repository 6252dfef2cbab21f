import type { TrackedIssue } from "../model/issue.ts";
import { MINUTE, type Window } from "../model/window.ts";
import { fileIssue, recoverIssue, reopenIssue, updateIssue } from "./filing.ts";
import { noteChanges, quietCases } from "./follow.ts";
import type { Notifier } from "./notifier.ts";
import type { IssueParts } from "./parts.ts";
import type { Step } from "./plan.ts";
import { previewOf, recallSubject, tellStory } from "./story.ts";
import { coveredBy } from "./subject.ts";
import { type Survey, survey } from "./survey.ts";
import { distrustedReason, heldView, issueAlarmView, quietView } from "./views/alarm.ts";
import { issueNoticeView } from "./views/notice.ts";
import { issuePreviewView } from "./views/preview.ts";

/** Asking takes no longer than this; then it is somebody else's turn. */
const ASK_LEASE_MS = 2 * MINUTE;

export interface NightParts extends IssueParts {
  readonly notifier: Notifier;
  readonly now: () => number;
}

/** Goes through the failures of a window: files or asks, keeps issues up to date, and tells of what changed. */
export async function workThroughNight(parts: NightParts, window: Window, patience: number): Promise<Survey> {
  const { ledger, notifier, tracker, now } = parts;
  const found = await survey(parts, window, patience, now());
  if (found.kind === "distrusted") {
    const reason = distrustedReason(found.fault, found.openNow, found.openBefore);
    const key = `issue-alarm:${tracker.repo}:${found.fault}:${window.end}`;
    await notifier.notify(issueAlarmView(tracker.repo, reason, true), { key, to: "admins" });
    return found;
  }
  await ledger.counted(found.openNow, now());
  const tracked = await noteChanges(parts, found.tracked, found.issues, now());
  for (const step of found.steps) await takeStep(parts, step, found, tracked);
  await tellOfHeld(parts, found.steps, window);
  await announce(parts);
  await offerClosing(parts);
  return found;
}

type Planned = Extract<Survey, { kind: "planned" }>;

async function takeStep(
  parts: NightParts,
  step: Step,
  found: Planned,
  tracked: readonly TrackedIssue[],
): Promise<void> {
  const { rules, now } = parts;
  if ((step.kind === "file" || step.kind === "reopen") && rules.mode === "off") return;
  if ((step.kind === "file" || step.kind === "reopen") && rules.mode === "ask") return askAbout(parts, step, found);
  if (step.kind === "file") {
    await fileIssue(parts, await tellStory(parts, step.subject, step.linked, now()), now);
  } else if (step.kind === "reopen") {
    await reopenIssue(parts, await tellStory(parts, step.subject, null, now()), step.issue, now);
  } else if (step.kind === "recover") {
    await recoverIssue(parts, step.subject, step.issue, now);
  } else if (step.kind === "update") {
    const known = tracked.find(({ number }) => number === step.issue.number);
    if (known) await updateIssue(parts, await tellStory(parts, step.subject, null, now()), known, now);
  }
}

/** Sends a preview with buttons, once; the claim keeps other replicas from sending it too. */
async function askAbout(
  parts: NightParts,
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
  // Somebody asked or decided since the plan was made.
  if (before && before.state !== "new" && before.state !== known(tracked)?.state) {
    await ledger.release(lease);
    return;
  }
  const verdict =
    step.kind === "file" ? { kind: step.kind, linked: step.linked } : { kind: step.kind, issue: step.issue };
  const preview = await previewOf(parts, subject, verdict, issues, await ledger.decisions(), now());
  const key = `issue-ask:${tracker.repo}:${subject.key}:${preview.evidence.run.job}#${preview.evidence.run.id}`;
  await notifier.notify(issuePreviewView(preview), { key, to: "deciders" });
  const lastFailed = preview.evidence.run.time;
  const asked = { ...blank(subject.key, names), ...before, state: "asked" as const, offeredAt: now(), lastFailed };
  await ledger.keep(lease, asked, now());
}

export function blank(subject: string, cases: readonly string[]): TrackedIssue {
  const nothing = { number: null, url: null, filedAt: null, closedAt: null, snoozedUntil: null, lastFailed: null };
  return { subject, cases, state: "new", offeredAt: null, notice: null, ...nothing };
}

/** One card for all that is over the limit. */
async function tellOfHeld({ notifier, tracker }: NightParts, steps: readonly Step[], window: Window): Promise<void> {
  const held = steps.filter(({ kind }) => kind === "hold");
  if (held.length === 0) return;
  const names = held.map(({ subject }) => subject.cases[0].name);
  const key = `issue-held:${tracker.repo}:${window.end}`;
  await notifier.notify(heldView(tracker.repo, names), { key, to: "deciders" });
}

/** Tells of every issue that was filed, reopened, taken over or closed; what could not be told is told the next time. */
export async function announce(parts: NightParts): Promise<void> {
  const { ledger, notifier, tracker, links, rules, now } = parts;
  const tracked = await ledger.tracked();
  for (const each of tracked) {
    const { notice: event, number, url, subject: key, cases } = each;
    if (event === null || number === null || url === null) continue;
    const subject = await recallSubject(parts, key, tracked, now());
    const evidence = subject && (await tellStory(parts, subject, null, now())).evidence;
    const excerpt = subject?.cases[0].sightings[0].failure.excerpt ?? "";
    const told = { event, repo: tracker.repo, number, url, cases, excerpt, evidence, links, zone: rules.zone };
    const when = (event === "closed" ? each.closedAt : each.lastFailed) ?? 0;
    await notifier.notify(issueNoticeView(told), {
      key: `issue:${tracker.repo}#${number}:${event}:${when}`,
      to: "everyone",
    });
    await ledger.announced(key, event);
  }
}

async function offerClosing(parts: NightParts): Promise<void> {
  const { ledger, notifier, tracker, now } = parts;
  for (const quiet of await quietCases(parts, await ledger.tracked(), now())) {
    const { subject, cases, number } = quiet.tracked;
    const lease = await ledger.claim(subject, cases, ASK_LEASE_MS, now());
    if (!lease) continue;
    const key = `issue-quiet:${tracker.repo}#${number}:${quiet.tracked.lastFailed}`;
    await notifier.notify(quietView(tracker.repo, quiet), { key, to: "deciders" });
    await ledger.keep(lease, { ...quiet.tracked, offeredAt: now() }, now());
  }
}
