import { say, type Text } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import { inZone } from "../../time/zone.ts";
import type { BlockOf } from "../../view/view.ts";
import { count } from "../../view/wording.ts";

/** Runs that failed from each start to the next. */
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
    title: say("Failed runs over days", "每日失败运行"),
    series: [{ name: "failure", label: say("Failed", "失败"), tone: "bad" }],
    points: starts.map((at, index) => ({ x: date(at), y: counts[index] ?? 0, series: "failure" })),
    caption: trendCaption(counts, from, to, days === 1),
  };
}

function trendCaption(counts: readonly number[], from: string, to: string, daily: boolean): Text {
  const [bad, most] = [count(counts.filter((runs) => runs > 0).length), count(Math.max(0, ...counts))];
  const all = count(counts.length);
  if (!daily)
    return say(
      `${from} to ${to}: it failed in ${bad} of ${all} periods, at most ${most} runs in one.`,
      `${from} 至 ${to}：${all} 段中有 ${bad} 段失败，单段最多 ${most} 次运行。`,
    );
  return say(
    `${from} to ${to}: it failed on ${bad} of ${all} days, at most ${most} runs a day.`,
    `${from} 至 ${to}：${all} 天中有 ${bad} 天失败，单日最多 ${most} 次运行。`,
  );
}
