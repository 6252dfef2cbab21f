import type { DecisionKind, Issue, IssueEvent } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import { commandLine } from "../../view/command-line.ts";
import { button } from "../../view/framing.ts";
import type { Action, Line, Tone, View } from "../../view/view.ts";
import { moment } from "../../view/wording.ts";
import { issueSpan, titleSpans } from "./words.ts";

/** What a decision, clicked or typed, came to. */
export interface DecisionOutcome {
  /** Only `done` changed anything; `found`: there is an issue already; `taken`: somebody else is working on it. */
  readonly kind: "done" | "found" | "unknown" | "taken" | "no_issue";
  readonly decision: DecisionKind;
  /** The subject's key. */
  readonly subject: string;
  /** The case it is about; null for a group of cases. */
  readonly name: string | null;
  readonly event: IssueEvent | null;
  readonly issue: Pick<Issue, "number" | "title" | "url"> | null;
  /** End of a snooze, epoch milliseconds. */
  readonly until: number | null;
  /** An open_id, or `terminal`. */
  readonly by: string;
}

export function issueDecidedView(outcome: DecisionOutcome, zone: string): View {
  const { kind, subject, issue, name, by } = outcome;
  const again = commandLine(["issue", subject]);
  const actions: Action[] = [
    ...(issue === null ? [] : [{ kind: "link" as const, label: say("On GitHub", "GitHub 页面"), url: issue.url }]),
    ...(kind === "taken" ? [button(say("Try again", "重试"), again, true)] : []),
    ...(canBeRevised(outcome) ? [button(say("Decide again", "重新处理"), again)] : []),
    button(say("Tracked issues", "跟踪中的 issue"), "issues"),
  ];
  const lines: Line[] = [
    ...(issue === null ? nameLine(name) : [[issueSpan(issue), " ", ...titleSpans(issue.title)]]),
    ...(kind === "done" ? [[say("Decided by ", "操作人："), { text: by, person: true }]] : []),
  ];
  const title = titleOf(outcome, zone);
  return {
    title,
    tone: toneOf(outcome),
    trail: [],
    blocks: [...(lines.length > 0 ? [{ kind: "lines" as const, lines }] : []), { kind: "actions", actions }],
    data: { outcome: kind, decision: outcome.decision, issue, by, ...(isFault(kind) ? { error: title } : {}) },
  };
}

/** What left no trace on GitHub can be decided again. */
function canBeRevised({ kind, decision }: DecisionOutcome): boolean {
  return kind === "done" && (decision === "snooze" || decision === "not_a_bug");
}

function nameLine(name: string | null): Line[] {
  return name === null ? [] : [[{ text: name, code: true, strong: true }]];
}

function isFault(kind: DecisionOutcome["kind"]): boolean {
  return kind !== "done" && kind !== "found";
}

function toneOf({ kind, decision }: DecisionOutcome): Tone {
  if (isFault(kind)) return "warn";
  return decision === "snooze" || decision === "not_a_bug" || decision === "keep" ? "neutral" : "good";
}

function titleOf({ kind, decision, event, issue, until }: DecisionOutcome, zone: string): Text {
  const number = issue === null ? "" : ` #${issue.number}`;
  switch (kind) {
    case "found":
      return say(`There is already an issue:${number}`, `已经有 issue 了：${number.trim()}`);
    case "unknown":
      return say("Nothing of that name has failed in 90 days", "90 天内没有这个名字的失败");
    case "taken":
      return say("Somebody is working on it right now; try again in a minute", "正在处理中，请一分钟后再试");
    case "no_issue":
      return say("There is no such issue", "没有这个 issue");
    case "done":
      if (event === "reopened") return say(`Reopened${number}`, `已重新打开${number}`);
      return doneTitle(decision, number, until, zone);
  }
}

function doneTitle(decision: DecisionKind, number: string, until: number | null, zone: string): Text {
  switch (decision) {
    case "file":
      return say(`Filed as${number}`, `已提交${number}`);
    case "adopt":
      return say(`Tracked in${number} from now on`, `今后由${number} 跟踪`);
    case "close":
      return say(`Closed${number}`, `已关闭${number}`);
    case "keep":
      return say("Kept open; I will ask again in 30 days", "已保留，30 天后再问");
    case "not_a_bug":
      return say("Marked as not a bug; I will not ask again", "已标记为不是缺陷，不再提醒");
    case "snooze":
      return say(`Snoozed until ${moment(until, zone)}`, `已暂缓至 ${moment(until, zone)}`);
  }
}
