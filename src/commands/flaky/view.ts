import type { FlakyCase, FlakyCommit, FlakyJob, FlakyTotals } from "../../model/flaky.ts";
import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import { say, type Text } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, type Freshness, freshnessBlock, rangeBlock, summaryTrail } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import type { Block, View } from "../../view/view.ts";
import { count, duration, scopeText } from "../../view/wording.ts";
import { flakyCaseRow, flakyCommitRow, flakyJobRow } from "./rows.ts";

export interface WithEvidence<Item> {
  readonly page: Page<Item>;
  /** Runs of the commits shown, oldest first. */
  readonly evidence: readonly Run[];
}

export interface FlakyFacts extends Freshness {
  readonly totals: FlakyTotals;
  /** All retries of the window, and how long they took together. */
  readonly retries: number;
  readonly retriedMs: number;
  readonly jobs: WithEvidence<FlakyJob>;
  readonly commits: WithEvidence<FlakyCommit>;
  readonly cases: Page<FlakyCase>;
}

/** What failed without a change in the code, with the evidence. */
export function flakyView(asked: Asked, facts: FlakyFacts): View {
  const { scope, zone } = asked;
  const { totals } = facts;
  return {
    title: title(totals.commits, facts.cases.total),
    subtitle: scopeText(scope, zone),
    tone: totals.commits + facts.cases.total === 0 ? "good" : "warn",
    trail: summaryTrail(asked),
    blocks: [
      figures(facts),
      { kind: "lines", quiet: true, lines: [[explained]] },
      ...(totals.commits + facts.cases.total > 0 ? lists(asked, facts) : []),
      rangeBlock(["flaky"], asked),
      freshnessBlock(facts, asked),
    ],
    data: flakyData(asked, facts),
  };
}

function title(commits: number, cases: number): Text {
  if (commits > 0)
    return say(`${plural(commits, "commit")} both failed and passed`, `${count(commits)} 个提交既失败又通过`);
  return cases > 0
    ? say(`${plural(cases, "flaky case")}`, `${count(cases)} 个不稳定用例`)
    : say("Nothing is flaky", "没有发现不稳定");
}

const explained = say(
  "A flaky failure is a failed run on a commit that also passed. A retry is any run of a job repeated on the same commit.",
  "不稳定失败：所在提交也通过过的失败运行。重试：同一任务在同一提交上的再次运行，无论原因。",
);

function figures({ totals, retries, retriedMs, cases }: FlakyFacts): Block {
  return {
    kind: "figures",
    figures: [
      { label: say("Flaky jobs", "不稳定任务"), value: count(totals.jobs) },
      { label: say("Flaky cases", "不稳定用例"), value: count(cases.total) },
      { label: say("Lost to flaky failures", "不稳定失败耗时"), value: duration(totals.lostMs) },
      { label: say("All retries", "全部无改动重试"), value: count(retries) },
      { label: say("Spent on all retries", "全部重试耗时"), value: duration(retriedMs) },
    ],
  };
}

function lists({ scope, zone }: Asked, { jobs, commits, cases }: FlakyFacts): Block[] {
  const all = (list: string) => commandLine(["flaky", { option: "list", value: list }], scope, zone);
  return [
    {
      kind: "rows",
      title: say("Jobs", "任务"),
      rows: jobs.page.items.map((job) => flakyJobRow(job, jobs.evidence, scope, zone)),
      total: jobs.page.total,
      more: all("jobs"),
      empty: say("No job both failed and passed on one commit.", "没有任务在同一提交上既失败又通过。"),
    },
    {
      kind: "rows",
      title: say("Cases", "用例"),
      rows: cases.items.map((each) => flakyCaseRow(each, scope, zone)),
      total: cases.total,
      more: all("cases"),
      empty: say("No flaky cases.", "没有不稳定的用例。"),
    },
    {
      kind: "rows",
      title: say("Newest evidence", "最新证据"),
      rows: commits.page.items.map((pair) => flakyCommitRow(pair, commits.evidence)),
      total: commits.page.total,
      more: all("commits"),
      empty: say("None", "无"),
    },
  ];
}

function flakyData({ scope, zone }: Asked, { totals, retries, retriedMs, jobs, commits, cases }: FlakyFacts): object {
  return {
    begin: toIso(scope.window.begin, zone),
    end: toIso(scope.window.end, zone),
    totals: { ...totals, retriesInAll: retries, retriedMs },
    jobs: jobs.page,
    commits: commitsData(commits, zone),
    cases: casesData(cases, zone),
  };
}

export function commitsData({ page, evidence }: WithEvidence<FlakyCommit>, zone: string): object {
  const items = page.items.map((pair) => ({
    ...pair,
    newest: toIso(pair.newest, zone),
    evidence: evidence
      .filter((run) => run.job === pair.job && run.commit?.startsWith(pair.commit))
      .map(({ id, status, time }) => ({ id, status, time: time === null ? null : toIso(time, zone) })),
  }));
  return { items, total: page.total };
}

export function casesData({ items, total }: Page<FlakyCase>, zone: string): object {
  const dated = items.map((each) => ({
    ...each,
    firstSeen: toIso(each.firstSeen, zone),
    lastSeen: toIso(each.lastSeen, zone),
  }));
  return { items: dated, total };
}
