import type { Scope } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { defineCommand, type Sources } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { compareDocument } from "./document.ts";
import { compareView, type Side } from "./view.ts";

/** A site has hundreds of jobs; all of them are compared. */
const EVERY_JOB = { limit: 1_000_000, offset: 0 };

export const compare = defineCommand({
  name: "compare",
  aliases: ["diff", "对比"],
  summary: say("Two windows side by side", "对比两个时间段"),
  parameters: [],
  ranged: true,
  twoRanges: true,
  document: compareDocument,
  examples: ["compare last week this week", "compare 昨天 今天", "compare 2021-06-13 2021-06-20 --repo tidb"],
  async run(sources, _args, question) {
    const { scope, before } = question;
    const other = { ...scope, window: before };
    const fresh = await freshness(sources, question);
    const pending = await sources.scanner.catchUp(before, question.readLogsUntilMs);
    const [earlier, later] = await Promise.all([side(sources, other), side(sources, scope)]);
    const [broken, healed] = await Promise.all([
      sources.failures.onlyIn(scope, other, question.slice),
      sources.failures.onlyIn(other, scope, question.slice),
    ]);
    return compareView(question, other, { ...fresh, pending: fresh.pending + pending, earlier, later, broken, healed });
  },
});

async function side({ runs, failures }: Sources, scope: Scope): Promise<Side> {
  const [totals, causes, jobs] = await Promise.all([
    runs.totals(scope),
    failures.causes(scope),
    runs.jobs(scope, EVERY_JOB),
  ]);
  return { totals, causes, jobs: jobs.items };
}
