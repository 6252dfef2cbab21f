import { createHash } from "node:crypto";
import type { Failure } from "../model/failure.ts";

/** Changes whenever the same failure would get another fingerprint. */
export const FINGERPRINT_VERSION = 1;

/** What differs between two runs of the same broken thing, and the mark that stands for it. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d)?/g, "<time>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?/g, "<address>"],
  [/\b0x[0-9a-f]+\b/gi, "<hex>"],
  [/(?:[\w.@~+-]*\/)+(?=[\w.@~+-])/g, "<path>/"],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b/gi, "<hash>"],
  [/\d+(?:\.\d+)?/g, "<n>"],
  [/\s+/g, " "],
];
const MESSAGE_LINES = 12;

/**
 * The same for the same case failing in the same way: its cause, name, target and what it says, less numbers,
 * addresses, paths and hashes. A case that fails in a new way gets another.
 */
export function fingerprint(failure: Pick<Failure, "cause" | "name" | "target" | "excerpt">): string {
  const message = failure.excerpt.split("\n").slice(0, MESSAGE_LINES).join("\n");
  const parts = [failure.cause, failure.name, failure.target, withoutVarying(message)];
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 20);
  return `${FINGERPRINT_VERSION}:${hash}`;
}

function withoutVarying(text: string): string {
  return VARYING.reduce((masked, [pattern, mark]) => masked.replace(pattern, mark), text).trim();
}
