import { trackedData, trackedLine } from "../../issues/views/tracked.ts";
import type { CauseCounts, FailureTally } from "../../model/failure.ts";
import type { TrackedIssue } from "../../model/issue.ts";
import type { Page, Sort } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { causesChart } from "../../view/causes-chart.ts";
import {
  type Asked,
  type Freshness,
  freshnessBlock,
  listOf,
  pagerBlock,
  rangeBlock,
  rangeOfList,
  sortBlock,
  summaryTrail,
} from "../../view/framing.ts";
import { failureRow, plural } from "../../view/lists.ts";
import type { Block, Row, View } from "../../view/view.ts";
import { count, scopeText } from "../../view/wording.ts";

export const failureSorts: readonly Sort[] = ["failures", "name"];

export interface FailuresFacts extends Freshness {
  readonly page: Page<FailureTally>;
  readonly causes: CauseCounts;
  /** Tracked issues by the case they are about. */
  readonly issues: ReadonlyMap<string, TrackedIssue>;
}

export function failuresView(asked: Asked, facts: FailuresFacts): View {
  const { scope, zone } = asked;
  const { page, causes, issues } = facts;
  const issueOf = ({ cause, name }: FailureTally) => (cause === "case" ? issues.get(name) : undefined);
  return {
    title: say(`${plural(page.total, "thing")} broke`, `共有 ${count(page.total)} 种失败`),
    subtitle: scopeText(scope, zone),
    tone: page.total === 0 ? "good" : "bad",
    trail: summaryTrail(asked),
    blocks: [
      {
        kind: "rows",
        title: rangeOfList(asked, page),
        rows: page.items.map((failure): Row => {
          const row = failureRow(failure, scope, zone);
          const issue = issueOf(failure);
          return issue ? { ...row, lines: [...row.lines, trackedLine(issue)] } : row;
        }),
        total: page.items.length,
        list: listOf(["failures"], asked),
        empty: say("No failure was found in this window.", "这段时间内没有发现失败。"),
      },
      ...pagerBlock(["failures"], asked, page),
      ...sortBlock(["failures"], asked, failureSorts, page),
      causesChart(causes),
      ...unexplainedBlock(causes),
      rangeBlock(["failures"], asked),
      freshnessBlock(facts, asked),
    ],
    data: { items: page.items.map((failure) => failureData(failure, issueOf(failure), zone)), total: page.total },
  };
}

function unexplainedBlock({ unknown }: CauseCounts): Block[] {
  if (unknown === 0) return [];
  const said = say(
    `In ${plural(unknown, "failed run")} more, nothing was found that explains the failure.`,
    `另有 ${count(unknown)} 个失败运行没有找到原因。`,
  );
  return [{ kind: "lines", lines: [[said]] }];
}

function failureData(failure: FailureTally, issue: TrackedIssue | undefined, zone: string): object {
  return {
    ...failure,
    firstSeen: toIso(failure.firstSeen, zone),
    lastSeen: toIso(failure.lastSeen, zone),
    issue: trackedData(issue),
  };
}
