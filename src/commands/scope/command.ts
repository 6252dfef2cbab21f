import type { Scope } from "../../model/scope.ts";
import { noFilters } from "../../model/subscription.ts";
import { say } from "../../model/text.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";
import { scopeView } from "./view.ts";

const examples = ["scope --repo tikv", "scope --job 'tidb_*' --branch master", "scope", "scope off"];

export const scope = defineCommand({
  name: "scope",
  aliases: ["范围", "默认范围"],
  summary: say("The filters that this chat has by default", "本群的默认过滤条件"),
  parameters: [
    {
      name: "off",
      required: false,
      pattern: /^(off|关闭|取消)$/i,
      expected: say("off, or filters such as --repo tikv", "off，或过滤条件（例如 --repo tikv）"),
    },
  ],
  ranged: false,
  filtered: true,
  ownFilters: true,
  chatOnly: true,
  changes: ({ off }, question) => off !== "" || isNarrowed(question.scope),
  examples,
  async run({ reports: { subscriptions } }, { off }, { asker, scope: given }) {
    if (!asker)
      return mistakeView({ message: say("Send this command in a chat.", "请在群里发送这条命令。"), tries: examples });
    const { chatId } = asker;
    if (off === "" && !isNarrowed(given)) return scopeView((await subscriptions.chat(chatId))?.filters ?? noFilters);
    const { repo, branch, jobs } = off === "" ? given : noFilters;
    await subscriptions.setFilters(chatId, { repo, branch, jobs });
    return scopeView({ repo, branch, jobs });
  },
});

function isNarrowed({ repo, branch, jobs }: Scope): boolean {
  return repo !== undefined || branch !== undefined || jobs.length > 0;
}
