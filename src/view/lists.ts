import type { FailureTally } from "../model/failure.ts";
import type { Scope } from "../model/scope.ts";
import type { JobTally } from "../model/tally.ts";
import { say } from "../model/text.ts";
import type { PullTally } from "../ports/run-store.ts";
import { successRate } from "../stats/rates.ts";
import { commandLine } from "./command-line.ts";
import { toneOf } from "./tone.ts";
import type { Row } from "./view.ts";
import { causeNames, count, moment, percent, pullName, tallyLine } from "./wording.ts";

/** Rows for jobs, pull requests and failures, on their own card or inside another. */

export function jobRow(job: JobTally, scope: Scope, zone: string): Row {
  return {
    title: [{ text: job.job, strong: true }],
    lines: [[...tallyLine(job), "  ·  ", percent(successRate(job)), " ", say("passed", "通过")]],
    tone: toneOf(job),
    command: commandLine(["job", job.job], { ...scope, jobs: [] }, zone),
  };
}

export function pullRow(pull: PullTally, scope: Scope, zone: string): Row {
  const { pullRequest } = pull;
  const author = pullRequest.author === null ? [] : [" · ", pullRequest.author];
  return {
    title: [{ text: pullName(pullRequest), strong: true }, " ", pullRequest.title ?? ""],
    lines: [[...tallyLine(pull), ...author]],
    tone: toneOf(pull),
    command: commandLine(["pr", String(pullRequest.number)], { ...scope, repo: pullRequest.repo || scope.repo }, zone),
  };
}

export function failureRow(failure: FailureTally, scope: Scope, zone: string): Row {
  const { runs, pullRequests, jobs } = failure;
  const spread = say(
    `${plural(runs, "run")} · ${plural(pullRequests, "PR")} · ${plural(jobs, "job")}`,
    `${count(runs)} 次运行 · ${count(pullRequests)} 个 PR · ${count(jobs)} 个任务`,
  );
  return {
    title: [{ text: failure.name, strong: true, code: true }],
    lines: [
      [causeNames[failure.cause], "  ·  ", spread],
      [say("last seen ", "最近 "), moment(failure.lastSeen, zone)],
    ],
    tone: failure.cause === "case" ? "bad" : "warn",
    command: commandLine(["case", failure.name], scope, zone),
  };
}

/** Opens a commit; undefined if the value is not a hash. */
export function commitCommand(commit: string | null): string | undefined {
  return commit !== null && /^[0-9a-f]{4,64}$/i.test(commit) ? commandLine(["commit", commit]) : undefined;
}

export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}
