import type { CauseCounts } from "../model/failure.ts";
import type { Totals } from "../model/tally.ts";
import { say, type Text } from "../model/text.ts";
import { successRate } from "../stats/rates.ts";
import { commandLine } from "./command-line.ts";
import type { Asked } from "./framing.ts";
import { toneOf } from "./tone.ts";
import type { Figure, Line } from "./view.ts";
import { causeNames, changeNote, count, percent } from "./wording.ts";

/** Every number of the window, with its change. */
export function windowFigures(
  { scope, zone }: Asked,
  { totals, before }: { readonly totals: Totals; readonly before: Totals },
): Figure[] {
  const rate = successRate(totals);
  return [
    figure(say("Runs", "运行"), totals.runs, before.runs, "neither"),
    {
      label: say("Passed", "通过率"),
      value: percent(rate),
      tone: toneOf(totals),
      note: rateChange(rate, successRate(before)),
    },
    {
      ...figure(say("Failed", "失败"), totals.failure, before.failure, "less"),
      command: commandLine(["failures"], scope, zone),
    },
    figure(say("Aborted", "中止"), totals.aborted, before.aborted, "less"),
    {
      ...figure(say("PRs", "合并请求"), totals.pullRequests, before.pullRequests, "neither"),
      command: commandLine(["prs"], scope, zone),
    },
    {
      ...figure(say("Jobs", "任务"), totals.jobs, before.jobs, "neither"),
      command: commandLine(["jobs"], scope, zone),
    },
    figure(say("Reruns", "重跑"), totals.reruns, before.reruns, "less"),
    figure(say("Retries", "无改动重试"), totals.retries, before.retries, "less"),
    figure(say("Special runs", "非 PR 运行"), totals.specialRuns, before.specialRuns, "neither"),
  ];
}

function figure(label: Text, now: number, before: number, better: "more" | "less" | "neither"): Figure {
  return { label, value: count(now), note: changeNote(now, before, better) };
}

function rateChange(now: number | null, before: number | null): Line {
  if (now === null || before === null) return ["–"];
  const points = Math.round((now - before) * 1000) / 10;
  if (points === 0) return [say("unchanged", "持平")];
  const change = Math.abs(points).toFixed(1);
  const text = say(`${points > 0 ? "▲" : "▼"} ${change} pts`, `${points > 0 ? "▲" : "▼"} ${change} 个百分点`);
  return [{ text, tone: points > 0 ? "good" : "bad" }];
}

/** Why runs failed, the most frequent cause first; what nothing explains is said as plainly. */
export function causesLine({ causes }: { readonly causes: CauseCounts }): Line {
  const known = (["case", "compile", "check", "env", "unknown"] as const)
    .filter((cause) => causes[cause] > 0)
    .sort((one, other) => causes[other] - causes[one]);
  if (known.length === 0) return [say("No failed run has been explained yet.", "还没有失败运行的原因。")];
  const each = known.flatMap((cause) => [" · ", causeNames[cause], ` ${count(causes[cause])}`]);
  return [{ text: say("Why runs failed", "失败原因"), strong: true }, ...each];
}
