import { failureCauses } from "../../model/failure.ts";
import { say } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import { bucketOf } from "../../stats/trend.ts";
import { commandLine } from "../../view/command-line.ts";
import { mistakeView } from "../../view/mistake.ts";
import { closestNames } from "../kit/closest.ts";
import { defineCommand, type Question, type Sources } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { jobDocument } from "./document.ts";
import { jobView } from "./view.ts";

const TOP = 5;
/** How far back a name is looked up before it counts as unknown. */
const KNOWN_FOR = 30 * DAY;

export const job = defineCommand({
  name: "job",
  aliases: ["任务"],
  summary: say("One job: its state and its failures", "单个任务：近况与失败内容"),
  parameters: [{ name: "name", required: true }],
  ranged: true,
  defaultRange: "7d",
  document: jobDocument,
  examples: ["job tidb_ghpr_unit_test", "job tidb_ghpr_check_2 7d", "job tidb-unit-test-nightly 最近7天"],
  async run(sources, { name }, question) {
    const { runs, failures } = sources;
    const asked = { ...question, scope: { ...question.scope, jobs: [name] } };
    const { scope, before, slice } = asked;
    const fresh = await freshness(sources, asked);
    const [totals, totalsBefore, trend, durations, failed, broken] = await Promise.all([
      runs.totals(scope),
      runs.totals({ ...scope, window: before }),
      runs.trend(scope, bucketOf(scope.window)),
      runs.durations(scope, bucketOf(scope.window)),
      runs.runs(scope, { outcome: "failed" }, slice),
      failures.top(scope, failureCauses, { limit: TOP, offset: 0 }),
    ]);
    if (totals.runs === 0) {
      const tries = await otherNames(sources, name, question);
      if (tries.length > 0)
        return mistakeView({ message: say(`There is no job named ${name}.`, `没有名为 ${name} 的任务。`), tries });
    }
    const found = await failures.ofRuns(failed.items);
    return jobView(name, asked, {
      ...fresh,
      totals,
      before: totalsBefore,
      trend,
      durations,
      failed,
      found,
      failures: broken,
    });
  },
});

/** Similar names, if no recent job has this one. */
async function otherNames({ runs }: Sources, name: string, { scope, now, zone }: Question): Promise<string[]> {
  const begin = Math.min(scope.window.begin, now - KNOWN_FOR);
  const names = await runs.jobNames({ begin, end: Math.max(scope.window.end, now) });
  if (name.includes("*") || names.includes(name)) return [];
  return closestNames(name, names).map((close) => commandLine(["job", close], { ...scope, jobs: [] }, zone));
}
