import type { Issue, IssueDraft } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import type { Block, View } from "../../view/view.ts";
import { count } from "../../view/wording.ts";
import { issueSpan } from "./words.ts";

/** What would be done about one thing, in full. */
export type Planned =
  | { readonly kind: "file"; readonly name: string; readonly draft: IssueDraft; readonly asks: boolean }
  | {
      readonly kind: "reopen";
      readonly name: string;
      readonly issue: Issue;
      readonly comment: string;
      readonly asks: boolean;
    }
  | { readonly kind: "update" | "recover" | "leave"; readonly name: string; readonly issue: Issue }
  | { readonly kind: "wait"; readonly name: string; readonly why: "snoozed" | "not_a_bug" | "asked" }
  | { readonly kind: "hold"; readonly name: string };

const whys: { readonly [W in "snoozed" | "not_a_bug" | "asked"]: Text } = {
  snoozed: say("snoozed", "已暂缓"),
  not_a_bug: say("no bug, somebody said", "已标记为不是缺陷"),
  asked: say("a card waits for a decision", "已发卡片，等待决定"),
};

const standing = {
  update: say("Bring up to date", "更新状态"),
  recover: say("Note in the ledger that it is ours", "补记为本机器人提交"),
  leave: say("Leave to its author", "不改动，归作者所有"),
} as const;

/** Exactly what `file-issues` would do. */
export function issuePlanView(repo: string, planned: readonly Planned[], unread: number, done: boolean): View {
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
              lines: [[say(`${count(unread)} logs are not read yet`, `还有 ${count(unread)} 份日志未读取`)]],
            },
          ]
        : []),
    ],
    data: { repo, dryRun: !done, steps: planned, unread },
  };
}

function stepBlocks(step: Planned): Block[] {
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
      return [{ kind: "lines", lines: [[say("Leave: ", "不处理："), whys[step.why], " ", name]] }];
    case "hold":
      return line(say("Wait, the limit of new issues is reached:", "等待，已达到新 issue 上限："));
  }
}
