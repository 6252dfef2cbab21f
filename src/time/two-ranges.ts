import { type Range, type RangeAnswer, readRange } from "./range.ts";

const connector = /^(?:vs\.?|versus|with|and|against|to|与|和|跟|比|对比|相比)$/i;
const glued = /(?:对比|相比|与|和|跟|比)/g;

/**
 * Two ranges to compare, `last week this week`, `上周和本周`: `window` is the later one and `before` the earlier, in
 * whichever order they were typed. One range alone is compared with the like window before it; no words at all mean
 * yesterday.
 */
export function readTwoRanges(words: string, now: number, zone: string): RangeAnswer {
  const parts = words
    .replace(glued, " $& ")
    .split(/\s+/)
    .filter((word) => word !== "");
  for (let at = 1; at < parts.length; at++) {
    const first = readRange(withoutConnectors(parts.slice(0, at)), now, zone);
    const second = readRange(withoutConnectors(parts.slice(at)), now, zone);
    if (first.kind === "range" && second.kind === "range")
      return { kind: "range", range: inOrder(first.range, second.range) };
  }
  return readRange(words.trim() === "" ? "yesterday" : words, now, zone);
}

function withoutConnectors(words: readonly string[]): string {
  const inner = words.filter((word, index) => !(connector.test(word) && (index === 0 || index === words.length - 1)));
  return inner.join(" ");
}

function inOrder(one: Range, other: Range): Range {
  const [earlier, later] = one.window.begin <= other.window.begin ? [one, other] : [other, one];
  return { window: later.window, before: earlier.window };
}
