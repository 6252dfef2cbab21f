import { withFailures } from "../details/found-run.ts";
import { groupBy } from "../details/group-by.ts";
import { HOUR } from "../model/window.ts";
import type { Connection } from "./connection.ts";
import {
  type Commit,
  countsOf,
  type Job,
  type Result,
  type ResultFailure,
  type ResultPullRequest,
  type ResultRun,
} from "./result.ts";

/**
 * Streams the runs of `[begin, end)`, oldest first, with one hour in memory at a time; for windows of months.
 * @param begin a Date or epoch milliseconds
 * @param jobs names, `*` stands for anything; none means all
 * @throws UnreachableError
 */
export async function* streamRuns(
  begin: Date | number,
  end: Date | number,
  jobs: readonly string[],
  { sources }: Connection,
): AsyncGenerator<ResultRun, void> {
  const last = Number(end);
  for (let from = Number(begin); from < last; from += HOUR) {
    const window = { begin: from, end: Math.min(from + HOUR, last) };
    yield* await withFailures(await sources.runs.runsWithin({ window, jobs }), sources);
  }
}

/**
 * Reads everything about the runs of `[begin, end)`. It was `get_result` in the original.
 * @param begin a Date or epoch milliseconds
 * @param jobs names, `*` stands for anything; none means all
 * @throws UnreachableError if the database does not answer, RangeError if `begin` or `end` is not a time
 */
export async function getResult(
  begin: Date | number,
  end: Date | number,
  jobs: readonly string[],
  connection: Connection,
): Promise<Result> {
  const window = { begin: Number(begin), end: Number(end) };
  if (!Number.isFinite(window.begin) || !Number.isFinite(window.end))
    throw new RangeError("begin or end is not a time");
  const runs: ResultRun[] = [];
  for await (const run of streamRuns(begin, end, jobs, connection)) runs.push(run);
  return {
    ...window,
    timeZone: connection.timeZone,
    ...countsOf(runs),
    runs,
    specialRuns: runs.filter(({ pullRequest }) => pullRequest === null),
    unexplained: runs.filter(({ cause }) => cause === "unknown").length,
    pullRequests: new Map(pullRequestsOf(runs).map((pull) => [pull.key, pull])),
    jobs: jobsOf(runs),
    commits: new Map(commitsOf(runs).map((commit) => [commit.hash, commit])),
    failures: failuresOf(runs),
  };
}

function jobsOf(runs: readonly ResultRun[]): Map<string, Job> {
  const jobs = [...groupBy(runs, ({ job }) => job)].map(([name, ofJob]): [string, Job] => {
    return [name, { name, ...countsOf(ofJob), runs: ofJob, localPullRequests: pullRequestsOf(ofJob) }];
  });
  return new Map(jobs);
}

function pullRequestsOf(runs: readonly ResultRun[]): ResultPullRequest[] {
  const groups = groupBy(runs, ({ pullRequest: pull }) => (pull === null ? null : `${pull.repo}#${pull.number}`));
  return [...groups].flatMap(([key, ofPull]) => {
    // Title and author can change; the newest run has the current ones.
    const newest = ofPull.at(-1)?.pullRequest;
    if (key === null || !newest) return [];
    return [{ key, ...newest, ...countsOf(ofPull), runs: ofPull, commits: commitsOf(ofPull) }];
  });
}

function commitsOf(runs: readonly ResultRun[]): Commit[] {
  return [...groupBy(runs, ({ commit }) => commit)].flatMap(([hash, ofCommit]) => {
    const repo = ofCommit.find((run) => run.repo !== null)?.repo ?? null;
    return hash === null ? [] : [{ hash, repo, ...countsOf(ofCommit), runs: ofCommit }];
  });
}

function failuresOf(runs: readonly ResultRun[]): Map<string, ResultFailure> {
  const found = new Map<string, ResultFailure & { readonly runs: ResultRun[] }>();
  for (const run of runs)
    for (const { cause, name, file, line } of run.failures) {
      const key = `${cause}: ${name}`;
      const known = found.get(key);
      if (!known) found.set(key, { cause, name, file, line, runs: [run] });
      else if (known.runs.at(-1) !== run) known.runs.push(run);
    }
  return found;
}
