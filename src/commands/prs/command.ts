import { sorts } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { recency } from "../kit/freshness.ts";
import { unknownFilterView } from "../kit/unknown-filter.ts";
import { prsDocument } from "./document.ts";
import { prsView } from "./view.ts";

export const prs = defineCommand({
  name: "prs",
  aliases: ["合并请求列表"],
  summary: say("Pull requests, most failures first", "合并请求列表，失败最多的在前"),
  parameters: [],
  ranged: true,
  sorts,
  document: prsDocument,
  examples: ["prs yesterday", "prs 3d --repo pingcap/tidb", "prs 昨天 --branch master"],
  async run(sources, _args, question) {
    const { scope, slice } = question;
    const [page, recent] = await Promise.all([sources.runs.pulls(scope, slice), recency(sources, scope.window)]);
    if (page.total === 0) {
      const unknown = await unknownFilterView(["prs"], sources, question);
      if (unknown) return unknown;
    }
    return prsView(question, page, { ...recent, pending: 0 });
  },
});
