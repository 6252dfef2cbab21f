import type { Failure } from "../../model/failure.ts";
import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import type { JobTally, Totals } from "../../model/tally.ts";
import { say, type Text } from "../../model/text.ts";
import type { Window } from "../../model/window.ts";
import type { Links } from "../../ports/links.ts";
import type { PullTally } from "../../ports/run-store.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, button, type Freshness } from "../../view/framing.ts";
import { jobRow, plural, pullRow } from "../../view/lists.ts";
import type { FailuresOf } from "../../view/run-row.ts";
import { toneOf } from "../../view/tone.ts";
import type { Block, Line, Row, Span, View } from "../../view/view.ts";
import { count, join, scopeText, shortPullName } from "../../view/wording.ts";

/** What the hourly and the daily report share. */

interface PullInReport extends PullTally {
  /** Its newest failed runs. */
  readonly failed: Page<Run>;
}

interface JobInReport extends JobTally {
  /** The pull requests that it failed on most. */
  readonly pulls: Page<PullTally>;
}

export interface ReportFacts extends Freshness {
  readonly totals: Totals;
  readonly before: Totals;
  readonly pulls: Page<PullInReport>;
  readonly jobs: Page<JobInReport>;
  /** What broke in the failed runs of `pulls`. */
  readonly found: FailuresOf;
  readonly links: Links;
}

export interface ReportAsked extends Asked {
  readonly before: Window;
  /** Whether it is sent long after it was due. */
  readonly late: boolean;
}

const NAMES_OF_RUN = 3;
const EXCERPT_LINES = 5;

export function reportFrame(name: Text, { scope, zone, late }: ReportAsked, { totals }: ReportFacts) {
  const answer = answerOf(totals);
  const mark = late ? [say("sent late", "补发")] : [];
  return {
    title: say(`${name.en_us}: ${answer.en_us}`, `${name.zh_cn}：${answer.zh_cn}`),
    subtitle: join([...mark, scopeText(scope, zone)], " · "),
    tone: toneOf(totals),
    trail: [],
  } satisfies Partial<View>;
}

function answerOf({ runs, success, failure }: Totals): Text {
  if (runs === 0) return say("no runs", "没有运行");
  if (failure > 0)
    return say(
      `${count(failure)} of ${plural(runs, "run")} failed`,
      `${count(runs)} 次运行中 ${count(failure)} 次失败`,
    );
  if (success < runs) return say(`none of ${plural(runs, "run")} failed`, `${count(runs)} 次运行均未失败`);
  return runs === 1
    ? say("the only run passed", "仅 1 次运行，已通过")
    : say(`all ${count(runs)} runs passed`, `${count(runs)} 次运行全部通过`);
}

/** The pull requests that failed most, each with its newest failed runs and what broke in them. */
export function pullsBlock({ scope, zone }: ReportAsked, facts: ReportFacts): Block {
  const { pulls } = facts;
  const rows = pulls.items
    .filter(({ failure }) => failure > 0)
    .map((pull): Row => {
      const row = pullRow(pull, scope, zone);
      const left = pull.failed.total - pull.failed.items.length;
      const runs = pull.failed.items.map((run) => runLine(run, facts));
      return { ...row, lines: [...row.lines, ...runs, ...moreLine(left)] };
    });
  return {
    kind: "rows",
    title: say("Pull requests that failed most", "失败最多的合并请求"),
    rows,
    total: totalFailing(pulls),
    more: commandLine(["prs"], scope, zone),
    empty: say("No pull request failed.", "没有合并请求失败。"),
  };
}

const unexplained = say("unexplained", "原因不明");
/** While logs of the window are unread, a run without failures may still be explained. */
const notYet = say("not explained yet", "原因尚未确定");

function runLine(run: Run, { found, links, pending }: ReportFacts): Line {
  const failures = failuresOf(run, found);
  const names = failures.slice(0, NAMES_OF_RUN).flatMap(({ name }): Span[] => [" ", { text: name, code: true }]);
  const left = failures.length - NAMES_OF_RUN;
  const url = links.run(run);
  return [
    { text: `${run.job} #${run.id}`, ...(url === undefined ? {} : { url }) },
    ...(names.length > 0 ? names : [" ", { text: pending > 0 ? notYet : unexplained, tone: "warn" as const }]),
    ...(left > 0 ? [say(` and ${left} more`, ` 等 ${failures.length} 项`)] : []),
  ];
}

function moreLine(left: number): Line[] {
  return left > 0 ? [[say(`… ${plural(left, "more failed run")}`, `…… 还有 ${count(left)} 次失败`)]] : [];
}

/** The jobs that failed most, each with the pull requests it failed on: `tidb#1 [3×]`. */
export function jobsBlock({ scope, zone }: ReportAsked, { jobs }: ReportFacts): Block {
  const rows = jobs.items
    .filter(({ failure }) => failure > 0)
    .map((job): Row => {
      const row = jobRow(job, scope, zone);
      const failing = job.pulls.items.filter(({ failure }) => failure > 0);
      const names = failing.map((pull) => `${shortPullName(pull.pullRequest)} [${pull.failure}×]`);
      return { ...row, lines: [...row.lines, ...(names.length > 0 ? [[names.join("  ")]] : [])] };
    });
  return {
    kind: "rows",
    title: say("Jobs that failed most", "失败最多的任务"),
    rows,
    total: totalFailing(jobs),
    more: commandLine(["jobs"], scope, zone),
    empty: say("No job failed.", "没有任务失败。"),
  };
}

/** Most failures come first: where the page ends with one that did not fail, all that failed are on it. */
function totalFailing({ items, total }: Page<{ readonly failure: number }>): number {
  const failing = items.filter(({ failure }) => failure > 0).length;
  return failing < items.length ? failing : total;
}

/** The first lines of each failure, folded, each failure once. */
export function excerptBlocks({ pulls, found }: ReportFacts, most: number): Block[] {
  const runs = pulls.items.flatMap(({ failed }) => failed.items);
  const each = new Map<string, { run: Run; failure: Failure }>();
  for (const run of runs)
    for (const failure of failuresOf(run, found))
      if (failure.excerpt !== "" && !each.has(failure.name)) each.set(failure.name, { run, failure });
  return [...each.values()].slice(0, most).map(({ run, failure }) => ({
    kind: "excerpt",
    title: [{ text: failure.name, code: true }, `  ${run.job} #${run.id}`],
    text: failure.excerpt
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(0, EXCERPT_LINES)
      .join("\n"),
    open: false,
  }));
}

function failuresOf(run: Run, found: FailuresOf): readonly Failure[] {
  return found.find(({ job, id }) => job === run.job && id === run.id)?.failures ?? [];
}

export function leadOn({ scope, zone }: ReportAsked): Block {
  return {
    kind: "actions",
    actions: [
      button(say("Summary", "概览"), commandLine(["summary"], scope, zone), true),
      button(say("Jobs", "任务"), commandLine(["jobs"], scope, zone)),
      button(say("Pull requests", "合并请求"), commandLine(["prs"], scope, zone)),
      button(say("Failures", "失败"), commandLine(["failures"], scope, zone)),
    ],
  };
}
