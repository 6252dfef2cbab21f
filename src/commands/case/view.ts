import { trackedData, trackedLine } from "../../issues/views/words.ts";
import type { FailureKey, FailureTally, Occurrence, Reach } from "../../model/failure.ts";
import type { TrackedIssue } from "../../model/issue.ts";
import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import { same, say, type Text } from "../../model/text.ts";
import type { SpreadPart } from "../../ports/failure-store.ts";
import type { Links } from "../../ports/links.ts";
import { type FailureSpread, spreadOf } from "../../stats/reach.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, button, type Freshness, freshnessBlock, rangeBlock, summaryTrail } from "../../view/framing.ts";
import { failureRow, plural } from "../../view/lists.ts";
import type { Block, Figure, Line, Tone, View } from "../../view/view.ts";
import { ago, causeNames, count, join, moment, scopeText } from "../../view/wording.ts";
import { type CaseTrend, caseChart } from "./chart.ts";
import { caseEvidence } from "./evidence.ts";
import { spreadBlock } from "./spread.ts";

export interface CaseFacts extends Freshness {
  /** Within the window, and ever. */
  readonly reach: Reach;
  readonly ever: Reach;
  readonly trend: CaseTrend;
  readonly jobs: Page<SpreadPart>;
  readonly branches: Page<SpreadPart>;
  readonly pulls: Page<SpreadPart>;
  readonly occurrences: Page<Occurrence>;
  /** The newest passing run of its jobs. */
  readonly passed: Run | null;
  readonly issue: TrackedIssue | undefined;
  /** Whether issues can be filed from here. */
  readonly mayFile: boolean;
}

/** The history of one failure. */
export function caseView(key: FailureTally, asked: Asked, facts: CaseFacts, links: Links): View {
  const { scope, zone } = asked;
  const where = spreadOf(facts.reach);
  return {
    title: title(key, facts.reach),
    subtitle: scopeText(scope, zone),
    tone: tones[where],
    trail: [...summaryTrail(asked), button(say("Failures", "失败"), commandLine(["failures"], scope, zone))],
    blocks: [
      { kind: "lines", lines: verdict(key, where, facts, asked) },
      ...issueBlocks(key, facts),
      { kind: "figures", figures: figures(facts) },
      caseChart(facts.trend, zone),
      ...(facts.reach.runs === 0
        ? []
        : [...caseEvidence(key, asked, facts.occurrences, links), ...spread(key, asked, facts)]),
      rangeBlock(["case", key.name], asked),
      freshnessBlock(facts, asked),
    ],
    data: caseData(key, where, asked, facts),
  };
}

/** Lists the failures that match what was typed. */
export function chooseCaseView(asked: Asked, tallies: readonly FailureTally[]): View {
  const { scope, zone } = asked;
  return {
    title: say(`${tallies.length} failures match`, `有 ${tallies.length} 个匹配的失败`),
    subtitle: scopeText(scope, zone),
    tone: "info",
    trail: summaryTrail(asked),
    blocks: [
      {
        kind: "rows",
        title: say("Which one?", "请选择"),
        rows: tallies.map((tally) => {
          const row = failureRow(tally, scope, zone);
          return { ...row, command: `${row.command} --cause ${tally.cause}` };
        }),
        total: tallies.length,
        empty: say("None", "无"),
      },
    ],
    data: { items: tallies.map(({ cause, name }) => ({ cause, name })), total: tallies.length },
  };
}

function title({ name }: FailureKey, { runs }: Reach): Text {
  if (runs === 0) return say(`${name} did not fail`, `${name}：没有失败`);
  return say(`${name} failed in ${plural(runs, "run")}`, `${name}：${count(runs)} 次运行失败`);
}

const tones: { readonly [W in FailureSpread]: Tone } = {
  trunk: "bad",
  several_pulls: "bad",
  one_pull: "warn",
  special: "warn",
  nowhere: "good",
};

