import type { DecisionRequest } from "../../issues/decide.ts";
import { issueDecidedView } from "../../issues/views/decided.ts";
import { decisionName } from "../../issues/views/words.ts";
import type { DecisionKind } from "../../model/issue.ts";
import { say, type Text } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import type { View } from "../../view/view.ts";
import { type Command, defineCommand, type Question, type Sources } from "../kit/command.ts";
import { noIssuesView } from "../kit/issues.ts";
import { orWhyNot } from "./command.ts";

/** The commands behind the buttons of an issue preview; help does not list them. */

const subject = { name: "subject", required: true } as const;

function decision(kind: Exclude<DecisionKind, "adopt" | "snooze">, summary: Text): Command {
  return defineCommand({
    name: decisionName(kind),
    aliases: [],
    summary,
    parameters: [subject],
    ranged: false,
    chatOnly: true,
    changes: true,
    examples: [],
    run: (sources, args, question) => decide(sources, args.subject, { kind }, question),
  });
}

const adopt = defineCommand({
  name: "issue-adopt",
  aliases: [],
  summary: say("Track a case in an existing issue", "用已有 issue 跟踪用例"),
  parameters: [
    subject,
    {
      name: "number",
      required: true,
      pattern: /^#?[1-9]\d{0,9}$/,
      expected: say("the number of an issue", "issue 编号"),
    },
  ],
  ranged: false,
  chatOnly: true,
  changes: true,
  examples: [],
  run: (sources, args, question) =>
    decide(sources, args.subject, { kind: "adopt", number: Number(args.number.replace("#", "")) }, question),
});

const snooze = defineCommand({
  name: "issue-snooze",
  aliases: [],
  summary: say("Snooze a case for some days", "暂缓处理用例"),
  parameters: [
    subject,
    { name: "days", required: true, pattern: /^[1-9]\d{0,2}d$/, expected: say("days such as 7d", "天数，例如 7d") },
  ],
  ranged: false,
  chatOnly: true,
  changes: true,
  examples: [],
  run: (sources, args, question) =>
    decide(
      sources,
      args.subject,
      { kind: "snooze", until: question.now + Number.parseInt(args.days, 10) * DAY },
      question,
    ),
});

const trustListing = defineCommand({
  name: "issue-trust-listing",
  aliases: [],
  summary: say("Trust GitHub's issue list", "确认 GitHub 的列表无误"),
  parameters: [],
  ranged: false,
  chatOnly: true,
  changes: true,
  examples: [],
  async run({ issues: desk }): Promise<View> {
    if (!desk) return noIssuesView();
    return orWhyNot(desk.repo, async () => {
      const open = await desk.trustListing();
      const title = say(`OK: ${open} open issues. Filing resumes.`, `已确认：${open} 个打开的 issue，继续提交。`);
      return { title, tone: "good", trail: [], blocks: [], data: { open } };
    });
  },
});

export const issueDecisions: readonly Command[] = [
  decision("file", say("File the issue", "提交 issue")),
  decision("not_a_bug", say("Mark it as not a bug", "标记为不是缺陷")),
  decision("close", say("Close the issue", "关闭 issue")),
  decision("keep", say("Keep the issue open", "保留 issue")),
  adopt,
  snooze,
  trustListing,
];

async function decide(
  sources: Sources,
  key: string,
  request: DecisionRequest,
  { asker, zone }: Question,
): Promise<View> {
  const { issues: desk } = sources;
  if (!desk) return noIssuesView();
  return orWhyNot(desk.repo, async () => {
    const outcome = await desk.decide(key, request, asker?.userId ?? "terminal");
    return issueDecidedView(outcome, zone);
  });
}
