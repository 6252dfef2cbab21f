import type { DecisionKind, Issue, IssueEvent } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import { button } from "../../view/framing.ts";
import type { Action, Line, Tone, View } from "../../view/view.ts";
import { moment } from "../../view/wording.ts";
import { issueSpan, titleSpans } from "./words.ts";

/** What a click, or a typed decision, came to. */
export interface DecisionOutcome {
  readonly kind: "done" | "found" | "unknown" | "taken" | "no_issue";
  readonly wish: DecisionKind;
  readonly event: IssueEvent | null;
  readonly issue: Issue | null;
  /** The case it is about; null where it is about many. */
  readonly name: string | null;
  readonly until: number | null;
  /** An open_id, or who sat at the terminal. */
  readonly by: string;
  readonly zone: string;
}

export function issueDecidedView(outcome: DecisionOutcome, again: string): View {
  const { kind, issue, name, by } = outcome;
  const actions: Action[] = [
    ...(issue === null ? [] : [{ kind: "link" as const, label: say("On GitHub", "GitHub 页面"), url: issue.url }]),
    ...(kind === "taken" ? [button(say("Try again", "重试"), again, true)] : []),
    ...(mayBeRegretted(outcome) ? [button(say("Look at it again", "重新查看"), again)] : []),
    button(say("Tracked issues", "跟踪中的 issue"), "issues"),
  ];
  const lines: Line[] = [
    ...(issue === null ? namedLine(name) : [[issueSpan(issue), " ", ...titleSpans(issue.title)]]),
    ...(kind === "done" ? [[say("Decided by ", "操作人："), { text: by, person: true }]] : []),
  ];
  return {
    title: titleOf(outcome),
    tone: toneOf(outcome),
    trail: [],
    blocks: [...(lines.length > 0 ? [{ kind: "lines" as const, lines }] : []), { kind: "actions", actions }],
    data: { outcome: kind, wish: outcome.wish, issue, by, ...(isFault(kind) ? { error: titleOf(outcome) } : {}) },
  };
}

/** What is not seen on GitHub, and can be decided anew. */
function mayBeRegretted({ kind, wish }: DecisionOutcome): boolean {
  return kind === "done" && (wish === "snooze" || wish === "not_a_bug");
}

function namedLine(name: string | null): Line[] {
  return name === null ? [] : [[{ text: name, code: true, strong: true }]];
}

function isFault(kind: DecisionOutcome["kind"]): boolean {
  return kind !== "done" && kind !== "found";
}

function toneOf({ kind, wish }: DecisionOutcome): Tone {
  if (isFault(kind)) return "warn";
  return wish === "snooze" || wish === "not_a_bug" || wish === "keep" ? "neutral" : "good";
}

function titleOf({ kind, wish, event, issue, until, zone }: DecisionOutcome): Text {
  const number = issue === null ? "" : ` #${issue.number}`;
  switch (kind) {
    case "found":
      return say(`There is an issue already:${number}`, `已经有 issue 了：${number.trim()}`);
    case "unknown":
      return say("Nothing by that name failed of late", "最近没有这个名字的失败");
    case "taken":
      return say("Somebody is at it just now; try again in a minute", "正在处理中，请一分钟后再试");
    case "no_issue":
      return say("There is no such issue", "没有这个 issue");
    case "done":
      if (event === "reopened") return say(`Reopened${number}`, `已重新打开${number}`);
      return doneTitle(wish, number, until, zone);
  }
}

function doneTitle(wish: DecisionKind, number: string, until: number | null, zone: string): Text {
  switch (wish) {
    case "file":
      return say(`Filed as${number}`, `已提交${number}`);
    case "adopt":
      return say(`Tracked in${number} from now on`, `今后由${number} 跟踪`);
    case "close":
      return say(`Closed${number}`, `已关闭${number}`);
    case "keep":
      return say("Kept open; I ask again in 30 days", "已保留，30 天后再问");
    case "not_a_bug":
      return say("Noted as no bug; it is not brought up again", "已标记为不是缺陷，不再提醒");
    case "snooze":
      return say(`Put off until ${moment(until, zone)}`, `已暂缓至 ${moment(until, zone)}`);
  }
}
