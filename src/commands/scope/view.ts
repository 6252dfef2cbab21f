import type { ChatFilters } from "../../model/subscription.ts";
import { say, type Text } from "../../model/text.ts";
import { button } from "../../view/framing.ts";
import type { View } from "../../view/view.ts";

export function scopeView(filters: ChatFilters): View {
  const words = filterTexts(filters);
  const isSet = words.length > 0;
  return {
    title: isSet ? say("The scope of this chat", "本群的默认范围") : say("This chat has no scope", "本群没有默认范围"),
    tone: "info",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: isSet ? [...words.map((each) => [each]), [overridden]] : [[howToSet]],
      },
      {
        kind: "actions",
        actions: [
          button(say("Today", "今天"), "summary today", true),
          ...(isSet
            ? [
                button(say("Today, everything", "今天（全部）"), "summary today --all"),
                button(say("Remove the scope", "取消默认范围"), "scope off"),
              ]
            : []),
        ],
      },
    ],
    data: { repo: filters.repo ?? null, branch: filters.branch ?? null, jobs: filters.jobs },
  };
}

function filterTexts({ repo, branch, jobs }: ChatFilters): Text[] {
  return [
    ...(repo === undefined ? [] : [say(`Repository: ${repo}`, `仓库：${repo}`)]),
    ...(branch === undefined ? [] : [say(`Branch: ${branch}`, `分支：${branch}`)]),
    ...(jobs.length === 0 ? [] : [say(`Jobs: ${jobs.join(", ")}`, `任务：${jobs.join("、")}`)]),
  ];
}

const overridden = say(
  "Questions and new subscriptions in this chat are about this unless they say otherwise. --all leaves it out.",
  "本群的查询和新订阅默认只看这个范围，也可以在命令中另行指定；加 --all 查看全部。",
);
const howToSet = say(
  "Questions in this chat are about everything. To narrow them: scope --repo tikv",
  "本群的查询覆盖全部数据。如需限定：scope --repo tikv",
);
