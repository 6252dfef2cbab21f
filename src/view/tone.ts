import { isFailed } from "../model/run.ts";
import type { Tally } from "../model/tally.ts";
import type { RateChange } from "../stats/change.ts";
import { healthOf, type RateLevel } from "../stats/rates.ts";
import type { Tone } from "./view.ts";

const healthTones: { readonly [L in RateLevel]: Tone } = { good: "good", fair: "warn", bad: "bad", none: "neutral" };

export function toneOf(tally: Tally): Tone {
  return healthTones[healthOf(tally)];
}

export function statusTone(status: string): Tone {
  if (status === "SUCCESS") return "good";
  if (isFailed(status)) return "bad";
  return status === "ABORTED" ? "warn" : "neutral";
}

export const changeTones: { readonly [C in RateChange]: Tone } = {
  better: "good",
  worse: "bad",
  noise: "neutral",
  too_few: "neutral",
};
