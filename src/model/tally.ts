/** Runs by outcome. `runs` is the sum of `success`, `failure`, `aborted` and `other`. */
export interface Tally {
  readonly runs: number;
  readonly success: number;
  /** FAILURE and UNSTABLE runs. */
  readonly failure: number;
  /** How many of the failed runs were UNSTABLE. */
  readonly unstable: number;
  readonly aborted: number;
  /** Runs with any other result, such as NOT_BUILT. */
  readonly other: number;
}

/** Runs that were asked for again. */
export interface Repeats {
  /** Runs of a job on a pull request after its first in the window. */
  readonly reruns: number;
  /** The reruns on a commit that the job had run on already: no new code explains them. */
  readonly retries: number;
}

/** What a window holds, counted by the database. */
export interface Totals extends Tally, Repeats {
  readonly specialRuns: number;
  readonly pullRequests: number;
  readonly jobs: number;
  readonly commits: number;
}

export interface JobTally extends Tally, Repeats {
  readonly job: string;
}

/** One bar of a chart over time. */
export interface TrendPoint extends Tally {
  /** Start of the hour or day, milliseconds since the epoch. */
  readonly at: number;
}

/** How long runs took that began within an hour or a day. */
export interface DurationPoint {
  /** Start of the hour or day, milliseconds since the epoch. */
  readonly at: number;
  readonly runs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
}
