import type { Evidence } from "../../model/evidence.ts";
import type { Decision, Issue, IssueDraft } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import { button } from "../../view/framing.ts";
import type { Action, Block, Line, View } from "../../view/view.ts";
import {
  caseLines,
  decisionCommand,
  decisionLines,
  frequencyBlock,
  issueSpan,
  placeLine,
  type Surroundings,
  seenLine,
  titleSpans,
} from "./words.ts";

/** A failure of the night, before anybody has decided about it. */
export interface IssuePreview {
  readonly subject: string;
  readonly cases: readonly string[];
  readonly repo: string;
  readonly excerpt: string;
  readonly evidence: Evidence;
  readonly draft: IssueDraft;
  readonly verdict: PreviewVerdict;
  /** Existing issues that may be about the same case. */
  readonly similar: readonly Issue[];
  readonly decisions: readonly Decision[];
}

/** What filing it would do now. */
export type PreviewVerdict =
  | { readonly kind: "file"; readonly linked: Issue | null }
  | { readonly kind: "reopen"; readonly issue: Issue }
  | { readonly kind: "covered"; readonly issue: Issue };

export function issuePreviewView(preview: IssuePreview, around: Surroundings): View {
  const { subject, repo, evidence, excerpt, verdict, decisions } = preview;
  const { zone } = around;
  return {
    title: title(preview),
    subtitle: say(`${repo} · nightly`, `${repo} · 夜间任务`),
    tone: verdict.kind === "covered" ? "info" : "bad",
    trail: [],
    blocks: [
      { kind: "lines", lines: [...caseLines(preview.cases), placeLine(evidence, around)] },
      frequencyBlock(evidence),
      { kind: "lines", lines: [seenLine(evidence, zone)], quiet: true },
      ...(excerpt === ""
        ? []
        : [{ kind: "excerpt" as const, title: [say("What the log says", "日志片段")], text: excerpt, open: true }]),
      { kind: "lines", lines: outcomeLines(preview) },
      ...similarBlocks(preview),
      { kind: "actions", actions: actions(preview) },
      ...(decisions.length > 0 ? [{ kind: "lines" as const, lines: decisionLines(decisions, zone), quiet: true }] : []),
    ],
    data: { subject, cases: preview.cases, repo, verdict, draft: preview.draft, evidence, similar: preview.similar },
  };
}

function title({ cases, verdict }: IssuePreview): Text {
  const [first = ""] = cases;
  const more = cases.length > 1 ? say(` and ${cases.length - 1} more`, ` 等 ${cases.length} 个用例`) : say("", "");
  const asked = {
    file: say("File an issue? ", "要提 issue 吗？"),
    reopen: say("Failing again. Reopen? ", "再次失败，要重新打开吗？"),
    covered: say("Has an issue: ", "已有 issue："),
  }[verdict.kind];
  return say(`${asked.en_us}${first}${more.en_us}`, `${asked.zh_cn}${first}${more.zh_cn}`);
}

function outcomeLines({ verdict, draft, repo }: IssuePreview): Line[] {
  if (verdict.kind === "covered")
    return [
      [
        say("Tracked in ", "已由 "),
        issueSpan(verdict.issue),
        say("", " 跟踪"),
        " ",
        ...titleSpans(verdict.issue.title),
      ],
    ];
  if (verdict.kind === "reopen")
    return [[say("Would reopen ", "将重新打开 "), issueSpan(verdict.issue), " ", ...titleSpans(verdict.issue.title)]];
  const { linked } = verdict;
  return [
    [say(`Would be filed in ${repo}: `, `将提交到 ${repo}：`), { text: draft.title, strong: true }],
    [say("Labels: ", "标签："), draft.labels.length > 0 ? draft.labels.join(", ") : "–"],
    ...(linked === null
      ? []
      : [
          [
            say("An earlier issue is closed and would be linked: ", "之前的 issue 已关闭，会附上链接："),
            issueSpan(linked),
          ],
        ]),
  ];
}

function actions({ subject, verdict, similar }: IssuePreview): Action[] {
  if (verdict.kind === "covered")
    return [{ kind: "link", label: say("On GitHub", "GitHub 页面"), url: verdict.issue.url }];
  const label =
    verdict.kind === "file"
      ? say("File it", "提交 issue")
      : say(`Reopen #${verdict.issue.number}`, `重新打开 #${verdict.issue.number}`);
  return [
    button(label, decisionCommand("file", subject), true),
    ...similar.map(({ number }) =>
      button(say(`Use #${number}`, `关联 #${number}`), decisionCommand("adopt", subject, String(number))),
    ),
    button(say("Snooze 7 days", "暂缓 7 天"), decisionCommand("snooze", subject, "7d")),
    button(say("Not a bug", "不是缺陷"), decisionCommand("not_a_bug", subject)),
  ];
}

function similarBlocks({ similar, verdict }: IssuePreview): Block[] {
  if (similar.length === 0 || verdict.kind === "covered") return [];
  const lines = similar.map(
    (issue): Line => [
      issueSpan(issue),
      " ",
      ...titleSpans(issue.title),
      " · ",
      issue.state === "open" ? say("open", "打开") : say("closed", "已关闭"),
    ],
  );
  return [{ kind: "lines", lines: [[say("Similar issues:", "可能相同的 issue：")], ...lines], quiet: true }];
}
