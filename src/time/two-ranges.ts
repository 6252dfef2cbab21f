import { type RangeAnswer, readRange } from "./range.ts";

const between = /^(?:vs\.?|versus|with|and|against|与|和|对比)$/i;

/**
 * Two ranges side by side, `last week this week`: the first becomes the window, the second `before`. They are parted
 * where both halves can be read; one range alone is held against the like span before it, nothing against yesterday.
 */
export function readTwoRanges(words: string, now: number, zone: string): RangeAnswer {
  const parts = words.split(/\s+/).filter((word) => word !== "" && !between.test(word));
  for (let at = 1; at < parts.length; at++) {
    const first = readRange(parts.slice(0, at).join(" "), now, zone);
    const second = readRange(parts.slice(at).join(" "), now, zone);
    if (first.kind === "range" && second.kind === "range")
      return { kind: "range", range: { window: first.range.window, before: second.range.window } };
  }
  return readRange(words || "yesterday", now, zone);
}
