import type { FoundRun } from "../details/found-run.ts";
import type { Cause } from "../model/failure.ts";

/** One build of one job, with what broke in it. `time` is its start in epoch milliseconds, `durationMs` milliseconds. */
export type ResultRun = FoundRun;

/** Runs by status. `failure` counts UNSTABLE too; `other` is any other result, such as NOT_BUILT. */
export interface StatusCounts {
  readonly total: number;
  readonly success: number;
  readonly failure: number;
  /** How many of the failed runs were UNSTABLE. */
  readonly unstable: number;
  readonly aborted: number;
  readonly other: number;
}

/** A pull request's head, with the runs that tested it, oldest first. */
export interface Commit extends StatusCounts {
  readonly hash: string;
  /** `owner/name`; null where no run names one. */
  readonly repo: string | null;
  readonly runs: readonly ResultRun[];
}

/** A pull request, known by repository and number: two repositories both have a #1. */
export interface ResultPullRequest extends StatusCounts {
  /** `owner/name#number`, as in `Result.pullRequests`. */
  readonly key: string;
  readonly repo: string;
  readonly number: number;
  readonly title: string | null;
  readonly author: string | null;
  /** Target branch. */
  readonly branch: string | null;
  readonly link: string | null;
  /** Oldest first. */
  readonly runs: readonly ResultRun[];
  readonly commits: readonly Commit[];
}

/** A Jenkins job. */
export interface Job extends StatusCounts {
  readonly name: string;
  /** Oldest first. */
  readonly runs: readonly ResultRun[];
  /** Its pull requests, each with this job's runs only: `local_prs` of the original. */
  readonly localPullRequests: readonly ResultPullRequest[];
}

/** A broken case, build, check or piece of infrastructure, with the runs that it broke: `Fail_Info` of the original. */
export interface ResultFailure {
  readonly cause: Cause;
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  /** Oldest first. */
  readonly runs: readonly ResultRun[];
}

/** What a window holds, all of it in memory: a day is a few thousand runs. For longer windows see `streamRuns`. */
export interface Result extends StatusCounts {
  /** Epoch milliseconds, included. */
  readonly begin: number;
  /** Epoch milliseconds, left out: the original's windows were closed at both ends. */
  readonly end: number;
  /** IANA zone of the site. */
  readonly timeZone: string;
  /** Oldest first. */
  readonly runs: readonly ResultRun[];
  /** Those of no pull request: nightly, release, started by hand. */
  readonly specialRuns: readonly ResultRun[];
  /** FAILURE runs in which nothing was found that explains them: `miss_cnt` of the original. */
  readonly unexplained: number;
  /** By `owner/name#number`. */
  readonly pullRequests: ReadonlyMap<string, ResultPullRequest>;
  /** By name. Jobs that had special runs only are here too; the original left them out. */
  readonly jobs: ReadonlyMap<string, Job>;
  /** By hash. */
  readonly commits: ReadonlyMap<string, Commit>;
  /** By `cause: name`. */
  readonly failures: ReadonlyMap<string, ResultFailure>;
}

export function countsOf(runs: readonly ResultRun[]): StatusCounts {
  const of = (status: string) => runs.filter((run) => run.status === status).length;
  const [success, unstable, aborted] = [of("SUCCESS"), of("UNSTABLE"), of("ABORTED")] as const;
  const failure = of("FAILURE") + unstable;
  const total = runs.length;
  return { total, success, failure, unstable, aborted, other: total - success - failure - aborted };
}

/**
 * Runs after each job's first on a pull request; of one job where it is named. `rerun_cnt` of the original.
 * Retries, those on a commit that the job had run on already, are `retryCount`.
 */
export function rerunCount({ runs }: ResultPullRequest, job?: string): number {
  return repeated(runs, job, (run) => run.job);
}

/** Those of the reruns that no new code explains. */
export function retryCount({ runs }: ResultPullRequest, job?: string): number {
  const onCommits = runs.filter(({ commit }) => commit !== null);
  return repeated(onCommits, job, (run) => `${run.job} ${run.commit}`);
}

function repeated(runs: readonly ResultRun[], job: string | undefined, keyOf: (run: ResultRun) => string): number {
  const counted = job === undefined ? runs : runs.filter((run) => run.job === job);
  return counted.length - new Set(counted.map(keyOf)).size;
}
