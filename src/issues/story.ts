import type { Evidence } from "../model/evidence.ts";
import type { Decision, Issue, TrackedIssue } from "../model/issue.ts";
import { standingOf } from "./covering-issue.ts";
import { gatherEvidence } from "./evidence.ts";
import { issueDraft, reopenComment, type Story } from "./issue-text.ts";
import type { IssueParts } from "./parts.ts";
import type { Step } from "./plan.ts";
import { recallSubject } from "./recall.ts";
import { similarIssues } from "./similar-issues.ts";
import { coveredBy, lastFailedOf, type Subject } from "./subject.ts";
import type { PlannedStep } from "./views/plan.ts";
import type { IssuePreview, PreviewVerdict } from "./views/preview.ts";

/** The stories of one night or one decision: the evidence of each subject is gathered once. */
export interface StoryBook {
  tell(subject: Subject, linked?: Issue | null): Promise<Story>;
  /** By its key; undefined if none of its cases has failed of late. */
  recall(key: string, tracked: readonly TrackedIssue[]): Promise<Story | undefined>;
}

export function openStoryBook(parts: IssueParts): StoryBook {
  const { links, rules, tracker, now } = parts;
  const gathered = new Map<string, { readonly subject: Subject; readonly evidence: Promise<Evidence> }>();

  async function tell(subject: Subject, linked: Issue | null = null): Promise<Story> {
    const known = gathered.get(subject.key) ?? { subject, evidence: gatherEvidence(parts, subject, now()) };
    gathered.set(subject.key, known);
    return { subject, evidence: await known.evidence, linked, repo: tracker.repo, links, zone: rules.zone };
  }

  return {
    tell,
    async recall(key, tracked) {
      const subject = gathered.get(key)?.subject ?? (await recallSubject(parts, key, tracked, now()));
      return subject && tell(subject);
    },
  };
}

/** What filing this subject would do now. */
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

export function previewOf(
  { rules, tracker }: IssueParts,
  story: Story,
  verdict: PreviewVerdict,
  issues: readonly Issue[],
  decisions: readonly Decision[],
): IssuePreview {
  const { subject, evidence } = story;
  const shown = verdict.kind === "file" ? verdict.linked?.number : verdict.issue.number;
  const others = issues.filter(({ number }) => number !== shown);
  return {
    subject: subject.key,
    cases: coveredBy(subject).names,
    repo: tracker.repo,
    excerpt: subject.cases[0].sightings[0].failure.excerpt,
    evidence,
    draft: issueDraft(story, rules.labels),
    verdict,
    similar: similarIssues(subject.cases[0].name, others),
    decisions: decisions.filter((decision) => decision.subject === subject.key),
  };
}

/** A step with its texts in full, for a person to read before anything is done. */
export async function plannedStep(parts: IssueParts, stories: StoryBook, step: Step): Promise<PlannedStep> {
  const name = step.subject.cases.map((nightly) => nightly.name).join(", ");
  const asks = parts.rules.mode === "ask";
  switch (step.kind) {
    case "file": {
      const story = await stories.tell(step.subject, step.linked);
      return { kind: "file", name, draft: issueDraft(story, parts.rules.labels), asks };
    }
    case "reopen": {
      const story = await stories.tell(step.subject);
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
