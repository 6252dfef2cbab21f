import { sorts } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { recency } from "../kit/freshness.ts";
import { unknownFilterView } from "../kit/unknown-filter.ts";
import { jobsDocument } from "./document.ts";
import { jobsView } from "./view.ts";

export const jobs = defineCommand({
  name: "jobs",
  aliases: ["任务列表"],
  summary: say("Jobs, most failures first", "任务列表，失败最多的在前"),
  parameters: [],
  ranged: true,
  sorts,
  document: jobsDocument,
  examples: ["jobs yesterday", "jobs 7d --job 'tidb_*'", "jobs 昨天 --limit 20"],
  buttons: [{ label: say("Jobs", "任务"), line: "jobs yesterday" }],
  async run(sources, _args, question) {
    const { scope, slice } = question;
    const [page, recent] = await Promise.all([sources.runs.jobs(scope, slice), recency(sources, scope.window)]);
    if (page.total === 0) {
      const unknown = await unknownFilterView(["jobs"], sources, question);
      if (unknown) return unknown;
    }
    return jobsView(question, page, { ...recent, pending: 0 });
  },
});
