import type { Evidence, Frequency } from "../../model/evidence.ts";
import type { Decision, DecisionKind, Issue, TrackedState } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import type { Links } from "../../ports/links.ts";
import { commandLine } from "../../view/command-line.ts";
import { plural } from "../../view/lists.ts";
import type { Block, Figure, Line, Span, Tone } from "../../view/view.ts";
import { count, moment, shortHash } from "../../view/wording.ts";

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

const CASES_SHOWN = 8;

/** The cases of a subject that has several; the title names the only one of the others. */
export function caseLines(cases: readonly string[]): Line[] {
  if (cases.length < 2) return [];
  const left = cases.length - CASES_SHOWN;
  return [
    ...cases.slice(0, CASES_SHOWN).map((name) => [{ text: name, code: true, strong: true }]),
    ...(left > 0 ? [[say(`and ${count(left)} more`, `另有 ${count(left)} 个`)]] : []),
  ];
}

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

const decisionWords: { readonly [K in DecisionKind]: Text } = {
  file: say("filed it", "提交了 issue"),
  adopt: say("took over an issue", "关联了已有 issue"),
  snooze: say("put it off", "暂缓处理"),
  not_a_bug: say("said it is no bug", "标记为不是缺陷"),
  close: say("closed it", "关闭了 issue"),
  keep: say("kept it open", "选择保留"),
};

/** A title writes names between back-quotes, which at the end of a line look lost. */
export function titleSpans(title: string): Span[] {
  return title.split("`").flatMap((part, index): Span[] => {
    if (part === "") return [];
    return [index % 2 === 0 ? part : { text: part, code: true }];
  });
}

/** Who decided what, newest first. */
export function decisionLines(decisions: readonly Decision[], zone: string): Line[] {
  return decisions.map(({ by, kind, at, number }) => [
    `${moment(at, zone)} `,
    decisionWords[kind],
    ...(number === null ? [] : [` #${number}`]),
    " · ",
    { text: by, person: true },
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
