import type { Evidence, Frequency } from "../../model/evidence.ts";
import type { Decision, DecisionKind, Issue, TrackedIssue, TrackedState } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import type { Links } from "../../ports/links.ts";
import { commandLine } from "../../view/command-line.ts";
import { plural } from "../../view/lists.ts";
import type { Block, Figure, Line, Span, Tone } from "../../view/view.ts";
import { count, moment, shortHash } from "../../view/wording.ts";

/** What texts about issues need besides their facts. */
export interface Surroundings {
  readonly links: Links;
  /** IANA zone of the times. */
  readonly zone: string;
}

export const stateWords: { readonly [S in TrackedState]: readonly [Text, Tone] } = {
  new: [say("being looked at", "处理中"), "neutral"],
  asked: [say("waiting for a decision", "等待决定"), "warn"],
  open: [say("open", "打开"), "bad"],
  closed: [say("closed", "已关闭"), "good"],
  snoozed: [say("snoozed", "已暂缓"), "neutral"],
  dismissed: [say("not a bug", "不是缺陷"), "neutral"],
};

const CASES_SHOWN = 8;

/** The cases of a group; a single case is named in the title. */
export function caseLines(cases: readonly string[]): Line[] {
  if (cases.length < 2) return [];
  const left = cases.length - CASES_SHOWN;
  return [
    ...cases.slice(0, CASES_SHOWN).map((name) => [{ text: name, code: true, strong: true }]),
    ...(left > 0 ? [[say(`and ${count(left)} more`, `另有 ${count(left)} 个`)]] : []),
  ];
}

/** The newest run it failed in: job, number, time, branch, commit. */
export function placeLine({ run, commit }: Evidence, { zone, links }: Surroundings): Line {
  const url = links.run(run);
  const name = `${run.job} #${run.id}`;
  return [
    url === undefined ? { text: name, strong: true } : { text: name, url },
    ` · ${moment(run.time, zone)}`,
    ...(run.branch === null ? [] : [" · ", { text: run.branch, code: true }]),
    ...(commit === null ? [] : [" · ", { text: shortHash(commit), code: true }]),
  ];
}

/** In how many runs it failed, over a day, a week and a month. */
export function frequencyBlock({ day, week, month }: Evidence): Block {
  const figures: Figure[] = [
    figure(say("in 24 hours", "近 24 小时"), day),
    figure(say("in 7 days", "近 7 天"), week),
    figure(say("in 30 days", "近 30 天"), month),
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
  adopt: say("linked an existing issue", "关联了已有 issue"),
  snooze: say("snoozed it", "暂缓处理"),
  not_a_bug: say("marked it as not a bug", "标记为不是缺陷"),
  close: say("closed it", "关闭了 issue"),
  keep: say("kept it open", "选择保留"),
};

/** Shows the names that a title has in back-quotes as code. */
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

/** The command line of a decision; a subject's key is safe in one. */
export function decisionCommand(kind: DecisionKind, subject: string, ...more: readonly string[]): string {
  return commandLine([decisionName(kind), subject, ...more]);
}

/** `issue-not-a-bug` */
export function decisionName(kind: DecisionKind): string {
  return `issue-${kind.replaceAll("_", "-")}`;
}

/** `Issue #255 · open`, with a link where its address is known. */
export function trackedLine({ number, url, state }: TrackedIssue): Line {
  const label = say(`Issue #${number}`, `Issue #${number}`);
  return [url === null ? label : { text: label, url }, " · ", stateWords[state][0]];
}

export function trackedData(issue: TrackedIssue | undefined): object | null {
  return issue === undefined ? null : { number: issue.number, url: issue.url, state: issue.state };
}
