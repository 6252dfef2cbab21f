import type { DurationPoint } from "../../model/tally.ts";
import { same, say, type Text } from "../../model/text.ts";
import { MINUTE, type Window } from "../../model/window.ts";
import { bucketOf } from "../../stats/trend.ts";
import { inZone } from "../../time/zone.ts";
import type { BlockOf } from "../../view/view.ts";
import { duration } from "../../view/wording.ts";

const lines = [
  { name: "p50", label: same("p50"), tone: "good" },
  { name: "p90", label: same("p90"), tone: "info" },
  { name: "p99", label: same("p99"), tone: "warn" },
] as const;

/** The durations of a job's passing runs: median, p90 and p99 over time. */
export function durationChart(points: readonly DurationPoint[], window: Window, zone: string): BlockOf<"chart">[] {
  if (points.length === 0) return [];
  const hourly = bucketOf(window) === "hour";
  const oneDay = inZone(window.begin, zone).format("DD") === inZone(window.end - 1, zone).format("DD");
  const format = hourly ? (oneDay ? "HH:mm" : "DD HH:mm") : "MM-DD";
  const minutes = (ms: number) => Math.round(ms / (MINUTE / 10)) / 10;
  return [
    {
      kind: "chart",
      shape: "line",
      title: say("Duration of passing runs, minutes", "通过的运行耗时（分钟）"),
      series: lines,
      points: points.flatMap(({ at, p50Ms, p90Ms, p99Ms }) => {
        const x = inZone(at, zone).format(format);
        return [
          { x, y: minutes(p50Ms), series: "p50" },
          { x, y: minutes(p90Ms), series: "p90" },
          { x, y: minutes(p99Ms), series: "p99" },
        ];
      }),
      caption: caption(points, (at) => inZone(at, zone).format(hourly ? "MM-DD HH:mm" : "MM-DD")),
    },
  ];
}

function caption(points: readonly DurationPoint[], moment: (at: number) => string): Text {
  const slowest = points.reduce((most, point) => (point.p99Ms > most.p99Ms ? point : most));
  const newest = points.at(-1) ?? slowest;
  return say(
    `From ${moment(newest.at)}: median ${duration(newest.p50Ms)}, p90 ${duration(newest.p90Ms)}, p99 ${duration(newest.p99Ms)}. Highest p99: ${duration(slowest.p99Ms)}, from ${moment(slowest.at)}.`,
    `${moment(newest.at)} 起：中位数 ${duration(newest.p50Ms)}，p90 ${duration(newest.p90Ms)}，p99 ${duration(newest.p99Ms)}。p99 最高为 ${duration(slowest.p99Ms)}（${moment(slowest.at)} 起）。`,
  );
}
