import type { Issue, IssueDraft } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import { plural } from "../../view/lists.ts";
import type { Block, View } from "../../view/view.ts";
import { count } from "../../view/wording.ts";
import type { WaitReason } from "../plan.ts";
import { issueSpan } from "./words.ts";

/** What would be done about one subject, with its texts in full. */
export type PlannedStep =
  | { readonly kind: "file"; readonly name: string; readonly draft: IssueDraft; readonly asks: boolean }
  | {
      readonly kind: "reopen";
      readonly name: string;
      readonly issue: Issue;
      readonly comment: string;
      readonly asks: boolean;
    }
  | { readonly kind: "update" | "recover" | "leave"; readonly name: string; readonly issue: Issue }
  | { readonly kind: "wait"; readonly name: string; readonly why: WaitReason }
  | { readonly kind: "hold"; readonly name: string };

const waits: { readonly [W in WaitReason]: Text } = {
  snoozed: say("snoozed", "已暂缓"),
  not_a_bug: say("marked as not a bug", "已标记为不是缺陷"),
  asked: say("waiting for a decision on its card", "已发卡片，等待决定"),
};

const standing = {
  update: say("Update", "更新状态"),
  recover: say("Record as filed by ci_stat", "补记为本机器人提交"),
  leave: say("Leave as it is", "不改动，归作者所有"),
} as const;

/** Exactly what `file-issues` would do, or has done. */
export function issuePlanView(repo: string, planned: readonly PlannedStep[], unread: number, done: boolean): View {
  const acting = planned.filter(({ kind }) => kind === "file" || kind === "reopen").length;
  return {
    title: done
      ? say(
          `${count(acting)} of ${count(planned.length)} failures needed an issue`,
          `${count(planned.length)} 项失败中 ${count(acting)} 项需要 issue`,
        )
      : say(
          `Would act on ${count(acting)} of ${count(planned.length)} failures`,
          `将处理 ${count(planned.length)} 项失败中的 ${count(acting)} 项`,
        ),
    subtitle: say(repo, repo),
    tone: acting > 0 ? "warn" : "good",
    trail: [],
    blocks: [
      ...planned.flatMap(stepBlocks),
      ...(planned.length > 0
        ? []
        : [{ kind: "lines" as const, lines: [[say("No case failed at night.", "夜间没有用例失败。")]] }]),
      ...(unread > 0
        ? [
            {
              kind: "lines" as const,
              quiet: true,
              lines: [[say(`${plural(unread, "log")} not read yet`, `还有 ${count(unread)} 份日志未读取`)]],
            },
          ]
        : []),
    ],
    data: { repo, dryRun: !done, steps: planned, unread },
  };
}

function stepBlocks(step: PlannedStep): Block[] {
  const name = { text: step.name, code: true, strong: true };
  const line = (words: Text, ...rest: Block[]): Block[] => [{ kind: "lines", lines: [[words, " ", name]] }, ...rest];
  switch (step.kind) {
    case "file": {
      const { title, body, labels } = step.draft;
      const words = step.asks ? say("Ask, then file:", "先询问，再提交：") : say("File:", "提交：");
      const label = say(`${title} [${labels.join(", ")}]`, `${title}【${labels.join(", ")}】`);
      return line(words, { kind: "excerpt", title: [label], text: body, open: true });
    }
    case "reopen": {
      const words = step.asks ? say("Ask, then reopen", "先询问，再重新打开") : say("Reopen", "重新打开");
      const title = [words, " ", issueSpan(step.issue), " ", step.issue.title];
      return line(words, { kind: "excerpt", title, text: step.comment, open: true });
    }
    case "update":
    case "recover":
    case "leave": {
      const words = standing[step.kind];
      return [{ kind: "lines", lines: [[words, " ", issueSpan(step.issue), ": ", name]] }];
    }
    case "wait":
      return [{ kind: "lines", lines: [[say("Skip, ", "不处理："), waits[step.why], " ", name]] }];
    case "hold":
      return line(say("Wait, the limit of new issues has been reached:", "等待，已达到新 issue 上限："));
  }
}
