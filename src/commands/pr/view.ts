import { splitRepository } from "../../model/code-host.ts";
import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import { say, type Text } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import type { Links } from "../../ports/links.ts";
import type { PullTally } from "../../ports/run-store.ts";
import { isKnown } from "../../stats/reach.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import {
  type Asked,
  button,
  type Freshness,
  freshnessBlock,
  listOf,
  pagerBlock,
  rangeBlock,
  rangeOfList,
  summaryTrail,
} from "../../view/framing.ts";
import { plural, pullRow } from "../../view/lists.ts";
import { type FailuresOf, runRow } from "../../view/run-row.ts";
import { toneOf } from "../../view/tone.ts";
import type { Action, Block, Line, View } from "../../view/view.ts";
import { count, onCodeHost, pullName, scopeText, shortHash, tallyLine } from "../../view/wording.ts";
import type { KnownFailures } from "../kit/known.ts";
import { pullData } from "../prs/view.ts";
import { knownFailuresBlock } from "./known-failures.ts";

export interface PullFacts extends Freshness, KnownFailures {
  readonly pull: PullTally;
  /** Newest first. */
  readonly runs: Page<Run>;
  readonly found: FailuresOf;
}

/** One pull request with its runs by commit. */
export function prView(asked: Asked, facts: PullFacts, links: Links): View {
  const { scope, zone } = asked;
  const { pull, runs } = facts;
  const { pullRequest, failure } = pull;
  const name = pullName(pullRequest);
  const verdict =
    failure === 0
      ? say(`${name}: ${plural(pull.runs, "run")}, none failed`, `${name}：${count(pull.runs)} 次运行，没有失败`)
      : say(
          `${name}: ${count(failure)} of ${plural(pull.runs, "run")} failed`,
          `${name}：${count(pull.runs)} 次运行中 ${count(failure)} 次失败`,
        );
  return {
    title: verdict,
    subtitle: scopeText(scope, zone),
    tone: toneOf(pull),
    trail: [...summaryTrail(asked), button(say("Pull requests", "合并请求"), commandLine(["prs"], scope, zone))],
    blocks: [
      {
        kind: "lines",
        lines: [
          [{ text: pullRequest.title ?? name, strong: true }],
          [pullRequest.author ?? "–", " · ", ...tallyLine(pull)],
        ],
      },
      ...knownFailuresBlock(facts, asked),
      ...commitBlocks(asked, facts),
      { kind: "lines", quiet: true, lines: [[rangeOfList(asked, runs)]] },
      ...pagerBlock(wordsOf(pull), scopedTo(asked, pull), runs),
      ...linksBlock(pull, links),
      rangeBlock(wordsOf(pull), scopedTo(asked, pull)),
      freshnessBlock(facts, asked),
    ],
    data: {
      ...pullData(pull),
      byCommit: byCommit(runs.items).map(({ commit, runs: ofCommit }) => ({
        commit,
        runs: ofCommit.map((run) => ({
          job: run.job,
          id: run.id,
          status: run.status,
          time: run.time === null ? null : toIso(run.time, zone),
          durationMs: run.durationMs,
        })),
      })),
      total: runs.total,
      failures: facts.elsewhere.map((each) => ({ ...each, known: isKnown(each) })),
    },
  };
}

/** Lists the pull requests of this number when several repositories have one. */
export function choosePrView(number: number, asked: Asked, pulls: readonly PullTally[]): View {
  const { scope, zone } = asked;
  return {
    title: say(`#${number} exists in ${pulls.length} repositories`, `有 ${pulls.length} 个仓库存在 #${number}`),
    subtitle: scopeText(scope, zone),
    tone: "info",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("Which one?", "请选择"),
        rows: pulls.map((pull) => ({ ...pullRow(pull, scope, zone), title: hostedTitle(pull) })),
        total: pulls.length,
        empty: say("None", "无"),
      },
    ],
    data: { items: pulls.map(pullData), total: pulls.length },
  };
}

/** With the host, because two of them may have one path. */
function hostedTitle({ pullRequest }: PullTally): Line {
  const { host } = splitRepository(pullRequest.repo);
  const name = host === null ? pullName(pullRequest) : `${host}/${pullName(pullRequest)}`;
  return [{ text: name, strong: true }, " ", pullRequest.title ?? ""];
}

/** Offers a longer window and other repositories when no run matches. */
export function noPrView(number: number, asked: Asked): View {
  const { scope, zone, now } = asked;
  const words = ["pr", String(number)];
  const ever = { window: { begin: now - 90 * DAY, end: now }, jobs: [] };
  return {
    title: say(`No runs of #${number}`, `没有 #${number} 的运行`),
    subtitle: scopeText(scope, zone),
    tone: "neutral",
    trail: summaryTrail(asked),
    blocks: [
      {
        kind: "lines",
        lines: [[say("This pull request had no runs in this window.", "这段时间内该合并请求没有运行。")]],
      },
      {
        kind: "actions",
        actions: [
          button(say("90 days, any repository", "90 天，所有仓库"), commandLine(words, ever, zone), true),
          button(say("Pull requests", "合并请求"), commandLine(["prs"], scope, zone)),
        ],
      },
      rangeBlock(words, asked),
    ],
    data: { items: [], total: 0 },
  };
}

interface CommitRuns {
  readonly commit: string | null;
  readonly runs: readonly Run[];
}

/** Groups runs by commit, keeping their order. */
function byCommit(runs: readonly Run[]): CommitRuns[] {
  const groups = new Map<string | null, Run[]>();
  for (const run of runs) groups.set(run.commit, [...(groups.get(run.commit) ?? []), run]);
  return [...groups].map(([commit, ofCommit]) => ({ commit, runs: ofCommit }));
}

function commitBlocks(asked: Asked, { pull, runs, found }: PullFacts): Block[] {
  const list = listOf(wordsOf(pull), scopedTo(asked, pull));
  return byCommit(runs.items).map(({ commit, runs: ofCommit }) => ({
    kind: "rows",
    title: commitTitle(commit, ofCommit.length),
    rows: ofCommit.map((run) => runRow(run, found, asked.zone, "job")),
    total: ofCommit.length,
    list: { ...list, before: list.before + Math.max(0, ...ofCommit.slice(0, 1).map((run) => runs.items.indexOf(run))) },
    empty: say("No runs", "没有运行"),
  }));
}

function wordsOf({ pullRequest }: PullTally): string[] {
  return ["pr", String(pullRequest.number)];
}

/** Keeps pages and other ranges on this repository. */
function scopedTo(asked: Asked, { pullRequest }: PullTally): Asked {
  return { ...asked, scope: { ...asked.scope, repo: pullRequest.repo || asked.scope.repo } };
}

function commitTitle(commit: string | null, runs: number): Text {
  const hash = shortHash(commit);
  return say(`Commit ${hash} · ${plural(runs, "run")}`, `提交 ${hash} · ${count(runs)} 次运行`);
}

function linksBlock({ pullRequest }: PullTally, links: Links): Block[] {
  const url = links.pullRequest(pullRequest);
  const actions: Action[] = url ? [{ kind: "link", label: onCodeHost(pullRequest.repo, url), url }] : [];
  return actions.length > 0 ? [{ kind: "actions", actions }] : [];
}
