import { isFailed } from "../../model/run.ts";
import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { issuesByCase } from "../kit/issues.ts";
import { prDocument } from "./document.ts";
import { judge } from "./evidence.ts";
import { prView } from "./view.ts";
import { choosePrView, noPrView } from "./which.ts";

/** The least page size: a pull request has many runs, and people want to see them together. */
const FEWEST_RUNS = 30;

export const pr = defineCommand({
  name: "pr",
  aliases: ["pull", "合并请求"],
  summary: say("One pull request: is it green, and what is its own fault", "单个合并请求：是否通过、失败是否由它引起"),
  parameters: [
    {
      name: "number",
      required: true,
      pattern: /^#?[1-9]\d{0,9}$/,
      expected: say("a pull request number such as 24155", "合并请求编号，例如 24155"),
    },
  ],
  ranged: true,
  defaultRange: "90d",
  document: prDocument,
  examples: ["pr 24155", "pr 24155 --repo tidb", "pr 24155 最近7天"],
  async run(sources, args, asked) {
    const number = Number(args.number.replace("#", ""));
    const found = await sources.runs.pullsNumbered(asked.scope, number);
    // `owner/name` may be on several hosts, and is then the one on GitHub.
    const exact = found.filter(({ pullRequest }) => pullRequest.repo === asked.scope.repo);
    const pulls = exact.length > 0 ? exact : found;
    const [pull, another] = pulls;
    if (!pull) return noPrView(number, asked);
    if (another) return choosePrView(number, asked, pulls);
    const { scope } = asked;
    const slice = { ...asked.slice, limit: Math.max(FEWEST_RUNS, asked.slice.limit) };
    const fresh = await freshness(sources, { ...asked, scope: { ...scope, repo: pull.pullRequest.repo || undefined } });
    const [judged, page, issues] = await Promise.all([
      judge(pull.pullRequest, sources, asked),
      sources.runs.runs(scope, { pull: { repo: pull.pullRequest.repo, number } }, slice),
      issuesByCase(sources),
    ]);
    const failed = await sources.failures.ofRuns(page.items.filter((run) => isFailed(run.status)));
    return prView({ ...asked, slice }, { ...fresh, ...judged, pull, page, found: failed, issues }, sources.links);
  },
});
