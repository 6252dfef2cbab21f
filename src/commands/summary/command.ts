import { failureCauses } from "../../model/failure.ts";
import { say } from "../../model/text.ts";
import { abortShares } from "../../stats/aborts.ts";
import { bucketOf } from "../../stats/trend.ts";
import { defineCommand } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { unknownFilterView } from "../kit/unknown-filter.ts";
import { summaryDocument } from "./document.ts";
import { summaryView } from "./view.ts";

const TOP = 5;

export const summary = defineCommand({
  name: "summary",
  aliases: ["s", "概览", "汇总", "总结"],
  summary: say("The state of CI: what failed, where and why", "CI 概况：失败了多少、在哪里、为什么"),
  parameters: [],
  ranged: true,
  document: summaryDocument,
  examples: ["summary yesterday", "summary 7d --repo tidb", "summary 上周"],
  buttons: [
    { label: say("Yesterday", "昨天"), line: "summary yesterday" },
    { label: say("Today", "今天"), line: "summary today" },
  ],
  async run(sources, _args, question) {
    const { runs, failures } = sources;
    const { scope, before } = question;
    const top = { limit: TOP, offset: 0 };
    const fresh = await freshness(sources, question);
    const [totals, totalsBefore, trend, jobs, pulls, causes, aborts, broken] = await Promise.all([
      runs.totals(scope),
      runs.totals({ ...scope, window: before }),
      runs.trend(scope, bucketOf(scope.window)),
      runs.jobs(scope, top),
      runs.pulls(scope, top),
      failures.causes(scope),
      failures.aborts(scope),
      failures.top(scope, failureCauses, top),
    ]);
    if (totals.runs === 0) {
      const unknown = await unknownFilterView(["summary"], sources, question);
      if (unknown) return unknown;
    }
    return summaryView(question, {
      ...fresh,
      totals,
      before: totalsBefore,
      trend,
      jobs,
      pulls,
      causes,
      aborts: abortShares(totals, aborts),
      failures: broken,
    });
  },
});
