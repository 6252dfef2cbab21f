import type { FailureTally } from "../../model/failure.ts";
import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import type { DurationPoint, Totals, TrendPoint } from "../../model/tally.ts";
import { say } from "../../model/text.ts";
import { rateChange } from "../../stats/change.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import {
  type Asked,
  button,
  type Freshness,
  freshnessBlock,
  pageBlocks,
  rangeBlock,
  summaryTrail,
} from "../../view/framing.ts";
import { failureRow, plural } from "../../view/lists.ts";
import { type FailuresOf, runRow } from "../../view/run-row.ts";
import { toneOf } from "../../view/tone.ts";
import { trendChart } from "../../view/trend-chart.ts";
import type { Block, View } from "../../view/view.ts";
import { passedFigure } from "../../view/window-figures.ts";
import { changeNote, count, scopeText } from "../../view/wording.ts";
import { durationChart } from "./duration-chart.ts";

export interface JobFacts extends Freshness {
  readonly totals: Totals;
  readonly before: Totals;
  readonly trend: readonly TrendPoint[];
  readonly durations: readonly DurationPoint[];
  /** Failed runs, newest first. */
  readonly failed: Page<Run>;
  readonly found: FailuresOf;
  readonly failures: Page<FailureTally>;
}

export function jobView(name: string, asked: Asked, facts: JobFacts): View {
  const { scope, zone } = asked;
  const { totals } = facts;
  const { runs, failure } = totals;
  const said =
    runs === 0
      ? say(`${name}: no runs`, `${name}：没有运行`)
      : failure === 0
        ? say(`${name}: no failures in ${plural(runs, "run")}`, `${name}：${count(runs)} 次运行，没有失败`)
        : say(
            `${name}: ${count(failure)} of ${plural(runs, "run")} failed`,
            `${name}：${count(runs)} 次运行中 ${count(failure)} 次失败`,
          );
  return {
    title: said,
    subtitle: scopeText({ ...scope, jobs: [] }, zone),
    tone: toneOf(totals),
    trail: [...summaryTrail(asked), button(say("Jobs", "任务"), commandLine(["jobs"], { ...scope, jobs: [] }, zone))],
    blocks: [...blocks(name, asked, facts), freshnessBlock(facts, asked)],
    data: {
      job: name,
      runs,
      success: totals.success,
      failure,
      unstable: totals.unstable,
      aborted: totals.aborted,
      other: totals.other,
      reruns: totals.reruns,
      retries: totals.retries,
      durations: facts.durations.map(({ at, ...point }) => ({ begin: toIso(at, zone), ...point })),
      failedRuns: facts.failed.items.map(({ job, id }) => ({ job, id })),
      failedRunsTotal: facts.failed.total,
    },
  };
}

function blocks(name: string, asked: Asked, facts: JobFacts): Block[] {
  const { scope, zone } = asked;
  const { totals, before, failures, failed, found } = facts;
  if (totals.runs === 0) {
    const nothing = say("This job did not run in this window.", "这段时间内该任务没有运行。");
    return [
      { kind: "lines", lines: [[nothing]] },
      rangeBlock(["job", name], { ...asked, scope: { ...scope, jobs: [] } }),
    ];
  }
  const words = ["job", name];
  return [
    {
      kind: "figures",
      figures: [
        {
          label: say("Runs", "运行"),
          value: count(totals.runs),
          note: changeNote(totals.runs, before.runs),
        },
        passedFigure(totals, before),
        {
          label: say("Failed", "失败"),
          value: count(totals.failure),
          note: changeNote(totals.failure, before.failure, rateChange(totals, before)),
        },
        { label: say("Aborted", "中止"), value: count(totals.aborted) },
        { label: say("Reruns", "重跑"), value: count(totals.reruns) },
        { label: say("Retries", "无改动重试"), value: count(totals.retries) },
      ],
    },
    trendChart(facts.trend, scope.window, zone),
    ...durationChart(facts.durations, scope.window, zone),
    {
      kind: "rows",
      title: say("Failures", "失败内容"),
      rows: failures.items.map((failure) => failureRow(failure, scope, zone)),
      total: failures.total,
      more: commandLine(["failures"], scope, zone),
      empty: say("No failures found.", "没有发现失败。"),
    },
    ...pageBlocks(
      words,
      { ...asked, scope: { ...scope, jobs: [] } },
      {
        page: failed,
        title: say("Failed runs", "失败的运行"),
        rows: failed.items.map((run) => runRow(run, found, zone, "pull")),
        empty: say("No failed runs.", "没有失败的运行。"),
      },
    ),
    rangeBlock(words, { ...asked, scope: { ...scope, jobs: [] } }),
  ];
}
