import type { FailureTally } from "../model/failure.ts";
import type { Scope } from "../model/scope.ts";
import { say } from "../model/text.ts";
import { compareView, type Side } from "../views/compare.ts";
import { defineCommand, type Question, type Sources } from "./command.ts";
import { everyCause, freshness } from "./freshness.ts";

/** Of each window, the jobs and failures that are looked for in the other. */
const TOP = 20;

export const compare = defineCommand({
  name: "compare",
  aliases: ["diff", "对比"],
  summary: say("Two windows side by side", "对比两个时间段"),
  parameters: [],
  ranged: true,
  twoRanges: true,
  examples: ["compare this week last week", "compare 今天 昨天", "compare 2021-06-20 2021-06-13 --repo tidb"],
  async run(sources, _args, question) {
    const { scope, before } = question;
    const other = { ...scope, window: before };
    const fresh = await freshness(sources, question);
    const pending = await sources.scanner.catchUp(before, question.patience);
    const [one, two] = await Promise.all([side(sources, scope, question), side(sources, other, question)]);
    const [broken, healed] = await Promise.all([
      absent(sources, one.failures, other),
      absent(sources, two.failures, scope),
    ]);
    return compareView(question, other, { ...fresh, pending: fresh.pending + pending, one, two, broken, healed });
  },
});

async function side({ runs, failures }: Sources, scope: Scope, { slice }: Question): Promise<Side> {
  const top = { limit: Math.max(TOP, slice.limit), offset: 0 };
  const [totals, causes, jobs, broken] = await Promise.all([
    runs.totals(scope),
    failures.causes(scope),
    runs.jobs(scope, top),
    failures.top(scope, everyCause, top),
  ]);
  return { totals, causes, jobs: jobs.items, failures: broken.items };
}

/** Those that broke no run of the other window. */
async function absent({ failures }: Sources, tallies: readonly FailureTally[], other: Scope) {
  const counts = await failures.runsOf(tallies, other);
  return tallies.filter((_, index) => counts[index] === 0);
}
