import type { Scan } from "../../model/failure.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import type { Run } from "../../model/run.ts";
import { DAY } from "../../model/window.ts";
import { judgePull, type PullVerdict } from "../../stats/verdict.ts";
import type { Question, Sources } from "../kit/command.ts";
import { type KnownFailures, readKnown } from "../kit/known.ts";

/** Runs that are looked at; the newest commit's are among them. */
const MOST_RUNS = 300;
/** Failed runs of the newest commit whose logs are looked at. */
const MOST_FAILED = 30;
const USUAL_DAYS = 7;
const LATELY_DAYS = 14;

/** Runs of others that a failure is looked for in: of the same job, or of the repository where the job has none. */
export interface OtherRuns {
  readonly runs: number;
  readonly of: "job" | "repository";
}

/** The verdict on a pull request, and what it rests on. */
export interface JudgedPull extends KnownFailures {
  readonly verdict: PullVerdict;
  /** Newest first, of all commits. */
  readonly runs: readonly Run[];
  readonly scans: readonly Scan[];
  /** By failed job. */
  readonly otherRuns: ReadonlyMap<string, OtherRuns>;
}

/** Judges a pull request that has a run in the window. */
export async function judge(pull: PullRequest, sources: Sources, question: Question): Promise<JudgedPull> {
  const { scope, now } = question;
  const ref = { repo: pull.repo, number: pull.number };
  const all = await sources.runs.runs(scope, { pull: ref }, { limit: MOST_RUNS, offset: 0 });
  const end = Math.min(scope.window.end, now);
  const usualJobs = await readUsualJobs(pull, sources, end);
  const nothing = { scans: [], elsewhere: [], unread: 0 };
  const { failed } = judgePull({ ...nothing, runs: all.items, usualJobs });
  const scans = await scansOf(
    failed.slice(0, MOST_FAILED).map(({ run }) => run),
    sources,
  );
  const known = await readKnown(
    scans.flatMap(({ failures }) => failures),
    ref,
    scope.window,
    now,
    sources,
  );
  const verdict = judgePull({ ...known, runs: all.items, scans, usualJobs });
  const otherRuns = await countOthers(
    failed.map(({ run }) => run.job),
    all.items,
    sources,
    { repo: pull.repo, end },
  );
  return { verdict, ...known, runs: all.items, scans, otherRuns };
}

/** Jobs that ran on more than half of the pull requests of the branch this week. */
async function readUsualJobs(
  { repo, branch }: PullRequest,
  { runs }: Sources,
  now: number,
): Promise<readonly string[]> {
  const window = { begin: now - USUAL_DAYS * DAY, end: now };
  const scope = { window, jobs: [], repo: repo || undefined, branch: branch ?? undefined };
  const { pullRequests, jobs } = await runs.jobReach(scope);
  return jobs.filter((each) => each.pullRequests > pullRequests / 2).map(({ job }) => job);
}

async function scansOf(failed: readonly Run[], { failures }: Sources): Promise<readonly Scan[]> {
  const scans = await Promise.all(failed.map((run) => failures.scan(run)));
  return scans.filter((scan) => scan !== undefined);
}

/**
 * Runs in the two weeks before the end. A job that only this pull request has, as in a multibranch project, is compared
 * with its repository.
 */
async function countOthers(
  jobs: readonly string[],
  own: readonly Run[],
  { runs }: Sources,
  { repo, end }: { readonly repo: string; readonly end: number },
): Promise<ReadonlyMap<string, OtherRuns>> {
  if (jobs.length === 0) return new Map();
  const window = { begin: end - LATELY_DAYS * DAY, end };
  const lately = own.filter(({ time }) => time !== null && time >= window.begin && time < end);
  const [{ items }, ofRepo] = await Promise.all([
    runs.jobs({ window, jobs }, { limit: jobs.length, offset: 0 }),
    runs.totals({ window, jobs: [], repo: repo || undefined }),
  ]);
  return new Map(
    jobs.map((job): [string, OtherRuns] => {
      const all = items.find((each) => each.job === job)?.runs ?? 0;
      const others = all - lately.filter((run) => run.job === job).length;
      if (others > 0) return [job, { runs: others, of: "job" }];
      return [job, { runs: Math.max(0, ofRepo.runs - lately.length), of: "repository" }];
    }),
  );
}
