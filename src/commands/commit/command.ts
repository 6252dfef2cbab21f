import { isFailed } from "../../model/run.ts";
import { say } from "../../model/text.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";
import { commitDocument } from "./document.ts";
import { chooseCommitView, commitView } from "./view.ts";

const MOST_TO_CHOOSE = 10;

export const commit = defineCommand({
  name: "commit",
  aliases: ["sha", "提交"],
  summary: say("One commit's runs, by job", "单个提交的全部运行"),
  parameters: [
    {
      name: "hash",
      required: true,
      pattern: /^[0-9a-f]{4,64}$/i,
      expected: say("at least four characters of a commit hash", "提交哈希（至少 4 位）"),
    },
  ],
  ranged: false,
  paged: true,
  document: commitDocument,
  examples: ["commit 3f9ad21", "commit 3f9ad21 --page 2"],
  async run({ runs, failures, links }, { hash }, { slice, zone }) {
    const prefix = hash.toLowerCase();
    const commits = await runs.commits(prefix, MOST_TO_CHOOSE);
    const [only, another] = commits;
    if (!only) {
      const message = say(`No runs of a commit that starts with ${prefix}.`, `以 ${prefix} 开头的提交没有运行记录。`);
      return mistakeView({ message, tries: ["prs 7d"] });
    }
    if (another) return chooseCommitView(prefix, commits, zone);
    const page = await runs.runsOfCommit(only.commit, slice);
    const found = await failures.ofRuns(page.items.filter(({ status }) => isFailed(status)));
    return commitView(only, { page, found }, { slice, zone }, links);
  },
});
