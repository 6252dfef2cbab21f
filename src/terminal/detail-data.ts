import type { Detail } from "../details/details.ts";
import type { FoundRun } from "../details/found-run.ts";
import type { FailureTally } from "../model/failure.ts";
import { toIso } from "../time/zone.ts";
import type { Item } from "./csv.ts";

/** A run with its failures, as `--details` exports it. */
export function runDetail(run: FoundRun, zone: string): Item {
  const { job, id, status, durationMs, commit, branch, repo, pullRequest, cause } = run;
  return {
    job,
    id,
    status,
    time: run.time === null ? null : toIso(run.time, zone),
    durationMs,
    commit,
    branch,
    repo,
    pullRequest,
    cause,
    failures: run.failures.map(({ cause, name, file, line, excerpt }) => ({ cause, name, file, line, excerpt })),
  };
}

/** A run in spreadsheet cells: its pull request in columns, the names of its failures in one cell. */
export function runCells(run: FoundRun, zone: string): Item {
  const { pullRequest } = run;
  return {
    ...runDetail(run, zone),
    pullRequest: pullRequest?.number ?? null,
    title: pullRequest?.title ?? null,
    author: pullRequest?.author ?? null,
    failures: run.failures.map(({ name }) => name).join("; "),
  };
}

/** The facts about a job, a pull request or a failure that precede its runs. */
export function headData(detail: Exclude<Detail, { kind: "extent" | "runs" }>, zone: string): Item {
  switch (detail.kind) {
    case "job": {
      const { job, runs, success, failure, unstable, aborted, other, reruns, retries } = detail.job;
      return { job, runs, success, failure, unstable, aborted, other, reruns, retries };
    }
    case "pull": {
      const { pullRequest, ...tally } = detail.pull;
      return { ...pullRequest, ...tally };
    }
    case "failure":
      return failureData(detail.failure, zone);
  }
}

function failureData({ firstSeen, lastSeen, ...failure }: FailureTally, zone: string): Item {
  return { ...failure, firstSeen: toIso(firstSeen, zone), lastSeen: toIso(lastSeen, zone) };
}
