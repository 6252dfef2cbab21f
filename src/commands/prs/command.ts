import { sorts } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { prsView } from "./view.ts";

export const prs = defineCommand({
  name: "prs",
  aliases: ["合并请求列表"],
  summary: say("Pull requests, most failures first", "合并请求列表，失败最多的在前"),
  parameters: [],
  ranged: true,
  sorts,
  examples: ["prs yesterday", "prs 3d --repo pingcap/tidb", "prs 昨天 --branch master"],
  async run({ runs }, _args, question) {
    const [page, newest] = await Promise.all([runs.pulls(question.scope, question.slice), runs.newest()]);
    return prsView(question, page, { newest, pending: 0 });
  },
});
