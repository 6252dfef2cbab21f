import type { TrackedState } from "../../model/issue.ts";
import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { noIssuesView } from "../kit/issues.ts";
import { issuesDocument } from "./document.ts";
import { issuesView } from "./view.ts";

export const issues = defineCommand({
  name: "issues",
  aliases: ["缺陷"],
  summary: say("Tracked issues and their state", "跟踪中的 issue 及其状态"),
  parameters: [],
  ranged: false,
  paged: true,
  document: issuesDocument,
  examples: ["issues"],
  async run({ issues: desk }, _args, question) {
    if (!desk) return noIssuesView();
    const { tracked, decisions } = await desk.tracked();
    const { offset, limit } = question.slice;
    const page = { items: tracked.slice(offset, offset + limit), total: tracked.length };
    const inState = (wanted: TrackedState) => tracked.filter(({ state }) => state === wanted).length;
    const counts = { open: inState("open"), asked: inState("asked") };
    return issuesView(question, desk.repo, page, decisions, counts);
  },
});
