import { type Page, sorts } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import type { PullTally } from "../../ports/run-store.ts";
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
import { plural, pullRow } from "../../view/lists.ts";
import type { View } from "../../view/view.ts";
import { count, scopeText } from "../../view/wording.ts";

export function prsView(asked: Asked, page: Page<PullTally>, freshness: Freshness): View {
  const { scope, zone } = asked;
  const order = orderText(asked);
  return {
    title: say(
      `${plural(page.total, "pull request")} ${order.en_us}`,
      `${count(page.total)} 个合并请求，${order.zh_cn}`,
    ),
    subtitle: scopeText(scope, zone),
    tone: "info",
    trail: summaryTrail(asked),
    blocks: [
      ...pageBlocks(["prs"], asked, {
        page,
        rows: page.items.map((pull) => pullRow(pull, scope, zone)),
        empty: say("No pull request ran in this window.", "这段时间内没有合并请求运行。"),
      }),
      ...sortBlock(["prs"], asked, sorts, page),
      rangeBlock(["prs"], asked),
      freshnessBlock(freshness, asked),
    ],
    data: { items: page.items.map(pullData), total: page.total },
  };
}

export function pullData({ pullRequest, ...tally }: PullTally): object {
  return { ...pullRequest, ...tally };
}
