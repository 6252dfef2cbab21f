import type { TrackedIssue } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import { commandLine } from "../../view/command-line.ts";
import { button } from "../../view/framing.ts";
import type { View } from "../../view/view.ts";
import { count } from "../../view/wording.ts";
import { decisionCommand } from "./words.ts";

/** Cards that the work on issues sends by itself, beside previews and notices. */

/** Nothing was filed, and why; `trust` where a person may say that GitHub's listing is right after all. */
export function issueAlarmView(repo: string, reason: Text, trust: boolean): View {
  return {
    title: say("No issues were filed", "没有提交任何 issue"),
    subtitle: say(repo, repo),
    tone: "warn",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[reason], [trust ? howToTrust : goesOn]] },
      ...(trust
        ? [
            {
              kind: "actions" as const,
              actions: [button(say("The listing is right", "列表没有问题"), "issue-trust-listing")],
            },
          ]
        : []),
    ],
    data: { repo, error: reason },
  };
}

const howToTrust = say(
  "If so many were really closed, say that the listing is right; otherwise I look again the next time.",
  "如果确实关闭了这么多，请点击“列表没有问题”；否则我下次会再核对。",
);
const goesOn = say("Once that is mended, filing goes on by itself.", "问题解决后会自动继续提交。");

/** GitHub's own words are English, and so are ours about its permissions. */
export function refusedReason(message: string): Text {
  return say(message, `GitHub 拒绝了请求：${message.replace(/^GitHub refused: /, "")}`);
}

export function distrustedReason(fault: "empty" | "shrunk", openNow: number, openBefore: number | undefined): Text {
  const before = openBefore === undefined ? "–" : count(openBefore);
  if (fault === "empty")
    return say(
      "GitHub's list of open issues came back empty, though there were some. Filing on it would file everything again.",
      "GitHub 返回的 issue 列表为空，但之前是有的。按它提交会全部重复一遍。",
    );
  return say(
    `GitHub listed ${count(openNow)} open issues where there were ${before}. Filing on a short list makes duplicates.`,
    `GitHub 只列出 ${count(openNow)} 个打开的 issue，之前有 ${before} 个。按残缺的列表提交会产生重复。`,
  );
}

/** One card for all that is over the limit. */
export function heldView(repo: string, names: readonly string[]): View {
  return {
    title: say(
      `${count(names.length)} more failures wait: the limit of new issues is reached`,
      `还有 ${count(names.length)} 项失败等待处理：已达到新 issue 上限`,
    ),
    subtitle: say(`${repo} · nightly`, `${repo} · 夜间任务`),
    tone: "warn",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("Tap one to look at it", "点击查看"),
        rows: names.map((name) => ({
          title: [{ text: name, code: true, strong: true }],
          lines: [],
          tone: "bad",
          command: commandLine(["issue", name]),
        })),
        total: names.length,
        empty: say("None", "没有"),
      },
    ],
    data: { repo, held: names },
  };
}

export interface QuietCase {
  readonly tracked: TrackedIssue;
  readonly name: string;
  readonly quietDays: number;
  readonly quietRuns: number;
}

/** A case that has not failed for long: is its issue done? */
export function quietView(repo: string, { tracked, name, quietDays, quietRuns }: QuietCase): View {
  return {
    title: say(
      `Close issue #${tracked.number}? ${name} is quiet`,
      `关闭 issue #${tracked.number}？${name} 已长期未失败`,
    ),
    subtitle: say(repo, repo),
    tone: "good",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: [
          [
            say(
              `No failure for ${quietDays} days and ${count(quietRuns)} runs.`,
              `已 ${quietDays} 天、${count(quietRuns)} 次运行没有失败。`,
            ),
          ],
        ],
      },
      {
        kind: "actions",
        actions: [
          button(
            say(`Close #${tracked.number}`, `关闭 #${tracked.number}`),
            decisionCommand("close", tracked.subject),
            true,
          ),
          button(say("Keep it open", "继续保留"), decisionCommand("keep", tracked.subject)),
          button(say("History of the case", "用例历史"), commandLine(["case", name, "90d"])),
          ...(tracked.url === null
            ? []
            : [{ kind: "link" as const, label: say("On GitHub", "GitHub 页面"), url: tracked.url }]),
        ],
      },
    ],
    data: { repo, number: tracked.number, name, quietDays, quietRuns },
  };
}
