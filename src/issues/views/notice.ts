import type { Evidence } from "../../model/evidence.ts";
import type { IssueEvent } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import { commandLine } from "../../view/command-line.ts";
import { button } from "../../view/framing.ts";
import type { Tone, View } from "../../view/view.ts";
import { caseLines, frequencyBlock, placeLine, type Surroundings, seenLine } from "./words.ts";

/** Something that happened to an issue. */
export interface IssueNotice {
  readonly event: IssueEvent;
  readonly repo: string;
  readonly number: number;
  readonly url: string;
  readonly cases: readonly string[];
  readonly excerpt: string;
  /** Null if its failures are no longer kept. */
  readonly evidence: Evidence | null;
}

const words: { readonly [E in IssueEvent]: Text } = {
  filed: say("filed", "已提交"),
  reopened: say("reopened", "已重新打开"),
  adopted: say("linked", "已关联"),
  closed: say("closed", "已关闭"),
};
const tones: { readonly [E in IssueEvent]: Tone } = { filed: "bad", reopened: "bad", adopted: "info", closed: "good" };

/** Tells the chats that an issue was filed, reopened, adopted or closed. */
export function issueNoticeView(notice: IssueNotice, around: Surroundings): View {
  const { event, repo, number, url, cases, excerpt, evidence } = notice;
  const [first = ""] = cases;
  const more = cases.length > 1 ? say(` and ${cases.length - 1} more`, ` 等 ${cases.length} 个`) : say("", "");
  return {
    title: say(
      `Issue #${number} ${words[event].en_us}: ${first}${more.en_us}`,
      `Issue #${number} ${words[event].zh_cn}：${first}${more.zh_cn}`,
    ),
    subtitle: say(`${repo} · nightly`, `${repo} · 夜间任务`),
    tone: tones[event],
    trail: [],
    blocks: [
      ...(evidence === null
        ? [{ kind: "lines" as const, lines: caseLines(cases) }]
        : [
            { kind: "lines" as const, lines: [...caseLines(cases), placeLine(evidence, around)] },
            frequencyBlock(evidence),
            { kind: "lines" as const, lines: [seenLine(evidence, around.zone)], quiet: true },
          ]),
      ...(excerpt === "" || event === "closed"
        ? []
        : [{ kind: "excerpt" as const, title: [say("What the log says", "日志片段")], text: excerpt, open: false }]),
      {
        kind: "actions",
        actions: [
          { kind: "link", label: say("On GitHub", "GitHub 页面"), url },
          button(say("History of the case", "用例历史"), commandLine(["case", first, "30d"])),
          button(say("Tracked issues", "跟踪中的 issue"), "issues"),
        ],
      },
    ],
    data: { event, repo, number, url, cases, evidence },
  };
}
