import { splitRepository } from "../../model/code-host.ts";
import { causeOf, type FailureKey, type Scan } from "../../model/failure.ts";
import type { Run } from "../../model/run.ts";
import { say, type Text } from "../../model/text.ts";
import type { Links } from "../../ports/links.ts";
import { isKnown } from "../../stats/reach.ts";
import { startOfDay, toIso } from "../../time/zone.ts";
import { abortText } from "../../view/aborts.ts";
import { commandLine } from "../../view/command-line.ts";
import { button, type Listed } from "../../view/framing.ts";
import { commitCommand } from "../../view/lists.ts";
import { statusTone } from "../../view/tone.ts";
import type { Action, Block, CommandAction, Line, LinkAction, Span, View } from "../../view/view.ts";
import { duration, moment, onCodeHost, pullName, shortHash, statusMark } from "../../view/wording.ts";
import { elsewhereOf, type KnownFailures } from "../kit/known.ts";
import { failureBlocks } from "./failures.ts";

/** How many cases the JSON document names. */
const SLOWEST = 20;

export interface RunFacts {
  /** Null for a run that did not fail, "reading" while its log is being read. */
  readonly read: Scan | "reading" | null;
  /** Where else its failures were seen; null where that is not asked. */
  readonly known: KnownFailures | null;
}

/** One run with its failures. */
export function runView(run: Run, { read, known }: RunFacts, links: Links, asked: Listed): View {
  const { zone } = asked;
  const scan = read === "reading" ? null : read;
  const failures = scan?.failures ?? [];
  // The row of a run without a pull request often holds none, and its log says what was checked out.
  const commit = run.commit ?? scan?.lastCheckout ?? null;
  const words = ["run", run.job, String(run.id)];
  return {
    title: title(run, scan),
    subtitle: say(`${moment(run.time, zone)} · ${zone}`, `${moment(run.time, zone)} · ${zone}`),
    tone: statusTone(run.status),
    trail: trail(run, zone),
    blocks: [
      { kind: "lines", lines: factLines(run, commit, links) },
      ...(scan === null ? [] : failureBlocks({ scan, known }, words, asked, links)),
      ...(read === "reading" ? stillReading(words) : []),
      { kind: "actions", actions: actions(run, scan, links) },
    ],
    data: {
      job: run.job,
      id: run.id,
      status: run.status,
      time: run.time === null ? null : toIso(run.time, zone),
      durationMs: run.durationMs,
      commit,
      branch: run.branch,
      repo: run.repo,
      pullRequest: run.pullRequest,
      link: links.run(run) ?? null,
      cause: scan === null ? null : causeOf(failures),
      abort: scan?.abort ?? null,
      failures: failures.map(({ cause, name, file, line, excerpt, durationMs }) => ({
        cause,
        name,
        file,
        line,
        excerpt,
        durationMs,
        known: isKnownOf(known, { cause, name }),
      })),
      slowestCases: scan?.durations.slice(0, SLOWEST) ?? [],
      retriedCases: scan?.retriedCases ?? [],
    },
  };
}

/** Null where it is not asked or not known yet. */
function isKnownOf(known: KnownFailures | null, key: FailureKey): boolean | null {
  const found = elsewhereOf(known, key);
  if (!known || !found) return null;
  return isKnown(found) || (known.unread === 0 ? false : null);
}

function stillReading(words: readonly string[]): Block[] {
  const said = say("The log of this run is still being read.", "正在读取该运行的日志。");
  return [
    { kind: "lines", lines: [[said]] },
    { kind: "actions", actions: [button(say("Refresh", "刷新"), commandLine(words))] },
  ];
}

/** Leads back to the day of the run. */
function trail({ job, time }: Run, zone: string): CommandAction[] {
  if (time === null) return [button(say("Job", "任务"), commandLine(["job", job]))];
  const scope = { window: { begin: startOfDay(time, zone), end: startOfDay(time, zone, 1) }, jobs: [] };
  return [
    button(say("Summary", "概览"), commandLine(["summary"], scope, zone)),
    button(say("Job", "任务"), commandLine(["job", job], scope, zone)),
  ];
}

