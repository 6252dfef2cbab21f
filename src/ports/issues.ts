import type { Decision, Issue, IssueDraft, IssueEvent, TrackedIssue } from "../model/issue.ts";
import type { Lease } from "./lease.ts";

/** The issues of one repository on GitHub. @throws UnreachableError, or a RefusedError that says what is missing */
export interface IssueTracker {
  readonly repo: string;
  /** Every issue in this state, pull requests left out; all pages or an error. `since` is about the last change, epoch milliseconds. */
  list(wanted: { readonly state: "open" | "closed" | "all"; readonly since?: number }): Promise<readonly Issue[]>;
  issue(number: number): Promise<Issue | undefined>;
  /** Never retried: a lost answer may mean that the issue was created. */
  create(draft: IssueDraft): Promise<Issue>;
  change(number: number, change: { readonly body?: string; readonly state?: Issue["state"] }): Promise<void>;
  comment(number: number, text: string): Promise<void>;
}

/** What we know about the issues of one repository. Instants are epoch milliseconds. */
export interface IssueLedger {
  /** Every subject, the last changed first. */
  tracked(): Promise<readonly TrackedIssue[]>;
  /** Claims a subject, which need not be known yet. Undefined where somebody else's lease on it has not run out. */
  claim(subject: string, cases: readonly string[], leaseMs: number, now: number): Promise<IssueLease | undefined>;
  /** Writes what is known about the claimed subject and gives up the lease. */
  keep(lease: Lease, tracked: TrackedIssue, now: number): Promise<boolean>;
  /** Gives up the lease and changes nothing. */
  release(lease: Lease): Promise<boolean>;
  /** Notes that this event of the subject was announced. A newer event is still announced. */
  announced(subject: string, event: IssueEvent): Promise<void>;
  /** Keeps what a person decided. */
  decided(decision: Decision): Promise<void>;
  /** The newest 500 decisions, newest first. */
  decisions(): Promise<readonly Decision[]>;
  /** How many open issues the last trusted listing had, and when; undefined before the first. */
  lastCount(): Promise<{ readonly openIssues: number; readonly countedAt: number } | undefined>;
  counted(openIssues: number, now: number): Promise<void>;
}

export interface IssueLease extends Lease {
  /** When the subject was first claimed, epoch milliseconds. */
  readonly knownSince: number;
}
