import type { FailureTally } from "./failure.ts";

/** A commit on which one job both failed and passed: nothing in the code explains the failure. */
export interface FlakyCommit {
  readonly job: string;
  readonly commit: string;
  readonly repo: string | null;
  readonly pull: number | null;
  readonly runs: number;
  readonly success: number;
  readonly failure: number;
  /** How long its failed runs took. */
  readonly lostMs: number;
  /** Start of the newest of its runs, milliseconds since the epoch. */
  readonly newest: number;
}

/** The flaky commits of a window, summed up. */
export interface FlakyTotals {
  readonly commits: number;
  readonly jobs: number;
  /** Runs on them after each one's first. */
  readonly retries: number;
  readonly failure: number;
  /** How long their failed runs took. */
  readonly lostMs: number;
}

export interface FlakyJob extends Omit<FlakyTotals, "jobs"> {
  readonly job: string;
  /** The commit of the newest evidence. */
  readonly newestCommit: string;
}

/** A case that failed in runs whose commit also passed, or in several pull requests. */
export interface FlakyCase extends FailureTally {
  /** Of its runs, those whose job also passed on the same commit. */
  readonly flakyRuns: number;
}
