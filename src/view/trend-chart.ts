import type { TrendPoint } from "../model/tally.ts";
import { say } from "../model/text.ts";
import type { Window } from "../model/window.ts";
import { bucketOf, bucketStarts, fillTrend } from "../stats/trend.ts";
import { inZone, startOfDay } from "../time/zone.ts";
import { plural } from "./lists.ts";
import type { BlockOf } from "./view.ts";
import { count } from "./wording.ts";

/** Runs by result over the window: a stacked bar per hour, per day, or per few days. */
export function trendChart(trend: readonly TrendPoint[], window: Window, zone: string): BlockOf<"chart"> {
  const hourly = bucketOf(window) === "hour";
  const starts = bucketStarts(window, (at, days) => startOfDay(at, zone, days));
  const bars = fillTrend(trend, starts);
  const severalDays = inZone(window.begin, zone).format("DD") !== inZone(window.end - 1, zone).format("DD");
  const format = hourly ? (severalDays ? "DD HH:mm" : "HH:mm") : "MM-DD";
  const points = bars.flatMap((bar) => {
    const x = inZone(bar.at, zone).format(format);
    return (["failure", "success", "aborted"] as const).map((series) => ({ x, y: bar[series], series }));
  });
  return {
    kind: "chart",
    shape: "stacked",
    title: hourly ? say("Runs per hour", "每小时运行") : say("Runs over time", "运行趋势"),
    series: [
      { name: "failure", label: say("Failed", "失败"), tone: "bad" },
      { name: "success", label: say("Passed", "通过"), tone: "good" },
      { name: "aborted", label: say("Aborted", "中止"), tone: "neutral" },
    ],
    points,
    caption: worstBar(bars, zone, hourly),
  };
}

function worstBar(bars: readonly TrendPoint[], zone: string, hourly: boolean) {
  const worst = bars.reduce<TrendPoint | undefined>(
    (most, bar) => (bar.failure > (most?.failure ?? 0) ? bar : most),
    undefined,
  );
  if (!worst) return say("No failures in this window.", "这段时间没有失败。");
  const at = inZone(worst.at, zone).format(hourly ? "MM-DD HH:mm" : "MM-DD");
  return say(
    `Most failures: ${count(worst.failure)} of ${plural(worst.runs, "run")} from ${at}.`,
    `失败最多的时段从 ${at} 开始：${count(worst.runs)} 次运行中 ${count(worst.failure)} 次失败。`,
  );
}
