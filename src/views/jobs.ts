import type { Page } from "../model/scope.ts";
import type { JobTally } from "../model/tally.ts";
import { say } from "../model/text.ts";
import { type Asked, type Freshness, freshnessBlock, pagerBlock, rangeOfList, summaryTrail } from "./framing.ts";
import { jobRow } from "./lists.ts";
import type { View } from "./view.ts";
import { count, scopeText } from "./wording.ts";

export function jobsView(asked: Asked, page: Page<JobTally>, freshness: Freshness): View {
  const { scope, zone } = asked;
  return {
    title: say(`${count(page.total)} jobs by failures`, `${count(page.total)} 个任务，按失败次数排列`),
    subtitle: scopeText(scope, zone),
    tone: "info",
    trail: summaryTrail(asked),
    blocks: [
      {
        kind: "rows",
        title: rangeOfList(asked, page),
        rows: page.items.map((job) => jobRow(job, scope, zone)),
        total: page.items.length,
        empty: say("No job ran in this window.", "这段时间内没有任务运行。"),
      },
      ...pagerBlock(["jobs"], asked, page),
      freshnessBlock(freshness, asked),
    ],
    data: {
      items: page.items.map(({ job, runs, success, failure, aborted, other, reruns, retries }) => {
        return { job, runs, success, failure, aborted, other, reruns, retries };
      }),
      total: page.total,
    },
  };
}
