import picocolors from "picocolors";
import type { Detail } from "../details/details.ts";
import { groupBy } from "../details/group-by.ts";
import { isFailed } from "../model/run.ts";
import type { JobTally, Repeats, Tally } from "../model/tally.ts";
import { type Locale, locales } from "../model/text.ts";
import type { PullTally } from "../ports/run-store.ts";
import { createDetailText } from "../terminal/detail-text.ts";
import { painter } from "../terminal/paint.ts";
import {
  type Job,
  type Result,
  type ResultFailure,
  type ResultPullRequest,
  rerunCount,
  retryCount,
  type StatusCounts,
} from "./result.ts";

/** The state of CI in numbers. Shares are parts of all runs, from 0 to 1; null if nothing ran. */
export interface Summary extends StatusCounts {
  readonly pullRequests: number;
  readonly jobs: number;
  readonly commits: number;
  readonly specialRuns: number;
  readonly reruns: number;
  readonly retries: number;
  readonly unexplained: number;
  readonly successShare: number | null;
  readonly failureShare: number | null;
  readonly abortedShare: number | null;
}

/** Counts and shares of a result. It was `summary` in the original. */
export function summary(result: Result): Summary {
  const { total, success, failure, unstable, aborted, other, unexplained } = result;
  const share = (part: number) => (total === 0 ? null : part / total);
  return {
    total,
    success,
    failure,
    unstable,
    aborted,
    other,
    unexplained,
    pullRequests: result.pullRequests.size,
    jobs: result.jobs.size,
    commits: result.commits.size,
    specialRuns: result.specialRuns.length,
    ...repeatsOf([...result.pullRequests.values()]),
    successShare: share(success),
    failureShare: share(failure),
    abortedShare: share(aborted),
  };
}

/** Jobs, most failures first; then most runs, then by name. `job_list` of the original. */
export function jobList({ jobs }: Result): readonly Job[] {
  return [...jobs.values()].sort(
    (one, other) => other.failure - one.failure || other.total - one.total || compareText(one.name, other.name),
  );
}

/** Pull requests, most failures first; then most runs, then by repository and number. `pr_list` of the original. */
export function prList({ pullRequests }: Result): readonly ResultPullRequest[] {
  return [...pullRequests.values()].sort(
    (one, other) =>
      other.failure - one.failure ||
      other.total - one.total ||
      compareText(one.repo, other.repo) ||
      one.number - other.number,
  );
}

/** What broke, most runs first, then by name. */
export function failureList({ failures }: Result): readonly ResultFailure[] {
  return [...failures.values()].sort(
    (one, other) => other.runs.length - one.runs.length || compareText(one.name, other.name),
  );
}

export interface ListTextOptions {
  /** ANSI colours, for a terminal or an `.ans` file; off by default. */
  readonly color?: boolean;
  /** Columns at which long lines are folded; not folded by default. */
  readonly width?: number;
  /** `zh_cn` or `en_us`; `en_us` by default. */
  readonly locale?: Locale;
}

/** Text of the job list: each job with its failed runs, newest first, and what broke in them. It was `job_list` in the original. */
export function jobListText(result: Result, options: ListTextOptions = {}): string {
  const details = jobList(result).flatMap((job): Detail[] => {
    const failed = job.runs.filter(({ status }) => isFailed(status)).reverse();
    return [
      { kind: "job", job: jobTally(job) },
      ...(failed.length > 0 ? [{ kind: "runs" as const, runs: failed }] : []),
    ];
  });
  return textOf(details, result, options);
}

/** Text of the pull request list: each with all its runs by commit, newest first. It was `pr_list` in the original. */
export function prListText(result: Result, options: ListTextOptions = {}): string {
  const details = prList(result).flatMap((pull): Detail[] => {
    const byCommit = groupBy([...pull.runs].reverse(), ({ commit }) => commit);
    const runs = [...byCommit].map(([commit, ofCommit]) => ({ kind: "runs" as const, commit, runs: ofCommit }));
    return [{ kind: "pull", pull: pullTally(pull) }, ...runs];
  });
  return textOf(details, result, options);
}

function textOf(details: readonly Detail[], { timeZone }: Result, options: ListTextOptions): string {
  const { color = false, width, locale = locales[1] } = options;
  return details.map(createDetailText(painter(locale, picocolors.createColors(color)), timeZone, width)).join("");
}

export function tallyOf({ total, success, failure, unstable, aborted, other }: StatusCounts): Tally {
  return { runs: total, success, failure, unstable, aborted, other };
}

export function repeatsOf(pulls: readonly ResultPullRequest[]): Repeats {
  const sum = (of: (pull: ResultPullRequest) => number) => pulls.reduce((all, pull) => all + of(pull), 0);
  return { reruns: sum((pull) => rerunCount(pull)), retries: sum((pull) => retryCount(pull)) };
}

export function jobTally(job: Job): JobTally {
  return { job: job.name, ...tallyOf(job), ...repeatsOf(job.localPullRequests) };
}

export function pullTally(pull: ResultPullRequest): PullTally {
  const { repo, number, title, author, branch, link, commits } = pull;
  const pullRequest = { repo, number, title, author, branch, link };
  return { pullRequest, ...tallyOf(pull), ...repeatsOf([pull]), commits: commits.length };
}

/** Compares by code units, as the database sorts. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