const statusWords: Readonly<Record<string, Text>> = {
  SUCCESS: say("passed", "通过"),
  FAILURE: say("failed", "失败"),
  UNSTABLE: say("failed tests (UNSTABLE)", "有用例失败（UNSTABLE）"),
  ABORTED: say("was aborted", "被中止"),
};

/** A reason for an abort explains more than what failed on the way. */
function title(run: Run, scan: Scan | null): Text {
  const verdict = statusWords[run.status] ?? say(`ended ${run.status}`, `结果为 ${run.status}`);
  const { failures = [], abort } = scan ?? {};
  if (abort && abort.reason !== "unknown") {
    const why = abortText(abort);
    return say(
      `${run.job} #${run.id} ${verdict.en_us}: ${why.en_us}`,
      `${run.job} #${run.id} ${verdict.zh_cn}：${why.zh_cn}`,
    );
  }
  const first = failures[0];
  const more = failures.length > 1 ? say(` and ${failures.length - 1} more`, ` 等 ${failures.length} 项`) : say("", "");
  if (!first) return say(`${run.job} #${run.id} ${verdict.en_us}`, `${run.job} #${run.id} ${verdict.zh_cn}`);
  return say(
    `${run.job} #${run.id} ${verdict.en_us}: ${first.name}${more.en_us}`,
    `${run.job} #${run.id} ${verdict.zh_cn}：${first.name}${more.zh_cn}`,
  );
}

function factLines(run: Run, commit: string | null, links: Links): Line[] {
  const { pullRequest } = run;
  return [
    [`${statusMark(run.status)} ${run.status}`, " · ", duration(run.durationMs)],
    [
      ...(run.repo === null ? [] : [splitRepository(run.repo).path, " "]),
      ...(run.branch === null ? [] : ["@", branchSpan(run.repo, run.branch, links), " "]),
      { text: shortHash(commit), code: true },
    ],
    ...(pullRequest === null
      ? [[say("This run does not belong to a pull request.", "非 PR 运行。")]]
      : [
          [
            { text: pullName(pullRequest), strong: true },
            " ",
            pullRequest.title ?? "",
            " · ",
            pullRequest.author ?? "–",
          ],
        ]),
    ...(run.comment === null ? [] : [[say("Triggered by comment ", "由评论触发 "), { text: run.comment, code: true }]]),
  ];
}

function branchSpan(repo: string | null, branch: string, links: Links): Span {
  const url = repo === null ? undefined : links.branch(repo, branch);
  return url === undefined ? { text: branch, code: true } : { text: branch, url };
}

function actions(run: Run, scan: Scan | null, links: Links): Action[] {
  const { pullRequest } = run;
  const commit = commitCommand(run.commit);
  const pullUrl = pullRequest === null ? undefined : links.pullRequest(pullRequest);
  const link = (label: Text, url: string | null | undefined): LinkAction[] =>
    url ? [{ kind: "link", label, url }] : [];
  return [
    ...(pullRequest === null
      ? []
      : [button(say("This PR", "该合并请求"), prCommand(pullRequest.repo, pullRequest.number))]),
    ...(commit === undefined ? [] : [button(say("This commit", "该提交"), commit)]),
    ...link(say("View log", "查看日志"), links.logPage(run, scan?.failures[0]?.logLine)),
    ...link(say("Jenkins", "Jenkins"), links.run(run)),
    ...(pullRequest === null || pullUrl === undefined ? [] : link(onCodeHost(pullRequest.repo, pullUrl), pullUrl)),
  ];
}

function prCommand(repo: string, number: number): string {
  return `${commandLine(["pr", String(number)])}${repo === "" ? "" : ` --repo ${repo}`}`;
}
