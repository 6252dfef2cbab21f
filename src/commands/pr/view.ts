import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import { say, type Text } from "../../model/text.ts";
import type { Links } from "../../ports/links.ts";
import type { PullTally } from "../../ports/run-store.ts";
import type { PullVerdict } from "../../stats/verdict.ts";
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
import { commitCommand, plural } from "../../view/lists.ts";
import { type FailuresOf, runRow } from "../../view/run-row.ts";
import type { Action, Block, View } from "../../view/view.ts";
import { count, onCodeHost, pullName, scopeText, shortHash, tallyLine } from "../../view/wording.ts";
import { pullData } from "../prs/view.ts";
import { type VerdictFacts, verdictBlocks } from "./verdict-blocks.ts";
import { verdictText, verdictTone } from "./verdict-text.ts";

export interface PullFacts extends Freshness, VerdictFacts {
  readonly pull: PullTally;
  /** The page that was asked for, newest first: what JSON lists, and cards after the first page. */
  readonly page: Page<Run>;
  /** What was found in the runs of the page. */
  readonly found: FailuresOf;
}

/** One pull request: the verdict and its reasons first; its runs by commit on further pages. */
export function prView(asked: Asked, facts: PullFacts, links: Links): View {
  const { scope, zone, slice } = asked;
  const { pull, page, verdict } = facts;
  const { pullRequest } = pull;
  const name = pullName(pullRequest);
  return {
    title: verdictText(name, verdict, scope.window.end < asked.now),
    subtitle: scopeText(scope, zone),
    tone: verdictTone(verdict),
    trail: [...summaryTrail(asked), button(say("Pull requests", "合并请求"), commandLine(["prs"], scope, zone))],
    blocks: [
      {
        kind: "lines",
        lines: [
          [{ text: pullRequest.title ?? name, strong: true }],
          [
            pullRequest.author ?? "–",
            " · ",
            { text: shortHash(verdict.commit), code: true },
            " · ",
            say("all runs ", "全部运行 "),
            ...tallyLine(pull),
          ],
        ],
      },
      ...(slice.offset === 0 ? verdictBlocks(facts, zone) : pageOfRuns(asked, facts)),
      ...actionsBlock(facts, links),
      rangeBlock(wordsOf(pull), scopedTo(asked, pull)),
      freshnessBlock(facts, asked),
    ],
    data: {
      ...pullData(pull),
      verdict: verdictData(verdict),
      byCommit: byCommit(page.items).map(({ commit, runs: ofCommit }) => ({
        commit,
        runs: ofCommit.map((run) => ({
          job: run.job,
          id: run.id,
          status: run.status,
          time: run.time === null ? null : toIso(run.time, zone),
          durationMs: run.durationMs,
        })),
      })),
      total: page.total,
      failures: facts.elsewhere.map(({ cause, name: failed, pullRequests, trunkRuns }) => ({
        cause,
        name: failed,
        pullRequests,
        trunkRuns,
        known: pullRequests > 0 || trunkRuns > 0,
      })),
    },
  };
}

function verdictData({ state, isFinal, commit, failed, passed, aborted, missing }: PullVerdict): object {
  return {
    state,
    final: isFinal,
    commit,
    failed: failed.map(({ run, blame, failures }) => ({
      job: run.job,
      id: run.id,
      reason: blame,
      failures: failures.map(({ failure, blame: reason }) => ({ cause: failure.cause, name: failure.name, reason })),
    })),
    passed: passed.map(({ job }) => job),
    aborted: aborted.map(({ job }) => job),
    missing,
  };
}

function pageOfRuns(asked: Asked, facts: PullFacts): Block[] {
  const { pull, page } = facts;
  return [
    ...commitBlocks(asked, facts),
    { kind: "lines", quiet: true, lines: [[rangeOfList(asked, page)]] },
    ...pagerBlock(wordsOf(pull), scopedTo(asked, pull), page),
  ];
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

function commitBlocks(asked: Asked, { pull, page, found }: PullFacts): Block[] {
  const list = listOf(wordsOf(pull), scopedTo(asked, pull));
  return byCommit(page.items).map(({ commit, runs: ofCommit }) => ({
    kind: "rows",
    title: commitTitle(commit, ofCommit.length),
    rows: ofCommit.map((run) => runRow(run, found, asked.zone, "job")),
    total: ofCommit.length,
    list: { ...list, before: list.before + Math.max(0, ...ofCommit.slice(0, 1).map((run) => page.items.indexOf(run))) },
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

/** The newest commit's runs, and the pull request where it lives. */
function actionsBlock({ pull: { pullRequest }, verdict }: PullFacts, links: Links): Block[] {
  const commit = commitCommand(verdict.commit);
  const url = links.pullRequest(pullRequest);
  const actions: Action[] = [
    ...(commit === undefined ? [] : [button(say("All runs of this commit", "该提交的全部运行"), commit)]),
    ...(url ? [{ kind: "link" as const, label: onCodeHost(pullRequest.repo, url), url }] : []),
  ];
  return actions.length > 0 ? [{ kind: "actions", actions }] : [];
}
