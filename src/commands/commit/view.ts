import type { Run } from "../../model/run.ts";
import type { Page } from "../../model/scope.ts";
import { same, say, type Text } from "../../model/text.ts";
import type { Links } from "../../ports/links.ts";
import type { CommitTally } from "../../ports/run-store.ts";
import { flakyJobsOf } from "../../stats/flaky.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { button, type Listed, pageBlocks } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import { type FailuresOf, runRow } from "../../view/run-row.ts";
import { toneOf } from "../../view/tone.ts";
import type { Action, Block, View } from "../../view/view.ts";
import { count, moment, onCodeHost, pullName, shortHash, tallyLine } from "../../view/wording.ts";

interface CommitFacts {
  /** Newest first. */
  readonly page: Page<Run>;
  readonly found: FailuresOf;
}

/** The runs of one commit. */
export function commitView(tally: CommitTally, facts: CommitFacts, asked: Listed, links: Links): View {
  const { page, found } = facts;
  const words = ["commit", tally.commit];
  const flaky = flakyJobsOf(page.items);
  return {
    title: title(tally),
    ...(tally.repo === null ? {} : { subtitle: same(`${tally.repo} · ${asked.zone}`) }),
    tone: toneOf(tally),
    trail: [button(say("Summary", "概览"), "summary")],
    blocks: [
      { kind: "lines", lines: [[{ text: tally.commit, code: true }], tallyLine(tally)] },
      ...(flaky.length === 0 ? [] : [flakyBlock(flaky)]),
      ...pageBlocks(words, asked, {
        page,
        title: say("Runs", "运行"),
        rows: page.items.map((run) => runRow(run, found, asked.zone, "job")),
        empty: say("No runs", "没有运行"),
      }),
      ...actionsBlock(tally, page.items, links),
    ],
    data: commitData(tally, facts, flaky, asked.zone),
  };
}

/** Lists the commits that start with what was typed. */
export function chooseCommitView(prefix: string, commits: readonly CommitTally[], zone: string): View {
  return {
    title: say(`${commits.length} commits start with ${prefix}`, `有 ${commits.length} 个提交以 ${prefix} 开头`),
    tone: "info",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("Which one?", "请选择"),
        rows: commits.map((tally) => ({
          title: [{ text: shortHash(tally.commit), code: true }, `  ${tally.repo ?? ""}`],
          lines: [[...tallyLine(tally), "  ·  ", moment(tally.newest, zone)]],
          tone: toneOf(tally),
          command: commandLine(["commit", tally.commit]),
        })),
        total: commits.length,
        empty: say("None", "无"),
      },
    ],
    data: {
      items: commits.map((tally) => ({ ...tally, newest: tally.newest === null ? null : toIso(tally.newest, zone) })),
      total: commits.length,
    },
  };
}

function title({ commit, runs, failure }: CommitTally): Text {
  const hash = shortHash(commit);
  if (failure === 0)
    return say(`${hash}: ${plural(runs, "run")}, none failed`, `${hash}：${count(runs)} 次运行，没有失败`);
  return say(
    `${hash}: ${count(failure)} of ${plural(runs, "run")} failed`,
    `${hash}：${count(runs)} 次运行中 ${count(failure)} 次失败`,
  );
}

function flakyBlock(jobs: readonly string[]): Block {
  const said = say("Both failed and passed on this commit: ", "在同一提交上既失败又通过：");
  return { kind: "lines", lines: [[{ text: said, strong: true, tone: "warn" }, jobs.join(", ")]] };
}

function actionsBlock({ commit, repo }: CommitTally, runs: readonly Run[], links: Links): Block[] {
  const pull = runs.find(({ pullRequest }) => pullRequest !== null)?.pullRequest;
  const url = repo === null ? undefined : links.commit(repo, commit);
  const actions: Action[] = [
    ...(pull
      ? [
          button(
            same(pullName(pull)),
            `${commandLine(["pr", String(pull.number)])}${pull.repo ? ` --repo ${pull.repo}` : ""}`,
          ),
        ]
      : []),
    ...(url ? [{ kind: "link" as const, label: onCodeHost(repo ?? "", url), url }] : []),
  ];
  return actions.length > 0 ? [{ kind: "actions", actions }] : [];
}

function commitData(tally: CommitTally, { page, found }: CommitFacts, flaky: readonly string[], zone: string): object {
  const iso = (at: number | null) => (at === null ? null : toIso(at, zone));
  return {
    ...tally,
    newest: iso(tally.newest),
    flakyJobs: flaky,
    items: page.items.map((run) => ({
      job: run.job,
      id: run.id,
      status: run.status,
      time: iso(run.time),
      durationMs: run.durationMs,
      failures: (found.find(({ job, id }) => job === run.job && id === run.id)?.failures ?? []).map(
        ({ cause, name }) => ({ cause, name }),
      ),
    })),
    total: page.total,
  };
}
