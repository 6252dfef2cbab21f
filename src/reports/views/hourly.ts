import { say } from "../../model/text.ts";
import { rateChange } from "../../stats/change.ts";
import { successRate } from "../../stats/rates.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { freshnessBlock } from "../../view/framing.ts";
import { toneOf } from "../../view/tone.ts";
import type { Block, Figure, View } from "../../view/view.ts";
import { changeNote, count, percent } from "../../view/wording.ts";
import {
  excerptBlocks,
  jobsBlock,
  leadOn,
  pullsBlock,
  type ReportAsked,
  type ReportFacts,
  reportFrame,
} from "./blocks.ts";

const EXCERPTS = 4;

export function hourlyReportView(asked: ReportAsked, facts: ReportFacts): View {
  const { scope, zone } = asked;
  const { totals } = facts;
  const details: Block[] =
    totals.failure === 0 ? [] : [pullsBlock(asked, facts), jobsBlock(asked, facts), ...excerptBlocks(facts, EXCERPTS)];
  return {
    ...reportFrame(say("Hourly report", "小时报告"), asked, facts),
    blocks:
      totals.runs === 0
        ? [
            { kind: "lines", lines: [[say("Nothing ran in this hour.", "这段时间内没有任何运行。")]] },
            leadOn(asked),
            freshnessBlock(facts, asked),
          ]
        : [
            { kind: "figures", figures: figures(asked, facts) },
            ...details,
            leadOn(asked),
            freshnessBlock(facts, asked),
          ],
    data: {
      report: "hourly",
      begin: toIso(scope.window.begin, zone),
      end: toIso(scope.window.end, zone),
      timezone: zone,
      ...totals,
    },
  };
}

/** The original card's four numbers, and the pass rate. */
function figures({ scope, zone }: ReportAsked, { totals, before }: ReportFacts): Figure[] {
  const command = (name: string) => commandLine([name], scope, zone);
  return [
    { label: say("Runs", "运行"), value: count(totals.runs), note: changeNote(totals.runs, before.runs) },
    {
      label: say("Failed", "失败"),
      value: count(totals.failure),
      note: changeNote(totals.failure, before.failure, rateChange(totals, before)),
      command: command("failures"),
    },
    { label: say("Passed", "通过率"), value: percent(successRate(totals)), tone: toneOf(totals) },
    { label: say("PRs", "合并请求"), value: count(totals.pullRequests), command: command("prs") },
    { label: say("Jobs", "任务"), value: count(totals.jobs), command: command("jobs") },
  ];
}
