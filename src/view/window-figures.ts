import type { CauseCounts } from "../model/failure.ts";
import type { Tally, Totals } from "../model/tally.ts";
import { say, type Text } from "../model/text.ts";
import { type RateChange, rateChange, shareChange } from "../stats/change.ts";
import { successRate } from "../stats/rates.ts";
import { commandLine } from "./command-line.ts";
import type { Asked } from "./framing.ts";
import { changeTones, toneOf } from "./tone.ts";
import type { Figure, Line, Span } from "./view.ts";
import { causeNames, changeNote, count, percent } from "./wording.ts";

/** The figures of a window, each with its change against the window before. */
export function windowFigures(
  { scope, zone }: Asked,
  { totals, before }: { readonly totals: Totals; readonly before: Totals },
): Figure[] {
  const share = (name: "aborted" | "reruns" | "retries") =>
    shareChange({ part: totals[name], whole: totals.runs }, { part: before[name], whole: before.runs });
  return [
    figure(say("Runs", "运行"), totals.runs, before.runs),
    passedFigure(totals, before),
    {
      ...figure(failedLabel(totals), totals.failure, before.failure, rateChange(totals, before)),
      command: commandLine(["failures"], scope, zone),
    },
    figure(say("Aborted", "中止"), totals.aborted, before.aborted, share("aborted")),
    {
      ...figure(say("PRs", "合并请求"), totals.pullRequests, before.pullRequests),
      command: commandLine(["prs"], scope, zone),
    },
    { ...figure(say("Jobs", "任务"), totals.jobs, before.jobs), command: commandLine(["jobs"], scope, zone) },
    figure(say("Reruns", "重跑"), totals.reruns, before.reruns, share("reruns")),
    figure(say("Retries", "无改动重试"), totals.retries, before.retries, share("retries")),
    {
      ...figure(say("Runs without a PR", "非 PR 运行"), totals.specialRuns, before.specialRuns),
      command: commandLine(["nightly"], scope, zone),
    },
  ];
}

/** UNSTABLE runs failed too, and are named: their build went well, and tests in it did not. */
function failedLabel({ unstable }: Totals): Text {
  if (unstable === 0) return say("Failed", "失败");
  return say(`Failed (${count(unstable)} unstable)`, `失败（${count(unstable)} 次不稳定构建）`);
}

function figure(label: Text, now: number, before: number, rate?: RateChange): Figure {
  return { label, value: count(now), note: changeNote(now, before, rate) };
}

/** The pass rate, with its change in percentage points. */
export function passedFigure(totals: Tally, before: Tally): Figure {
  const [now, then] = [successRate(totals), successRate(before)];
  const points = now === null || then === null ? null : Math.round((now - then) * 1000) / 10;
  return {
    label: say("Passed", "通过率"),
    value: percent(now),
    tone: toneOf(totals),
    note: [pointsText(points, rateChange(totals, before))],
  };
}

function pointsText(points: number | null, rate: RateChange): Span {
  if (points === null) return "–";
  if (points === 0) return say("unchanged", "持平");
  const sign = `${points > 0 ? "▲" : "▼"} ${Math.abs(points).toFixed(1)}`;
  const text = say(`${sign} pts`, `${sign} 个百分点`);
  return rate === "better" || rate === "worse" ? { text, tone: changeTones[rate] } : text;
}

/** Why runs failed, in one line, most frequent cause first, unexplained runs included. */
export function causesLine({ causes }: { readonly causes: CauseCounts }): Line {
  const known = (["case", "compile", "check", "env", "unknown"] as const)
    .filter((cause) => causes[cause] > 0)
    .sort((one, other) => causes[other] - causes[one]);
  if (known.length === 0) return [say("No failed run is explained yet.", "还没有找到失败原因。")];
  const each = known.flatMap((cause) => [" · ", causeNames[cause], ` ${count(causes[cause])}`]);
  return [{ text: say("Why runs failed", "失败原因"), strong: true }, ...each];
}
