import type { FailureTally } from "../../model/failure.ts";
import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import type { JobTally, Totals, TrendPoint } from "../../model/tally.ts";
import { say, type Text } from "../../model/text.ts";
import { rateChange } from "../../stats/change.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import {
  type Asked,
  type Freshness,
  freshnessBlock,
  newWaitsText,
  pageBlocks,
  rangeBlock,
  summaryTrail,
} from "../../view/framing.ts";
import { failureRow, jobRow, plural } from "../../view/lists.ts";
import { type FailuresOf, runRow } from "../../view/run-row.ts";
import { toneOf } from "../../view/tone.ts";
import { trendChart } from "../../view/trend-chart.ts";
import type { Block, Row, View } from "../../view/view.ts";
import { passedFigure } from "../../view/window-figures.ts";
import { changeNote, count, scopeText } from "../../view/wording.ts";

export interface NightlyFacts extends Freshness {
  readonly totals: Totals;
  readonly before: Totals;
  readonly trend: readonly TrendPoint[];
  readonly jobs: Page<JobTally>;
  readonly failures: Page<FailureTally>;
  /** Failed runs of each failure in the window before; null while logs of that window are unread. */
  readonly earlier: readonly number[] | null;
  /** Logs of the window before that have not been read. */
  readonly unreadBefore: number;
  /** Newest first. */
  readonly failed: Page<Run>;
  readonly found: FailuresOf;
}

/** Runs without a pull request: how merged code is doing. `asked.scope` is limited to them. */
export function nightlyView(asked: Asked, facts: NightlyFacts): View {
  const { zone } = asked;
  const { totals, failed } = facts;
  const scope = { ...asked.scope, special: undefined };
  const words = ["nightly"];
  const open = { ...asked, scope };
  return {
    title: title(totals),
    subtitle: scopeText(scope, zone),
    tone: toneOf(totals),
    trail: summaryTrail(open),
    blocks: [
      figures(facts),
      trendChart(facts.trend, scope.window, zone),
      jobsBlock(asked, facts),
      failuresBlock(asked, facts),
      ...(facts.unreadBefore > 0 && facts.failures.total > 0
        ? [{ kind: "lines" as const, quiet: true, lines: [[newWaitsText(facts.unreadBefore)]] }]
        : []),
      ...pageBlocks(words, open, {
        page: failed,
        title: say("Failed runs", "失败的运行"),
        rows: failed.items.map((run) => runRow(run, facts.found, zone, "job")),
        empty: say("No failed runs.", "没有失败的运行。"),
      }),
      rangeBlock(words, open),
      freshnessBlock(facts, asked),
    ],
    data: nightlyData(asked, facts),
  };
}

function title({ runs, failure }: Totals): Text {
  if (runs === 0) return say("No runs without a PR", "没有非 PR 运行");
  if (failure === 0)
    return say(`No failures in ${plural(runs, "run")} without a PR`, `${count(runs)} 次非 PR 运行，没有失败`);
  return say(
    `${count(failure)} of ${plural(runs, "run")} without a PR failed`,
    `${count(runs)} 次非 PR 运行中 ${count(failure)} 次失败`,
  );
}

function figures({ totals, before }: NightlyFacts): Block {
  return {
    kind: "figures",
    figures: [
      { label: say("Runs", "运行"), value: count(totals.runs), note: changeNote(totals.runs, before.runs) },
      passedFigure(totals, before),
      {
        label: say("Failed", "失败"),
        value: count(totals.failure),
        note: changeNote(totals.failure, before.failure, rateChange(totals, before)),
      },
      { label: say("Jobs", "任务"), value: count(totals.jobs) },
    ],
  };
}

function jobsBlock({ scope, zone }: Asked, { jobs }: NightlyFacts): Block {
  return {
    kind: "rows",
    title: say("Jobs", "任务"),
    rows: jobs.items.map((job) => jobRow(job, { ...scope, special: undefined }, zone)),
    total: jobs.total,
    more: commandLine(["jobs"], scope, zone),
    empty: say("No runs without a PR in this window.", "这段时间内没有非 PR 运行。"),
  };
}

function failuresBlock({ scope, zone }: Asked, { failures, earlier }: NightlyFacts): Block {
  const fresh = say("New: not seen in the previous window.", "新增：上一时段没有出现。");
  const rows = failures.items.map((failure, index): Row => {
    const row = failureRow(failure, scope, zone);
    return earlier?.[index] === 0 ? { ...row, lines: [...row.lines, [{ text: fresh, tone: "bad" }]] } : row;
  });
  return {
    kind: "rows",
    title: say("Failures", "失败内容"),
    rows,
    total: failures.total,
    more: commandLine(["failures"], scope, zone),
    empty: say("No failures found.", "没有发现失败。"),
  };
}

function nightlyData({ scope, zone }: Asked, { totals, jobs, failures, earlier, failed }: NightlyFacts): object {
  return {
    begin: toIso(scope.window.begin, zone),
    end: toIso(scope.window.end, zone),
    runs: totals.runs,
    success: totals.success,
    failure: totals.failure,
    unstable: totals.unstable,
    aborted: totals.aborted,
    other: totals.other,
    jobs,
    failures: {
      items: failures.items.map((failure, index) => ({
        ...failure,
        firstSeen: toIso(failure.firstSeen, zone),
        lastSeen: toIso(failure.lastSeen, zone),
        runsBefore: earlier?.[index] ?? null,
      })),
      total: failures.total,
    },
    items: failed.items.map(({ job, id, status, time, durationMs, branch, commit }) => {
      return { job, id, status, time: time === null ? null : toIso(time, zone), durationMs, branch, commit };
    }),
    total: failed.total,
  };
}
