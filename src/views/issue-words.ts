import type { Evidence, Frequency } from "../model/evidence.ts";
import type { Decision, DecisionKind, Issue, TrackedState } from "../model/issue.ts";
import { say, type Text } from "../model/text.ts";
import type { Links } from "../ports.ts";
import { commandLine } from "./command-line.ts";
import { plural } from "./lists.ts";
import type { Block, Figure, Line, Span, Tone } from "./view.ts";
import { count, moment, shortHash } from "./wording.ts";

/** The words that cards about issues share. */

export interface Told {
  readonly zone: string;
  readonly links: Links;
}

export const stateWords: { readonly [S in TrackedState]: readonly [Text, Tone] } = {
  new: [say("being looked at", "处理中"), "neutral"],
  asked: [say("waits for a decision", "等待决定"), "warn"],
  open: [say("open", "打开"), "bad"],
  closed: [say("closed", "已关闭"), "good"],
  snoozed: [say("snoozed", "已暂缓"), "neutral"],
  dismissed: [say("not a bug", "不是缺陷"), "neutral"],
};

/** Where it failed last: job, run, branch, commit. */
export function placeLine({ run, commit }: Evidence, { zone, links }: Told): Line {
  const url = links.run(run);
  const name = `${run.job} #${run.id}`;
  return [
    url === undefined ? { text: name, strong: true } : { text: name, url },
    ` · ${moment(run.time, zone)}`,
    ...(run.branch === null ? [] : [" · ", { text: run.branch, code: true }]),
    ...(commit === null ? [] : [" · ", { text: shortHash(commit), code: true }]),
  ];
}

/** Runs it failed in, of how many, over a day, a week, a month. */
export function frequencyBlock({ day, week, month }: Evidence): Block {
  const figures: Figure[] = [
    figure(say("in 24 hours", "24 小时"), day),
    figure(say("in 7 days", "7 天"), week),
    figure(say("in 30 days", "30 天"), month),
  ];
  return { kind: "figures", figures };
}

function figure(label: Text, { failed, runs }: Frequency): Figure {
  const of = say(`of ${plural(runs, "run")}`, `共 ${count(runs)} 次运行`);
  return { label, value: count(failed), note: [of], ...(failed > 0 ? { tone: "bad" as const } : {}) };
}

export function seenLine({ firstSeen, lastSeen, otherBranches }: Evidence, zone: string): Line {
  const branches = otherBranches.map(({ name, runs }) => `${name} (${count(runs)})`).join(", ");
  return [
    say(
      `First seen ${moment(firstSeen, zone)}, last ${moment(lastSeen, zone)}`,
      `首次 ${moment(firstSeen, zone)}，最近 ${moment(lastSeen, zone)}`,
    ),
    ...(branches === "" ? [] : [say(" · other branches: ", " · 其他分支："), branches]),
  ];
}

export function issueSpan({ number, url }: Pick<Issue, "number" | "url">): Span {
  return { text: `#${number}`, url };
}

/** An open_id becomes the person's name on a card; a terminal's user has none. */
export const decisionWords: { readonly [K in DecisionKind]: Text } = {
  file: say("filed it", "提交了 issue"),
  adopt: say("took over an issue", "关联了已有 issue"),
  snooze: say("put it off", "暂缓处理"),
  not_a_bug: say("said it is no bug", "标记为不是缺陷"),
  close: say("closed it", "关闭了 issue"),
  keep: say("kept it open", "选择保留"),
};

/** Who decided what, newest first. */
export function decisionLines(decisions: readonly Decision[], zone: string): Line[] {
  return decisions.map(({ by, kind, at, number }) => [
    `${moment(at, zone)} `,
    { text: by, code: true },
    " ",
    decisionWords[kind],
    ...(number === null ? [] : [` #${number}`]),
  ]);
}

/** A command about a subject; its key is safe in a command line. */
export function decisionCommand(kind: DecisionKind, subject: string, ...more: readonly string[]): string {
  return commandLine([decisionName(kind), subject, ...more]);
}

/** `issue-not-a-bug` */
export function decisionName(kind: DecisionKind): string {
  return `issue-${kind.replaceAll("_", "-")}`;
}
