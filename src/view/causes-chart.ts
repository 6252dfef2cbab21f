import type { Cause, CauseCounts } from "../model/failure.ts";
import { say, type Text } from "../model/text.ts";
import { causeShares } from "../stats/causes.ts";
import type { BlockOf, Tone } from "./view.ts";
import { causeNames, count, percent } from "./wording.ts";

const tones: { readonly [C in Cause]: Tone } = {
  case: "bad",
  compile: "info",
  check: "warn",
  env: "info",
  unknown: "neutral",
};

/** Why runs failed, most frequent cause first, unexplained runs included. */
export function causesChart(causes: CauseCounts): BlockOf<"chart"> {
  const shares = causeShares(causes);
  return {
    kind: "chart",
    shape: "ring",
    title: say("Why runs failed", "失败原因"),
    series: shares.map(({ cause }) => ({ name: cause, label: causeNames[cause], tone: tones[cause] })),
    points: shares.map(({ cause, runs }) => ({ x: cause, y: runs, series: cause })),
    caption: caption(shares),
  };
}

function caption(shares: ReturnType<typeof causeShares>): Text {
  if (shares.length === 0) return say("No failed run is explained yet.", "还没有找到失败原因。");
  const each = (locale: "en_us" | "zh_cn") =>
    shares.map(({ cause, runs, share }) => `${causeNames[cause][locale]} ${count(runs)} (${percent(share)})`);
  return say(`${each("en_us").join(", ")}.`, `${each("zh_cn").join("，")}。`);
}
