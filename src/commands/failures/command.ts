import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { everyCause, freshness } from "../kit/freshness.ts";
import { issuesByCase } from "../kit/tracked-issues.ts";
import { failureSorts, failuresView } from "./view.ts";

export const failures = defineCommand({
  name: "failures",
  aliases: ["fails", "失败"],
  summary: say("What broke: cases, builds, checks, infrastructure", "失败内容：用例、编译、检查、基础设施"),
  parameters: [],
  ranged: true,
  sorts: failureSorts,
  examples: ["failures yesterday", "failures 7d --branch master", "failures 昨天 --job 'tidb_ghpr_*'"],
  async run(sources, _args, question) {
    const { scope, slice } = question;
    const fresh = await freshness(sources, question);
    const [page, causes, issues] = await Promise.all([
      sources.failures.top(scope, everyCause, slice),
      sources.failures.causes(scope),
      issuesByCase(sources),
    ]);
    return failuresView(question, { ...fresh, page, causes, issues });
  },
});
