import type { Decision, Issue, IssueDraft, TrackedIssue } from "../model/issue.ts";

/** The issues of one repository on GitHub. Fails with an UnreachableError, or a RefusedError that says what is missing. */
export interface IssueTracker {
  readonly repo: string;
  /** Every page, or an error; pull requests left out. `since` is about the last change. */
  list(wanted: { readonly state: "open" | "closed" | "all"; readonly since?: number }): Promise<readonly Issue[]>;
  issue(number: number): Promise<Issue | undefined>;
  /** Asked once, never again by itself: an answer that was lost may stand for an issue that was made. */
  create(draft: IssueDraft): Promise<Issue>;
  change(number: number, change: { readonly body?: string; readonly state?: Issue["state"] }): Promise<void>;
  comment(number: number, text: string): Promise<void>;
}

/** What we know of the issues of one repository: whoever claims a subject first acts on it. */
export interface IssueLedger {
  tracked(): Promise<readonly TrackedIssue[]>;
  /**
   * False where somebody else holds the subject. Otherwise since when it is known, and it is ours until `until`;
   * a claim whose owner died is free again after that.
   */
  claim(subject: string, cases: readonly string[], now: number, until: number): Promise<{ since: number } | false>;
  /** Writes what is known and gives up the claim. */
  keep(tracked: TrackedIssue, now: number): Promise<void>;
  release(subject: string): Promise<void>;
  announced(subject: string): Promise<void>;
  decided(decision: Decision): Promise<void>;
  /** Newest first. */
  decisions(): Promise<readonly Decision[]>;
  /** How many open issues the last good listing had, and when; undefined before the first. */
  lastCount(): Promise<{ readonly openIssues: number; readonly countedAt: number } | undefined>;
  counted(openIssues: number, now: number): Promise<void>;
}
