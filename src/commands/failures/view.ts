import { trackedData, trackedLine } from "../../issues/views/words.ts";
import type { CauseCounts, FailureTally } from "../../model/failure.ts";
import type { TrackedIssue } from "../../model/issue.ts";
import type { Page, Sort } from "../../model/scope.ts";
import { say, type Text } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { causesChart } from "../../view/causes-chart.ts";
import {
  type Asked,
  type Freshness,
  freshnessBlock,
  pageBlocks,
  rangeBlock,
  sortBlock,
  summaryTrail,
} from "../../view/framing.ts";
import { failureRow, plural } from "../../view/lists.ts";
import type { Block, Row, Tone, View } from "../../view/view.ts";
import { count, scopeText } from "../../view/wording.ts";

export const failureSorts: readonly Sort[] = ["failures", "name"];

export interface FailuresFacts extends Freshness {
  readonly page: Page<FailureTally>;
  readonly causes: CauseCounts;
  /** Tracked issues by case name. */
  readonly issues: ReadonlyMap<string, TrackedIssue>;
}

export function failuresView(asked: Asked, facts: FailuresFacts): View {
  const { scope, zone } = asked;
  const { page, causes, issues } = facts;
  const issueOf = ({ cause, name }: FailureTally) => (cause === "case" ? issues.get(name) : undefined);
  return {
    title: title(page.total, causes.unknown, facts.pending),
    subtitle: scopeText(scope, zone),
    tone: toneFor(page.total + causes.unknown, facts.pending),
    trail: summaryTrail(asked),
    blocks: [
      ...pageBlocks(["failures"], asked, {
        page,
        rows: page.items.map((failure): Row => {
          const row = failureRow(failure, scope, zone);
          const issue = issueOf(failure);
          return issue ? { ...row, lines: [...row.lines, trackedLine(issue)] } : row;
        }),
        empty: say("No failures found in this window.", "这段时间内没有发现失败。"),
      }),
      ...sortBlock(["failures"], asked, failureSorts, page),
      ...(page.total + causes.unknown > 0 ? [causesChart(causes)] : []),
      ...unexplainedBlock(causes),
      rangeBlock(["failures"], asked),
      freshnessBlock(facts, asked),
    ],
    data: { items: page.items.map((failure) => failureData(failure, issueOf(failure), zone)), total: page.total },
  };
}

function toneFor(found: number, unreadLogs: number): Tone {
  if (found > 0) return "bad";
  return unreadLogs > 0 ? "warn" : "good";
}

function title(failures: number, unexplained: number, unreadLogs: number): Text {
  if (failures > 0) return say(`${plural(failures, "different failure")}`, `共有 ${count(failures)} 种失败`);
  if (unexplained === 0 && unreadLogs > 0)
    return say(
      `No failures found yet, ${plural(unreadLogs, "log")} unread`,
      `暂未发现失败，还有 ${count(unreadLogs)} 份日志未读取`,
    );
  if (unexplained === 0) return say("No failures", "没有失败");
  return say(`${plural(unexplained, "failed run")}, none explained`, `${count(unexplained)} 次失败运行，均未找到原因`);
}

function unexplainedBlock({ unknown }: CauseCounts): Block[] {
  if (unknown === 0) return [];
  const said = say(
    `${plural(unknown, "failed run")} ${unknown === 1 ? "is" : "are"} unexplained.`,
    `${count(unknown)} 次失败运行没有找到原因。`,
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
