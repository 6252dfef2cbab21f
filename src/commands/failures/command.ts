import { failureCauses } from "../../model/failure.ts";
import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { issuesByCase } from "../kit/issues.ts";
import { unknownFilterView } from "../kit/unknown-filter.ts";
import { failuresDocument } from "./document.ts";
import { failureSorts, failuresView } from "./view.ts";

export const failures = defineCommand({
  name: "failures",
  aliases: ["fails", "失败"],
  summary: say("Failing test cases, builds, checks and infrastructure", "失败内容：用例、编译、检查、基础设施"),
  parameters: [],
  ranged: true,
  sorts: failureSorts,
  document: failuresDocument,
  examples: ["failures yesterday", "failures 7d --branch master", "failures 昨天 --job 'tidb_ghpr_*'"],
  async run(sources, _args, question) {
    const { scope, slice } = question;
    const fresh = await freshness(sources, question);
    const [page, causes, issues] = await Promise.all([
      sources.failures.top(scope, failureCauses, slice),
      sources.failures.causes(scope),
      issuesByCase(sources),
    ]);
    if (page.total + causes.unknown === 0) {
      const unknown = await unknownFilterView(["failures"], sources, question);
      if (unknown) return unknown;
    }
    return failuresView(question, { ...fresh, page, causes, issues });
  },
});
