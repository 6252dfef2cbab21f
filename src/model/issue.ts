/** An issue as GitHub has it; never a pull request. */
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
 * The state of a subject that fails at night.
 * `new`: claimed, nothing done yet. `asked`: a card waits for a person. The others are what was decided.
 */
export type TrackedState = "new" | "asked" | "open" | "closed" | "snoozed" | "dismissed";

/** A change of an issue that is announced. */
export type IssueEvent = "filed" | "reopened" | "adopted" | "closed";

/** A subject that fails at night, as our ledger has it. */
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
  /** The change that still has to be announced. */
  readonly notice: IssueEvent | null;
}

export type DecisionKind = "file" | "adopt" | "snooze" | "not_a_bug" | "close" | "keep";

/** A person's decision, as it is kept and shown. */
export interface Decision {
  readonly subject: string;
  readonly kind: DecisionKind;
  /** An open_id, or the name of who sat at the terminal. */
  readonly by: string;
  readonly at: number;
  readonly number: number | null;
}

/** Why a listing of open issues cannot be trusted: it is empty or much shorter than before. */
export type ListingFault = "empty" | "shrunk";
