import { type Page, sorts } from "../../model/scope.ts";
import type { JobTally } from "../../model/tally.ts";
import { say } from "../../model/text.ts";
import {
  type Asked,
  type Freshness,
  freshnessBlock,
  orderText,
  pageBlocks,
  rangeBlock,
  sortBlock,
  summaryTrail,
} from "../../view/framing.ts";
import { jobRow, plural } from "../../view/lists.ts";
import type { View } from "../../view/view.ts";
import { count, scopeText } from "../../view/wording.ts";

export function jobsView(asked: Asked, page: Page<JobTally>, freshness: Freshness): View {
  const { scope, zone } = asked;
  const order = orderText(asked);
  return {
    title: say(`${plural(page.total, "job")} ${order.en_us}`, `${count(page.total)} 个任务，${order.zh_cn}`),
    subtitle: scopeText(scope, zone),
    tone: "info",
    trail: summaryTrail(asked),
    blocks: [
      ...pageBlocks(["jobs"], asked, {
        page,
        rows: page.items.map((job) => jobRow(job, scope, zone)),
        empty: say("No job ran in this window.", "这段时间内没有任务运行。"),
      }),
      ...sortBlock(["jobs"], asked, sorts, page),
      rangeBlock(["jobs"], asked),
      freshnessBlock(freshness, asked),
    ],
    data: {
      items: page.items.map(({ job, runs, success, failure, unstable, aborted, other, reruns, retries }) => {
        return { job, runs, success, failure, unstable, aborted, other, reruns, retries };
      }),
      total: page.total,
    },
  };
}
