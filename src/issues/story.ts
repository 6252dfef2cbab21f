import type { Decision, Issue, TrackedIssue } from "../model/issue.ts";
import { standingOf } from "./covering.ts";
import { gatherEvidence } from "./gather.ts";
import { issueDraft, reopenComment, type Story } from "./issue-text.ts";
import { nearestIssues } from "./nearest.ts";
import type { IssueParts } from "./parts.ts";
import type { Step } from "./plan.ts";
import { recallCase } from "./recall.ts";
import { caseKey, caseOfKey, coveredBy, lastFailedOf, type Subject } from "./subject.ts";
import type { Planned } from "./views/plan.ts";
import type { IssuePreview, PreviewVerdict } from "./views/preview.ts";

/** A subject with all that is to be told about it. */
export async function tellStory(
  parts: IssueParts,
  subject: Subject,
  linked: Issue | null,
  now: number,
): Promise<Story> {
  const { links, rules, tracker } = parts;
  const evidence = await gatherEvidence(parts, subject, now);
  return { subject, evidence, linked, repo: tracker.repo, links, zone: rules.zone };
}

/** A subject by its key, or a case by its name; undefined where nothing of it failed of late. */
export async function recallSubject(
  parts: IssueParts,
  named: string,
  tracked: readonly TrackedIssue[],
  now: number,
): Promise<Subject | undefined> {
  const known = tracked.find(({ subject }) => subject === named);
  const names = known?.cases ?? [caseOfKey(named) ?? named];
  const found = await Promise.all(names.map((name) => recallCase(parts, name, now)));
  const [first, ...others] = found.filter((nightly) => nightly !== undefined);
  if (!first) return undefined;
  const scope = (["message", "package"] as const).find((each) => known?.subject.startsWith(`${each}:`)) ?? "case";
  return { key: known?.subject ?? caseKey(first.name), scope, cases: [first, ...others] };
}

/** What a click on "file" would do now. */
export function verdictOn(
  parts: IssueParts,
  subject: Subject,
  issues: readonly Issue[],
  tracked: readonly TrackedIssue[],
): PreviewVerdict {
  const known = { issues, tracked, creators: parts.rules.creators };
  const name = subject.scope === "case" ? subject.cases[0].name : null;
  const standing = standingOf(subject.key, name, lastFailedOf(subject), known);
  if (standing.kind === "bare") return { kind: "file", linked: standing.linked };
  return { kind: standing.kind === "back" ? "reopen" : "covered", issue: standing.issue };
}

export async function previewOf(
  parts: IssueParts,
  subject: Subject,
  verdict: PreviewVerdict,
  issues: readonly Issue[],
  decisions: readonly Decision[],
  now: number,
): Promise<IssuePreview> {
  const story = await tellStory(parts, subject, verdict.kind === "file" ? verdict.linked : null, now);
  const shown = verdict.kind === "file" ? verdict.linked?.number : verdict.issue.number;
  const others = issues.filter(({ number }) => number !== shown);
  return {
    subject: subject.key,
    cases: coveredBy(subject).names,
    repo: parts.tracker.repo,
    excerpt: subject.cases[0].sightings[0].failure.excerpt,
    evidence: story.evidence,
    draft: issueDraft(story, parts.rules.labels),
    verdict,
    nearest: nearestIssues(subject.cases[0].name, others),
    decisions: decisions.filter((decision) => decision.subject === subject.key),
    zone: story.zone,
    links: story.links,
  };
}

/** A step with its texts in full, for a person to read before anything is done. */
export async function plannedOf(parts: IssueParts, step: Step, now: number): Promise<Planned> {
  const name = step.subject.cases.map((nightly) => nightly.name).join(", ");
  const asks = parts.rules.mode === "ask";
  switch (step.kind) {
    case "file": {
      const story = await tellStory(parts, step.subject, step.linked, now);
      return { kind: "file", name, draft: issueDraft(story, parts.rules.labels), asks };
    }
    case "reopen": {
      const story = await tellStory(parts, step.subject, null, now);
      return { kind: "reopen", name, issue: step.issue, comment: reopenComment(story), asks };
    }
    case "update":
    case "recover":
    case "leave":
      return { kind: step.kind, name, issue: step.issue };
    case "wait":
      return { kind: "wait", name, why: step.why };
    case "hold":
      return { kind: "hold", name };
  }
}
