import type { FlakyCommit, FlakyJob, FlakyTotals } from "../model/flaky.ts";
import type { PullRequest } from "../model/pull-request.ts";
import type { Run, RunRef } from "../model/run.ts";
import type { Page, Scope, Slice } from "../model/scope.ts";
import type { DurationPoint, JobTally, Repeats, Tally, Totals, TrendPoint } from "../model/tally.ts";
import type { Window } from "../model/window.ts";

export type BucketSize = "hour" | "day";

export interface PullTally extends Tally, Repeats {
  readonly pullRequest: PullRequest;
  readonly commits: number;
}

/** One commit, over all its runs. */
export interface CommitTally extends Tally {
  readonly commit: string;
  readonly repo: string | null;
  /** Start of its newest run, or null where none has one. */
  readonly newest: number | null;
}

export interface JobCommit {
  readonly job: string;
  readonly commit: string;
}

/** `passed` is SUCCESS; `failed` is FAILURE and UNSTABLE. */
export type RunOutcome = "passed" | "failed";

/** Narrows a scope to the runs of one list. */
export interface RunFilter {
  readonly outcome?: RunOutcome;
  /** Without a repository, any that has this number. */
  readonly pull?: { readonly repo?: string; readonly number: number };
  /** The beginning of a commit hash. */
  readonly commit?: string;
}

/** A run as its row holds it: with what `sync_ci` noted about its failure. */
export interface StoredRun extends Run {
  /** What `sync_ci` found in the log, as JSON text. */
  readonly analysis: string | null;
}

/** Some of a job's runs: those whose number is below `below`, highest first. */
export interface JobPart {
  readonly job: string;
  readonly outcome?: RunOutcome | undefined;
  readonly below?: number;
  readonly limit: number;
}

/** On how many pull requests the jobs ran. */
export interface JobReach {
  readonly pullRequests: number;
  readonly jobs: readonly { readonly job: string; readonly pullRequests: number }[];
}

/** The table `ci_data`. Counts are made by the database. */
export interface RunStore {
  totals(scope: Scope): Promise<Totals>;
  trend(scope: Scope, bucket: BucketSize): Promise<readonly TrendPoint[]>;
  /** Most failures first. */
  jobs(scope: Scope, slice: Slice): Promise<Page<JobTally>>;
  /** Those that were run again, most reruns first. */
  rerunJobs(scope: Scope, limit: number): Promise<readonly JobTally[]>;
  /** How long the retries took in all. */
  retriedMs(scope: Scope): Promise<number>;
  /** Most failures first. */
  pulls(scope: Scope, slice: Slice): Promise<Page<PullTally>>;
  /** Which pull requests of the scope have this number. */
  pullsNumbered(scope: Scope, number: number): Promise<readonly PullTally[]>;
  /** How many pull requests of the scope there are, and on how many of them each job ran. */
  jobReach(scope: Scope): Promise<JobReach>;
  /** Newest first. */
  runs(scope: Scope, filter: RunFilter, slice: Slice): Promise<Page<Run>>;
  run(ref: RunRef): Promise<StoredRun | undefined>;
  /** Names of every job that ever ran. */
  allJobNames(): Promise<readonly string[]>;
  /** Names of jobs that ran in the window, for "did you mean"; of very many, some. */
  jobNames(window: Window): Promise<readonly string[]>;
  /** Names of repositories with runs in the window, for "did you mean". */
  repoNames(window: Window): Promise<readonly string[]>;
  /** Start of the newest run, or null where there is none. */
  newest(): Promise<number | null>;
  /** How long runs that passed took; those that failed or were aborted ended early. */
  durations(scope: Scope, bucket: BucketSize): Promise<readonly DurationPoint[]>;
  flakyTotals(scope: Scope): Promise<FlakyTotals>;
  /** Most flaky commits first. */
  flakyJobs(scope: Scope, slice: Slice): Promise<Page<FlakyJob>>;
  /** Newest first. */
  flakyCommits(scope: Scope, slice: Slice): Promise<Page<FlakyCommit>>;
  /** The runs of jobs on commits, oldest first. */
  runsOn(pairs: readonly JobCommit[], window: Window): Promise<readonly Run[]>;
  /** Commits whose hash begins so, newest first; of any time where the table is indexed for it. */
  commits(prefix: string, limit: number): Promise<readonly CommitTally[]>;
  /** Newest first. */
  runsOfCommit(commit: string, slice: Slice): Promise<Page<Run>>;
  /** FAILURE, UNSTABLE and ABORTED runs: those that are to be scanned. */
  unsuccessfulCount(window: Window): Promise<number>;
  unsuccessfulRuns(window: Window): Promise<readonly StoredRun[]>;
  /** Every run, oldest first: for scopes that fit into memory. */
  runsWithin(scope: Scope): Promise<readonly StoredRun[]>;
  runsOfJob(scope: Scope, part: JobPart): Promise<readonly StoredRun[]>;
  /** Every run of some pull requests, newest first. */
  runsOfPulls(scope: Scope, pulls: readonly PullRequest[]): Promise<readonly StoredRun[]>;
}
