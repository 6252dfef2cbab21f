import { say, type Text } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import { inZone } from "../../time/zone.ts";
import { plural } from "../../view/lists.ts";
import type { BlockOf } from "../../view/view.ts";
import { count } from "../../view/wording.ts";

/** Failed runs from each start to the next. */
export interface CaseTrend {
  readonly starts: readonly number[];
  readonly counts: readonly number[];
}

export function caseChart({ starts, counts }: CaseTrend, zone: string): BlockOf<"chart"> {
  const date = (at: number) => inZone(at, zone).format("MM-DD");
  const [first = 0, second = first + DAY] = starts;
  const days = Math.round((second - first) / DAY);
  const [from = "", to = ""] = [starts.at(0), starts.at(-1)].map((at) => (at === undefined ? "" : date(at)));
  return {
    kind: "chart",
    shape: "stacked",
    title: say("Failed runs over time", "失败运行趋势"),
    series: [{ name: "failure", label: say("Failed", "失败"), tone: "bad" }],
    points: starts.map((at, index) => ({ x: date(at), y: counts[index] ?? 0, series: "failure" })),
    caption: trendCaption(counts, from, to, days === 1),
  };
}

function trendCaption(counts: readonly number[], from: string, to: string, daily: boolean): Text {
  const bad = count(counts.filter((runs) => runs > 0).length);
  const most = Math.max(0, ...counts);
  const all = count(counts.length);
  if (!daily)
    return say(
      `${from} to ${to}: failed in ${bad} of ${all} periods, at most ${plural(most, "run")} in one.`,
      `${from} 至 ${to}：${all} 段中有 ${bad} 段失败，单段最多 ${count(most)} 次运行。`,
    );
  return say(
    `${from} to ${to}: failed on ${bad} of ${plural(counts.length, "day")}, at most ${plural(most, "run")} a day.`,
    `${from} 至 ${to}：${all} 天中有 ${bad} 天失败，单日最多 ${count(most)} 次运行。`,
  );
}
