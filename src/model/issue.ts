/** An issue as its tracker has it; never a pull request. */
export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  /** Why it is closed: `completed`, `not_planned`, `duplicate`; null where nobody said. */
  readonly stateReason: string | null;
  readonly author: string | null;
  readonly url: string;
  readonly createdAt: number;
  readonly closedAt: number | null;
}

/** What an issue is filed with. */
export interface IssueDraft {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/**
 * Where something that fails at night stands.
 * `new`: claimed, nothing done yet. `asked`: a card waits for a person. The others say what became of it.
 */
export type TrackedState = "new" | "asked" | "open" | "closed" | "snoozed" | "dismissed";

/** What changed on an issue and is to be announced. */
export type IssueEvent = "filed" | "reopened" | "adopted" | "closed";

/** One thing that fails at night, as our ledger has it. */
export interface TrackedIssue {
  /** `case:NAME`, or `package:…` and `message:…` for many cases at once; unique in a repository. */
  readonly subject: string;
  readonly cases: readonly string[];
  readonly state: TrackedState;
  readonly number: number | null;
  readonly url: string | null;
  /** When we filed it; null where we did not. */
  readonly filedAt: number | null;
  readonly closedAt: number | null;
  readonly snoozedUntil: number | null;
  /** Start of the newest run it failed in. */
  readonly lastFailed: number | null;
  /** When it was last offered for closing. */
  readonly offeredAt: number | null;
  /** What is still to be announced. */
  readonly notice: IssueEvent | null;
}

export type DecisionKind = "file" | "adopt" | "snooze" | "not_a_bug" | "close" | "keep";

/** What a person clicked; kept, and shown. */
export interface Decision {
  readonly subject: string;
  readonly kind: DecisionKind;
  /** An open_id, or the name of who sat at the terminal. */
  readonly by: string;
  readonly at: number;
  readonly number: number | null;
}
