import { failureCauses } from "../../model/failure.ts";
import { say } from "../../model/text.ts";
import { bucketOf } from "../../stats/trend.ts";
import { defineCommand } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { unknownFilterView } from "../kit/unknown-filter.ts";
import { nightlyDocument } from "./document.ts";
import { nightlyView } from "./view.ts";

const TOP = { limit: 5, offset: 0 };

export const nightly = defineCommand({
  name: "nightly",
  aliases: ["special", "夜间"],
  summary: say("Runs without a PR: nightly, release, started by hand", "非 PR 运行：夜间、发布、手动"),
  parameters: [],
  ranged: true,
  document: nightlyDocument,
  examples: ["nightly", "nightly 7d", "nightly 昨天 --job tidb-unit-test-nightly"],
  async run(sources, _args, question) {
    const { runs, failures } = sources;
    const asked = { ...question, scope: { ...question.scope, special: true } };
    const { scope, before, slice } = asked;
    const fresh = await freshness(sources, asked);
    const [totals, totalsBefore, trend, jobs, broken, failed] = await Promise.all([
      runs.totals(scope),
      runs.totals({ ...scope, window: before }),
      runs.trend(scope, bucketOf(scope.window)),
      runs.jobs(scope, TOP),
      failures.top(scope, failureCauses, TOP),
      runs.runs(scope, { outcome: "failed" }, slice),
    ]);
    if (totals.runs === 0) {
      const unknown = await unknownFilterView(["nightly"], sources, question);
      if (unknown) return unknown;
    }
    const [found, earlier, unreadBefore] = await Promise.all([
      failures.ofRuns(failed.items),
      failures.runsOf(broken.items, { ...scope, window: before }),
      sources.scanner.catchUp(before, 0),
    ]);
    return nightlyView(asked, {
      ...fresh,
      totals,
      before: totalsBefore,
      trend,
      jobs,
      failures: broken,
      earlier: unreadBefore > 0 ? null : earlier,
      unreadBefore,
      failed,
      found,
    });
  },
});
