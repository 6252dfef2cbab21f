import type { ListingFault, TrackedIssue } from "../../model/issue.ts";
import { same, say, type Text } from "../../model/text.ts";
import { commandLine } from "../../view/command-line.ts";
import { button } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import type { View } from "../../view/view.ts";
import { count } from "../../view/wording.ts";
import { decisionCommand } from "./words.ts";

/** Why nothing was filed. */
export type AlarmReason =
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unreachable" }
  | {
      readonly kind: "distrusted";
      readonly fault: ListingFault;
      readonly openNow: number;
      /** Null before the first listing. */
      readonly openBefore: number | null;
      /** Whether a reader may say that the listing is right. */
      readonly mayTrust: boolean;
    };

/** Says that nothing was filed, and why. */
export function issueAlarmView(repo: string, reason: AlarmReason): View {
  const text = reasonText(reason);
  const mayTrust = reason.kind === "distrusted" && reason.mayTrust;
  const actions = [button(say("The listing is right", "列表没有问题"), "issue-trust-listing")];
  return {
    title: say("No issues were filed", "没有提交任何 issue"),
    subtitle: same(repo),
    tone: "warn",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[text], [mayTrust ? howToTrust : goesOn]] },
      ...(mayTrust ? [{ kind: "actions" as const, actions }] : []),
    ],
    data: { repo, error: text },
  };
}

const howToTrust = say(
  "If that many were really closed, press “The listing is right”. Otherwise I will check again next time.",
  "如果确实关闭了这么多，请点击“列表没有问题”；否则我下次会再核对。",
);
const goesOn = say("Filing resumes by itself once this is fixed.", "问题解决后会自动继续提交。");

function reasonText(reason: AlarmReason): Text {
  switch (reason.kind) {
    case "refused":
      // GitHub's own words are English, and so are ours about its permissions.
      return say(reason.message, `GitHub 拒绝了请求：${reason.message.replace(/^GitHub refused: /, "")}`);
    case "unreachable":
      return say(
        "GitHub could not be reached, or failed midway. Nothing more is filed; I will try again in a few minutes.",
        "GitHub 无法访问或中途出错，已停止提交，几分钟后会再试。",
      );
    case "distrusted":
      return distrustText(reason);
  }
}

function distrustText({ fault, openNow, openBefore }: Extract<AlarmReason, { kind: "distrusted" }>): Text {
  const before = openBefore === null ? "–" : count(openBefore);
  if (fault === "empty")
    return say(
      "GitHub's list of open issues came back empty, although there were some. Filing on it would duplicate them all.",
      "GitHub 返回的 issue 列表为空，但之前是有的。按它提交会全部重复一遍。",
    );
  return say(
    `GitHub listed ${count(openNow)} open issues; before, there were ${before}. Filing on a short list makes duplicates.`,
    `GitHub 只列出 ${count(openNow)} 个打开的 issue，之前有 ${before} 个。按残缺的列表提交会产生重复。`,
  );
}

/** One card for everything over the limit of new issues. */
export function heldView(repo: string, names: readonly string[]): View {
  return {
    title: say(
      `${plural(names.length, "more failure")} waiting: the limit of new issues has been reached`,
      `还有 ${count(names.length)} 项失败等待处理：已达到新 issue 上限`,
    ),
    subtitle: say(`${repo} · nightly`, `${repo} · 夜间任务`),
    tone: "warn",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("Tap one to open it", "点击查看"),
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

/** Asks whether to close the issue of a case that has not failed for long. */
export function quietView(repo: string, { tracked, name, quietDays, quietRuns }: QuietCase): View {
  return {
    title: say(
      `Close issue #${tracked.number}? ${name} has stopped failing`,
      `关闭 issue #${tracked.number}？${name} 已长期未失败`,
    ),
    subtitle: same(repo),
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
