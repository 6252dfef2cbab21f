import type { AbortCounts } from "../../model/abort.ts";
import type { CauseCounts, FailureTally } from "../../model/failure.ts";
import type { FlakyCase, FlakyTotals } from "../../model/flaky.ts";
import type { TrackedIssue } from "../../model/issue.ts";
import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import type { JobTally, TrendPoint } from "../../model/tally.ts";
import { say } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { abortsLine } from "../../view/aborts.ts";
import { commandLine } from "../../view/command-line.ts";
import { freshnessBlock, newWaitsText } from "../../view/framing.ts";
import { failureRow } from "../../view/lists.ts";
import { type FailuresOf, runRow } from "../../view/run-row.ts";
import { trendChart } from "../../view/trend-chart.ts";
import type { Block, Line, View } from "../../view/view.ts";
import { causesLine, windowFigures } from "../../view/window-figures.ts";
import { count, duration } from "../../view/wording.ts";
import { jobsBlock, leadOn, pullsBlock, type ReportAsked, type ReportFacts, reportFrame } from "./blocks.ts";

export interface DailyFacts extends ReportFacts {
  readonly trend: readonly TrendPoint[];
  readonly causes: CauseCounts;
  /** Every aborted run by its reason. */
  readonly aborts: AbortCounts;
  readonly rerunJobs: readonly JobTally[];
  /** How long all retries took together. */
  readonly retriedMs: number;
  /** Failed runs of this day and the day before whose logs have not been read yet. */
  readonly unread: number;
  /** What failed on this day and not on the day before; null while logs are unread. */
  readonly fresh: Page<FailureTally> | null;
  readonly flaky: FlakyTotals;
  readonly flakyCases: Page<FlakyCase>;
  /** The newest runs of the nightly jobs, and what broke in them; null where the chat did not ask about them. */
  readonly nightly: { readonly runs: Page<Run>; readonly failures: FailuresOf } | null;
  /** Issues filed within the window. */
  readonly filed: readonly TrackedIssue[];
}

export function dailyReportView(asked: ReportAsked, facts: DailyFacts): View {
  const { scope, zone } = asked;
  const { totals } = facts;
  const nothing: Block = { kind: "lines", lines: [[say("Nothing ran on this day.", "这一天没有任何运行。")]] };
  return {
    ...reportFrame(say("Daily report", "每日报告"), asked, facts),
    blocks: totals.runs === 0 ? [nothing, leadOn(asked), freshnessBlock(facts, asked)] : blocks(asked, facts),
    data: {
      report: "daily",
      begin: toIso(scope.window.begin, zone),
      end: toIso(scope.window.end, zone),
      timezone: zone,
      ...totals,
      causes: facts.causes,
      aborts: facts.aborts,
      retriedMs: facts.retriedMs,
      rerunJobs: facts.rerunJobs,
      newFailures: facts.fresh,
      flaky: facts.flaky,
      issuesFiled: facts.filed.map(({ number, url }) => ({ number, url })),
    },
  };
}

function blocks(asked: ReportAsked, facts: DailyFacts): Block[] {
  const { scope, zone } = asked;
  return [
    { kind: "figures", figures: windowFigures(asked, facts) },
    { kind: "lines", quiet: true, lines: [[say("Changes since the day before", "与前一天相比的变化")]] },
    trendChart(facts.trend, scope.window, zone),
    {
      kind: "lines",
      lines: [...(facts.totals.failure > 0 ? [causesLine(facts)] : []), ...abortsLine(facts.aborts), lostLine(facts)],
    },
    freshBlock(asked, facts),
    pullsBlock(asked, facts),
    jobsBlock(asked, facts),
    ...rerunsBlock(facts),
    ...flakyBlock(asked, facts),
    ...nightlyBlock(asked, facts),
    ...filedBlock(facts),
    leadOn(asked),
    freshnessBlock(facts, asked),
  ];
}

function lostLine({ totals, retriedMs, flaky }: DailyFacts): Line {
  if (totals.retries === 0) return [say("No retries on the same commit.", "没有对同一提交的重试。")];
  const lost = duration(retriedMs);
  const retried = say(
    `${totals.retries === 1 ? "1 retry" : `${count(totals.retries)} retries`} on unchanged commits took ${lost}`,
    `同一提交重试 ${count(totals.retries)} 次，耗时 ${lost}`,
  );
  const both = say(
    `; ${flaky.commits === 1 ? "once" : `${count(flaky.commits)} times`} a job both failed and passed on the same commit`,
    `；同一提交时过时不过的情况出现 ${count(flaky.commits)} 次`,
  );
  return [
    { text: say("Lost to retries: ", "重试损耗："), strong: true },
    retried,
    ...(flaky.commits > 0 ? [both] : []),
  ];
}

function freshBlock({ scope, zone }: ReportAsked, { fresh, unread }: DailyFacts): Block {
  const title = say("New since the day before", "相比前一天新增的失败");
  if (fresh === null) {
    const waits = newWaitsText(unread);
    return { kind: "lines", lines: [[{ text: title, strong: true }], [waits]] };
  }
  return {
    kind: "rows",
    title,
    rows: fresh.items.map((failure) => failureRow(failure, scope, zone)),
    total: fresh.total,
    more: commandLine(["failures"], scope, zone),
    empty: say("No new failures since the day before.", "没有新增的失败。"),
  };
}

/** One line per job: a table would be too wide for a phone. */
function rerunsBlock({ rerunJobs }: DailyFacts): Block[] {
  if (rerunJobs.length === 0) return [];
  const title = say("Jobs that were rerun most", "重跑最多的任务");
  const meaning = say(" (of these on the same commit)", "（括号内为同一提交的重试）");
  const lines = rerunJobs.map(({ job, reruns, retries }) => [`🔄 ${count(reruns)} (${count(retries)})  ${job}`]);
  return [
    { kind: "lines", lines: [[{ text: title, strong: true }, meaning]] },
    { kind: "lines", quiet: true, lines },
  ];
}

function flakyBlock({ scope, zone }: ReportAsked, { flakyCases }: DailyFacts): Block[] {
  if (flakyCases.items.length === 0) return [];
  return [
    {
      kind: "rows",
      title: say("Flaky cases", "不稳定用例"),
      rows: flakyCases.items.map((each) => failureRow(each, scope, zone)),
      total: flakyCases.total,
      more: commandLine(["flaky"], scope, zone),
      empty: say("None", "无"),
    },
  ];
}

function nightlyBlock({ scope, zone }: ReportAsked, { nightly }: DailyFacts): Block[] {
  if (nightly === null) return [];
  const { runs, failures } = nightly;
  return [
    {
      kind: "rows",
      title: say("Nightly jobs", "夜间任务"),
      rows: runs.items.map((run) => runRow(run, failures, zone, "job")),
      total: runs.total,
      more: commandLine(["nightly"], scope, zone),
      empty: say("No nightly job ran.", "没有夜间任务运行。"),
    },
  ];
}

function filedBlock({ filed }: DailyFacts): Block[] {
  if (filed.length === 0) return [];
  const line = ({ number, url, cases }: TrackedIssue): Line => [
    { text: `#${number ?? "–"}`, ...(url === null ? {} : { url }) },
    " ",
    { text: cases[0] ?? "", code: true },
    ...(cases.length > 1 ? [say(` and ${cases.length - 1} more`, ` 等 ${cases.length} 项`)] : []),
  ];
  const heading = { text: say("Issues filed", "已提交的 issue"), strong: true };
  return [{ kind: "lines", lines: [[heading], ...filed.map(line)] }];
}
