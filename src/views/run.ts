import { causeOf, type Failure, type Scan } from "../model/failure.ts";
import type { Run } from "../model/run.ts";
import { say, type Text } from "../model/text.ts";
import type { Links } from "../ports.ts";
import { toIso } from "../time/zone.ts";
import { commandLine } from "./command-line.ts";
import { button } from "./framing.ts";
import { plural } from "./lists.ts";
import { statusTone } from "./tone.ts";
import type { Action, Block, Line, LinkAction, View } from "./view.ts";
import { causeNames, count, duration, moment, pullName, shortHash, statusMark } from "./wording.ts";

/** One run with what broke in it. `scan` is null for a run that did not fail. */
export function runView(run: Run, scan: Scan | null, links: Links, zone: string): View {
  const failures = scan?.failures ?? [];
  return {
    title: title(run, failures),
    subtitle: say(`${moment(run.time, zone)} · ${zone}`, `${moment(run.time, zone)} · ${zone}`),
    tone: statusTone(run.status),
    trail: [button(say("Job", "任务"), commandLine(["job", run.job]))],
    blocks: [
      { kind: "lines", lines: factLines(run) },
      ...(scan === null ? [] : failureBlocks(scan, links)),
      { kind: "actions", actions: actions(run, scan, links) },
    ],
    data: {
      job: run.job,
      id: run.id,
      status: run.status,
      time: run.time === null ? null : toIso(run.time, zone),
      durationMs: run.durationMs,
      commit: run.commit,
      branch: run.branch,
      repo: run.repo,
      pullRequest: run.pullRequest,
      link: links.run(run) ?? null,
      cause: scan === null ? null : causeOf(failures),
      failures: failures.map(({ cause, name, file, line, excerpt }) => ({ cause, name, file, line, excerpt })),
      retriedCases: scan?.retriedCases ?? [],
    },
  };
}

const statusWords: Readonly<Record<string, Text>> = {
  SUCCESS: say("passed", "通过"),
  FAILURE: say("failed", "失败"),
  ABORTED: say("was aborted", "被中止"),
};

function title(run: Run, failures: readonly Failure[]): Text {
  const verdict = statusWords[run.status] ?? say(`ended ${run.status}`, `结果为 ${run.status}`);
  const first = failures[0];
  const more = failures.length > 1 ? say(` and ${failures.length - 1} more`, ` 等 ${failures.length} 项`) : say("", "");
  if (!first) return say(`${run.job} #${run.id} ${verdict.en_us}`, `${run.job} #${run.id} ${verdict.zh_cn}`);
  return say(
    `${run.job} #${run.id} ${verdict.en_us}: ${first.name}${more.en_us}`,
    `${run.job} #${run.id} ${verdict.zh_cn}：${first.name}${more.zh_cn}`,
  );
}

function factLines(run: Run): Line[] {
  const { pullRequest } = run;
  return [
    [`${statusMark(run.status)} ${run.status}`, " · ", duration(run.durationMs)],
    [
      ...(run.repo === null ? [] : [run.repo, " "]),
      ...(run.branch === null ? [] : ["@", { text: run.branch, code: true }, " "]),
      { text: shortHash(run.commit), code: true },
    ],
    ...(pullRequest === null
      ? [[say("Special run: it belongs to no pull request.", "非 PR 运行：不属于任何合并请求。")]]
      : [
          [
            { text: pullName(pullRequest), strong: true },
            " ",
            pullRequest.title ?? "",
            " · ",
            pullRequest.author ?? "–",
          ],
        ]),
    ...(run.comment === null ? [] : [[say("Asked for by ", "触发评论 "), { text: run.comment, code: true }]]),
  ];
}

/** Said where nothing was found. */
const outcomeWords: { readonly [O in Scan["outcome"]]: Text } = {
  log: say("Nothing in the log explains this failure.", "日志中没有找到失败原因。"),
  no_log: say(
    "The log of this run is gone, and nothing was noted of why it failed.",
    "日志已不存在，也没有失败原因的记录。",
  ),
  unreadable: say("The log of this run could not be read.", "无法读取该运行的日志。"),
  truncated: say(
    "The log of this run is cut off, and what is left does not explain it.",
    "日志不完整，剩余部分没有说明失败原因。",
  ),
  binary: say("The log of this run is no text.", "该运行的日志不是文本。"),
  growing: say("The log of this run is still being written; ask again in a moment.", "日志仍在写入，请稍后再查。"),
};

/** Said beside what was found, where there may be more. */
const incompleteWords: Partial<typeof outcomeWords> = {
  unreadable: say(
    "The log could not be read; this was noted when the run ended.",
    "日志无法读取，以下为运行结束时的记录。",
  ),
  truncated: say("The log is cut off; there may be more.", "日志不完整，可能还有其他失败。"),
  growing: say("The log is still being written; there may be more.", "日志仍在写入，可能还有其他失败。"),
};

function failureBlocks(scan: Scan, links: Links): Block[] {
  const { failures, outcome, retriedCases } = scan;
  const said = failures.length === 0 ? outcomeWords[outcome] : incompleteWords[outcome];
  const retried = say(
    `${plural(retriedCases.length, "case")} failed first and passed when tried again: `,
    `${count(retriedCases.length)} 个用例重试后通过：`,
  );
  return [
    ...(said === undefined ? [] : [{ kind: "lines" as const, lines: [[said]] }]),
    ...failures.flatMap((failure, index) => failureBlock(failure, index, links.logPage(scan, failure.logLine))),
    ...(retriedCases.length > 0 ? [{ kind: "lines" as const, lines: [[retried, retriedCases.join(", ")]] }] : []),
  ];
}

function failureBlock(failure: Failure, index: number, logPage: string | undefined): Block[] {
  const place = failure.file === null ? "" : `${failure.file}${failure.line === null ? "" : `:${failure.line}`}`;
  const title: Line = [
    { text: failure.name, strong: true },
    " · ",
    causeNames[failure.cause],
    place === "" ? "" : ` · ${place}`,
  ];
  if (failure.excerpt === "") return [{ kind: "lines", lines: [title] }];
  const excerpt: Block = { kind: "excerpt", title, text: failure.excerpt, open: index === 0 };
  if (logPage === undefined || failure.logLine === null) return [excerpt];
  const where = say(`Line ${count(failure.logLine)} of the log`, `日志第 ${count(failure.logLine)} 行`);
  return [excerpt, { kind: "lines", quiet: true, lines: [[{ text: where, url: logPage }]] }];
}

function actions(run: Run, scan: Scan | null, links: Links): Action[] {
  const { pullRequest } = run;
  const link = (label: Text, url: string | null | undefined): LinkAction[] =>
    url ? [{ kind: "link", label, url }] : [];
  return [
    button(say("This job", "该任务"), commandLine(["job", run.job])),
    ...(pullRequest === null
      ? []
      : [button(say("This PR", "该合并请求"), prCommand(pullRequest.repo, pullRequest.number))]),
    ...link(say("View log", "查看日志"), links.logPage(run, scan?.failures[0]?.logLine)),
    ...link(say("Jenkins", "Jenkins"), links.run(run)),
    ...link(say("On GitHub", "GitHub 页面"), pullRequest?.link ?? (pullRequest && links.pullRequest(pullRequest))),
  ];
}

function prCommand(repo: string, number: number): string {
  return `${commandLine(["pr", String(number)])}${repo === "" ? "" : ` --repo ${repo}`}`;
}
