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

/** A tested commit, with its runs, oldest first. */
export interface Commit extends StatusCounts {
  readonly hash: string;
  /** `owner/name`; null if no run names one. */
  readonly repo: string | null;
  readonly runs: readonly ResultRun[];
}

/** A pull request, identified by repository and number. */
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
  /** Its pull requests, each with this job's runs only. It was `local_prs` in the original. */
  readonly localPullRequests: readonly ResultPullRequest[];
}

/** A case, build, check or piece of infrastructure that failed, with its runs. It was `Fail_Info` in the original. */
export interface ResultFailure {
  readonly cause: Cause;
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  /** Oldest first. */
  readonly runs: readonly ResultRun[];
}

/** Everything about a window, held in memory; a day is a few thousand runs. For longer windows use `streamRuns`. */
export interface Result extends StatusCounts {
  /** Epoch milliseconds, included. */
  readonly begin: number;
  /** Epoch milliseconds, excluded; the original included the end. */
  readonly end: number;
  /** IANA zone of the site. */
  readonly timeZone: string;
  /** Oldest first. */
  readonly runs: readonly ResultRun[];
  /** Runs without a pull request: nightly, release, started by hand. */
  readonly specialRuns: readonly ResultRun[];
  /** Failed runs that nothing explains. It was `miss_cnt` in the original. */
  readonly unexplained: number;
  /** By `owner/name#number`. */
  readonly pullRequests: ReadonlyMap<string, ResultPullRequest>;
  /** By name. Includes jobs without pull requests, which the original left out. */
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
 * Counts the runs after each job's first on a pull request, of one job if `job` is given. It was `rerun_cnt` in the
 * original. `retryCount` counts those on a commit that the job had already run on.
 */
export function rerunCount({ runs }: ResultPullRequest, job?: string): number {
  return repeated(runs, job, (run) => run.job);
}

/** Counts the reruns that no new code explains: those on a commit that the job had already run on. */
export function retryCount({ runs }: ResultPullRequest, job?: string): number {
  const onCommits = runs.filter(({ commit }) => commit !== null);
  return repeated(onCommits, job, (run) => `${run.job} ${run.commit}`);
}

function repeated(runs: readonly ResultRun[], job: string | undefined, keyOf: (run: ResultRun) => string): number {
  const counted = job === undefined ? runs : runs.filter((run) => run.job === job);
  return counted.length - new Set(counted.map(keyOf)).size;
}
