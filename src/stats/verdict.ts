import type { Elsewhere, Failure } from "../model/failure.ts";
import { isFailed, type Run, type RunRef } from "../model/run.ts";
import { isKnown } from "./reach.ts";

/**
 * Why a failed job failed. `new`: with something that was seen nowhere else. `unexplained`: nothing explains it.
 * `unread`: its log is not read yet. `unseen`: seen nowhere else so far, while other logs are unread. `trunk`: it also
 * fails on trunk. `flaky`: a test case that also fails in other pull requests. `elsewhere`: a build or check that
 * also fails there and not on trunk, which may be everybody's own fault. `infrastructure`: a fault of machines or networks.
 */
export type Blame = "new" | "unexplained" | "unread" | "unseen" | "trunk" | "flaky" | "elsewhere" | "infrastructure";

/** The first that applies says why a job failed. */
const ORDER: readonly Blame[] = [
  "new",
  "elsewhere",
  "unexplained",
  "unread",
  "unseen",
  "trunk",
  "flaky",
  "infrastructure",
];
/** What points at the change, or at nothing yet. */
const OWN: readonly Blame[] = ["new", "elsewhere", "unexplained", "unread", "unseen"];

/** What is known of a pull request. */
export interface PullEvidence {
  /** Its runs, newest first. */
  readonly runs: readonly Run[];
  /** What was found in its failed runs; a run that is not in it has not been read. */
  readonly scans: readonly (RunRef & { readonly failures: readonly Failure[] })[];
  /** Where else these failures were seen. */
  readonly elsewhere: readonly Elsewhere[];
  /** Logs that are not read yet and may hold them too. */
  readonly unread: number;
  /** Jobs that run on most pull requests of its branch. */
  readonly usualJobs: readonly string[];
}

export interface BlamedFailure {
  readonly failure: Failure;
  readonly blame: Blame;
}

/** The newest run of a job on the newest commit, which failed. */
export interface FailedJob {
  readonly run: Run;
  readonly blame: Blame;
  readonly failures: readonly BlamedFailure[];
}

/** How a pull request stands: by the newest run of each job on its newest commit. */
export interface PullVerdict {
  /** Green: all expected jobs passed. Red: a job failed. Undecided: none failed, and some have not ended. */
  readonly state: "green" | "red" | "undecided";
  /** Every expected job has ended, and every failed one was judged. */
  readonly isFinal: boolean;
  readonly commit: string | null;
  /** What points at the change first. */
  readonly failed: readonly FailedJob[];
  readonly passed: readonly Run[];
  readonly aborted: readonly Run[];
  /** Jobs that ran on an earlier commit, or that run on most pull requests of the branch, and have not ended on this one. */
  readonly missing: readonly string[];
}

/** Judges a pull request that has a run. */
export function judgePull(evidence: PullEvidence): PullVerdict {
  const commit = newestCommit(evidence.runs);
  const newest = newestOfJobs(evidence.runs.filter((run) => run.commit === commit));
  const failed = newest
    .filter(({ status }) => isFailed(status))
    .map((run) => judgeJob(run, evidence))
    .sort((one, other) => ORDER.indexOf(one.blame) - ORDER.indexOf(other.blame));
  const passed = newest.filter(({ status }) => status === "SUCCESS");
  const aborted = newest.filter(({ status }) => status === "ABORTED");
  const missing = missingJobs(newest, evidence);
  const hasEnded = missing.length + aborted.length === 0;
  const state = failed.length > 0 ? "red" : hasEnded && passed.length > 0 ? "green" : "undecided";
  const isJudged = failed.every(({ blame }) => blame !== "unread" && blame !== "unseen");
  return { state, isFinal: hasEnded && isJudged, commit, failed, passed, aborted, missing };
}

/** Whether a reason points at the change of the pull request, or does not exclude it. */
export function mayBeOwn(blame: Blame): boolean {
  return OWN.includes(blame);
}

/** The one that ran for the first time last: a later run of an older commit makes that commit no newer. */
function newestCommit(runs: readonly Run[]): string | null {
  const first = new Map(runs.map(({ commit, time }) => [commit, time ?? 0]));
  const newestFirst = [...first].sort(([, one], [, other]) => other - one);
  return newestFirst[0]?.[0] ?? null;
}

/** The newest run of each job; `runs` are newest first. */
function newestOfJobs(runs: readonly Run[]): readonly Run[] {
  const newest = new Map<string, Run>();
  for (const run of runs) if (!newest.has(run.job)) newest.set(run.job, run);
  return [...newest.values()];
}

function judgeJob(run: Run, evidence: PullEvidence): FailedJob {
  const scan = evidence.scans.find(({ job, id }) => job === run.job && id === run.id);
  if (scan === undefined) return { run, blame: "unread", failures: [] };
  const failures = scan.failures
    .map((failure) => ({ failure, blame: blameOf(failure, evidence) }))
    .sort((one, other) => ORDER.indexOf(one.blame) - ORDER.indexOf(other.blame));
  return { run, blame: failures[0]?.blame ?? "unexplained", failures };
}

function blameOf({ cause, name }: Failure, { elsewhere, unread }: PullEvidence): Blame {
  if (cause === "unknown") return "unexplained";
  if (cause === "env") return "infrastructure";
  const seen = elsewhere.find((each) => each.cause === cause && each.name === name);
  if (seen && isKnown(seen)) {
    if (seen.trunkRuns > 0) return "trunk";
    return cause === "case" ? "flaky" : "elsewhere";
  }
  return unread > 0 ? "unseen" : "new";
}

function missingJobs(newest: readonly Run[], { runs, usualJobs }: PullEvidence): readonly string[] {
  const there = new Set(newest.map(({ job }) => job));
  const expected = new Set([...runs.map(({ job }) => job), ...usualJobs]);
  return [...expected].filter((job) => !there.has(job)).sort();
}