function verdict(
  { cause }: FailureKey,
  where: FailureSpread,
  { reach, ever, passed }: CaseFacts,
  { zone, now }: Asked,
): Line[] {
  const { pullRequests, trunkRuns } = reach;
  const said: { readonly [W in FailureSpread]: Text } = {
    trunk: say(
      `Also fails on trunk (${plural(trunkRuns, "run")}), so not caused by one pull request.`,
      `主干上也失败过（${count(trunkRuns)} 次运行），不是某个合并请求引起的。`,
    ),
    several_pulls: say(
      `Fails in ${count(pullRequests)} pull requests, not on trunk.`,
      `在 ${count(pullRequests)} 个合并请求中失败，主干上没有。`,
    ),
    one_pull: say("Fails in one pull request only.", "只在一个合并请求中失败。"),
    special: say("Fails only in runs without a PR, on other branches.", "只在其他分支的非 PR 运行中失败。"),
    nowhere: say("Did not fail in this window.", "这段时间内没有失败。"),
  };
  const last: Line =
    passed === null
      ? []
      : [
          say("Last passing run of its jobs: ", "相关任务最近一次通过："),
          `${passed.job} #${passed.id}`,
          " · ",
          moment(passed.time, zone),
        ];
  const seen = (at: number | null): Text =>
    at === null ? say("never", "从未") : join([same(moment(at, zone)), ago(at, now)], " · ");
  return [
    [causeNames[cause], " · ", said[where]],
    [say("First seen ", "首次出现 "), seen(ever.firstSeen)],
    [say("Last seen ", "最近出现 "), seen(ever.lastSeen)],
    ...(last.length > 0 ? [last] : []),
  ];
}

function figures({ reach, ever }: CaseFacts): Figure[] {
  return [
    { label: say("Failed runs", "失败运行"), value: count(reach.runs) },
    { label: say("PRs", "合并请求"), value: count(reach.pullRequests) },
    { label: say("On trunk", "主干运行"), value: count(reach.trunkRuns) },
    { label: say("Failed runs ever", "历史失败运行"), value: count(ever.runs) },
  ];
}

/** The issue that tracks it, or a button to preview one. */
function issueBlocks({ cause, name }: FailureKey, { issue, mayFile }: CaseFacts): Block[] {
  if (issue) return [{ kind: "lines", lines: [trackedLine(issue)] }];
  if (!mayFile || cause !== "case") return [];
  return [{ kind: "actions", actions: [button(say("Preview an issue", "预览 issue"), commandLine(["issue", name]))] }];
}

function spread(key: FailureKey, asked: Asked, { jobs, pulls, branches }: CaseFacts): Block[] {
  return [
    spreadBlock(key, "job", asked, jobs),
    spreadBlock(key, "pull", asked, pulls),
    spreadBlock(key, "branch", asked, branches),
  ];
}

function caseData(
  { cause, name, file, line }: FailureTally,
  where: FailureSpread,
  { scope, zone }: Asked,
  facts: CaseFacts,
): object {
  const iso = (at: number | null) => (at === null ? null : toIso(at, zone));
  const { reach, ever, trend, passed } = facts;
  return {
    cause,
    name,
    file,
    line,
    begin: toIso(scope.window.begin, zone),
    end: toIso(scope.window.end, zone),
    where,
    runs: reach.runs,
    pullRequests: reach.pullRequests,
    trunkRuns: reach.trunkRuns,
    everRuns: ever.runs,
    firstSeen: iso(ever.firstSeen),
    lastSeen: iso(ever.lastSeen),
    lastPassed: passed === null ? null : { job: passed.job, id: passed.id, time: iso(passed.time) },
    byDay: trend.starts.map((at, index) => ({ begin: toIso(at, zone), runs: trend.counts[index] ?? 0 })),
    issue: trackedData(facts.issue),
    jobs: facts.jobs,
    branches: facts.branches,
    pulls: facts.pulls,
    items: facts.occurrences.items.map(({ excerpt: _, ...each }) => ({ ...each, time: iso(each.time) })),
    total: facts.occurrences.total,
  };
}
