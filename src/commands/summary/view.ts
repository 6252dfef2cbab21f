import type { AbortCounts } from "../../model/abort.ts";
import type { CauseCounts, FailureTally } from "../../model/failure.ts";
import type { Page } from "../../model/scope.ts";
import type { JobTally, Tally, Totals, TrendPoint } from "../../model/tally.ts";
import { say, type Text } from "../../model/text.ts";
import type { Window } from "../../model/window.ts";
import type { PullTally } from "../../ports/run-store.ts";
import { isAllGreen } from "../../stats/aborts.ts";
import { toIso } from "../../time/zone.ts";
import { abortsLine } from "../../view/aborts.ts";
import { causesChart } from "../../view/causes-chart.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, button, type Freshness, freshnessBlock, rangeBlock } from "../../view/framing.ts";
import { failureRow, jobRow, plural, pullRow } from "../../view/lists.ts";
import { toneOf } from "../../view/tone.ts";
import { trendChart } from "../../view/trend-chart.ts";
import type { Block, Row, Tone, View } from "../../view/view.ts";
import { windowFigures } from "../../view/window-figures.ts";
import { count, scopeText, windowText } from "../../view/wording.ts";

export interface SummaryFacts extends Freshness {
  readonly totals: Totals;
  readonly before: Totals;
  readonly causes: CauseCounts;
  /** Every aborted run by its reason. */
  readonly aborts: AbortCounts;
  readonly trend: readonly TrendPoint[];
  readonly jobs: Page<JobTally>;
  readonly pulls: Page<PullTally>;
  readonly failures: Page<FailureTally>;
}

export function summaryView(asked: Asked & { readonly before: Window }, facts: SummaryFacts): View {
  const { scope, zone } = asked;
  const { totals, causes, aborts } = facts;
  return {
    title: answer(facts),
    subtitle: scopeText(scope, zone),
    tone: totals.failure > 0 || isAllGreen(totals, aborts) ? toneOf(totals) : stoppedTone(totals),
    trail: [],
    blocks: totals.runs === 0 ? emptyBlocks(asked, facts) : fullBlocks(asked, facts),
    data: {
      begin: toIso(scope.window.begin, zone),
      end: toIso(scope.window.end, zone),
      timezone: zone,
      asOf: facts.newest === null ? null : toIso(facts.newest, zone),
      ...totals,
      unexplained: causes.unknown,
      causes,
      aborts,
      pending: facts.pending,
    },
  };
}

function answer({ totals, aborts }: SummaryFacts): Text {
  const { runs, failure } = totals;
  if (runs === 0) return say("No runs", "没有运行记录");
  if (failure > 0)
    return say(`${count(failure)} of ${count(runs)} runs failed`, `${count(runs)} 次运行中 ${count(failure)} 次失败`);
  if (isAllGreen(totals, aborts)) return say(`All green: ${plural(runs, "run")}`, `全部通过：${count(runs)} 次运行`);
  return stoppedAnswer(totals, aborts);
}

/** Nothing failed, and yet not all is well: runs were stopped, or none came to an end. */
function stoppedAnswer({ runs, success, aborted }: Totals, { superseded }: AbortCounts): Text {
  if (success === 0) return say(`None of ${plural(runs, "run")} passed or failed`, `${count(runs)} 次运行均无结论`);
  const stopped = aborted - superseded;
  return say(
    `No failures, but ${count(stopped)} of ${count(runs)} runs ${stopped === 1 ? "was" : "were"} aborted`,
    `无失败，但 ${count(runs)} 次运行中 ${count(stopped)} 次被中止`,
  );
}

function stoppedTone({ success }: Totals): Tone {
  return success === 0 ? "neutral" : "warn";
}

function emptyBlocks(asked: Asked, facts: SummaryFacts): Block[] {
  const nothing = say("Nothing ran in this window.", "这段时间内没有任何运行。");
  return [{ kind: "lines", lines: [[nothing]] }, rangeBlock(["summary"], asked), freshnessBlock(facts, asked)];
}

function fullBlocks(asked: Asked & { readonly before: Window }, facts: SummaryFacts): Block[] {
  const { scope, zone } = asked;
  const against = windowText(asked.before, zone);
  const compared = say(`Compared with ${against.en_us}`, `对比 ${against.zh_cn}`);
  return [
    { kind: "figures", figures: windowFigures(asked, facts) },
    { kind: "lines", quiet: true, lines: [[compared], ...abortsLine(facts.aborts)] },
    trendChart(facts.trend, scope.window, zone),
    ...(facts.totals.failure > 0 ? failedBlocks(asked, facts) : []),
    {
      kind: "actions",
      actions: [
        button(say("Jobs", "任务"), commandLine(["jobs"], scope, zone), true),
        button(say("Pull requests", "合并请求"), commandLine(["prs"], scope, zone)),
        button(say("Failures", "失败"), commandLine(["failures"], scope, zone)),
        button(say("Flaky", "不稳定"), commandLine(["flaky"], scope, zone)),
        button(say("Without a PR", "非 PR 运行"), commandLine(["nightly"], scope, zone)),
      ],
    },
    rangeBlock(["summary"], asked),
    freshnessBlock(facts, asked),
  ];
}

/** Why runs failed and where. */
function failedBlocks(asked: Asked, { causes, jobs, pulls, failures }: SummaryFacts): Block[] {
  const { scope, zone } = asked;
  return [
    causesChart(causes),
    {
      kind: "rows",
      title: say("Jobs, most failures first", "任务（失败从多到少）"),
      ...failedOf(jobs, (job) => jobRow(job, scope, zone)),
      more: commandLine(["jobs"], scope, zone),
      empty: say("No job failed.", "没有任务失败。"),
    },
    {
      kind: "rows",
      title: say("Pull requests, most failures first", "合并请求（失败从多到少）"),
      ...failedOf(pulls, (pull) => pullRow(pull, scope, zone)),
      more: commandLine(["prs"], scope, zone),
      empty: say("No pull request failed.", "没有合并请求失败。"),
    },
    failuresBlock(asked, failures),
  ];
}

/** The rows that failed. The list is sorted by failures, so no more follow the first green one. */
function failedOf<Item extends Tally>({ items, total }: Page<Item>, rowOf: (item: Item) => Row) {
  const rows = items.filter(({ failure }) => failure > 0).map(rowOf);
  return { rows, total: rows.length < items.length ? rows.length : total };
}

function failuresBlock({ scope, zone }: Asked, failures: Page<FailureTally>): Block {
  return {
    kind: "rows",
    title: say("Failures, most runs first", "失败内容（影响的运行从多到少）"),
    rows: failures.items.map((failure) => failureRow(failure, scope, zone)),
    total: failures.total,
    more: commandLine(["failures"], scope, zone),
    empty: say("No failures found.", "没有发现失败。"),
  };
}
