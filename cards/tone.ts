import type { Tone } from "../src/view/view.ts";
import type { Color } from "./card.ts";

export const toneColor: Readonly<Record<Tone, Color>> = {
  good: "green",
  warn: "orange",
  bad: "red",
  info: "blue",
  neutral: "grey",
};

/** Each has a contrast of 3:1 on white and on near-black. Series of one tone take its shades in turn. */
export const chartColors: Readonly<Record<Tone, readonly [string, ...string[]]>> = {
  good: ["#2EA043", "#1A9988"],
  warn: ["#D97706", "#A87B00"],
  bad: ["#E5484D", "#C2417C", "#B45F3C"],
  info: ["#3B82F6", "#8B5CF6", "#0891B2"],
  neutral: ["#858C96", "#7A7468"],
};
