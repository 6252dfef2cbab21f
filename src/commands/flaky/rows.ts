import type { FlakyCase, FlakyCommit, FlakyJob } from "../../model/flaky.ts";
import type { Run } from "../../model/run.ts";
import type { Scope } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { commandLine } from "../../view/command-line.ts";
import { commitCommand, plural } from "../../view/lists.ts";
import type { Line, Row } from "../../view/view.ts";
import { count, duration, pullName, shortHash, statusMark } from "../../view/wording.ts";

/** Rows for flaky jobs, commits and cases, each with its evidence: a commit, its runs, both results. */

const RUNS_SHOWN = 6;

export function flakyJobRow(job: FlakyJob, evidence: readonly Run[], scope: Scope, zone: string): Row {
  const { commits, retries, lostMs, newestCommit } = job;
  const told = say(
    `${plural(commits, "flaky commit")} · ${count(retries)} ${retries === 1 ? "retry" : "retries"} · ${duration(lostMs)} lost to flaky failures`,
    `${count(commits)} 个不稳定提交 · 重试 ${count(retries)} 次 · 不稳定失败耗时 ${duration(lostMs)}`,
  );
  return {
    title: [{ text: job.job, strong: true }],
    lines: [[told], evidenceLine(job.job, newestCommit, evidence)],
    tone: "warn",
    command: commandLine(["flaky"], { ...scope, jobs: [job.job] }, zone),
  };
}

export function flakyCommitRow(pair: FlakyCommit, evidence: readonly Run[]): Row {
  const { job, commit, repo, pull } = pair;
  const command = commitCommand(commit);
  return {
    title: [{ text: job, strong: true }, pull === null ? "" : `  ${pullName({ repo: repo ?? "", number: pull })}`],
    lines: [evidenceLine(job, commit, evidence)],
    tone: "warn",
    ...(command === undefined ? {} : { command }),
  };
}

export function flakyCaseRow({ name, flakyRuns, runs, pullRequests }: FlakyCase, scope: Scope, zone: string): Row {
  const told = say(
    `${plural(runs, "run")} in ${plural(pullRequests, "PR")}, ${count(flakyRuns)} on a commit that also passed`,
    `${count(runs)} 次运行、${count(pullRequests)} 个 PR；其中 ${count(flakyRuns)} 次所在提交也通过过`,
  );
  return {
    title: [{ text: name, strong: true, code: true }],
    lines: [[told]],
    tone: "warn",
    command: commandLine(["case", name], scope, zone),
  };
}

/** `a1b2c3d  🔴 #4711  🟢 #4712`, oldest first. */
function evidenceLine(job: string, commit: string, evidence: readonly Run[]): Line {
  const runs = evidence.filter((run) => run.job === job && run.commit?.startsWith(commit));
  const shown = runs.slice(0, RUNS_SHOWN).map(({ status, id }) => `${statusMark(status)} #${id}`);
  const more = runs.length > RUNS_SHOWN ? ` +${runs.length - RUNS_SHOWN}` : "";
  return [{ text: shortHash(commit), code: true }, `  ${shown.join("  ")}${more}`];
}
