import type { Occurrence } from "./failure.ts";
import type { Run } from "./run.ts";

/** Runs it failed in, of how many. */
export interface Frequency {
  readonly failed: number;
  readonly runs: number;
}

/** What is known of a subject when an issue is written or kept up to date. */
export interface Evidence {
  /** The newest run of the night in which it failed. */
  readonly run: Run;
  /** Of the run's row, or the log's last checkout. */
  readonly commit: string | null;
  /** The jobs that the frequencies are about. */
  readonly jobs: readonly string[];
  readonly day: Frequency;
  readonly week: Frequency;
  readonly month: Frequency;
  /** Over every job; epoch milliseconds. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Newest first, five at most. */
  readonly lastRuns: readonly Occurrence[];
  /** Other branches it failed on in 30 days. */
  readonly otherBranches: readonly { readonly name: string; readonly runs: number }[];
  readonly asOf: number;
}
