import { createHash } from "node:crypto";
import type { Failure } from "../model/failure.ts";

/** Changed whenever the same failure would get another fingerprint. */
export const FINGERPRINT_VERSION = 2;

/** What differs between two runs with the same failure, and the placeholder for it. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d)?/g, "<time>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?/g, "<address>"],
  [/\b0x[0-9a-f]+\b/gi, "<hex>"],
  [/(?<![\w.@~+/-])(?:[\w.@~+-]*\/)+(?=[\w.@~+-])/g, "<path>/"],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b/gi, "<hash>"],
  [/\d+(?:\.\d+)?/g, "<n>"],
  [/\s+/g, " "],
];
const MESSAGE_LINES = 6;
/** Log lines of the tested program, which differ from run to run. */
const LOG_LINE = /^\s*(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]|[IWEF]\d{4} |time="|\{")/;

/**
 * Identifies a failure across runs. For a test case it covers the message without numbers, addresses, paths and hashes,
 * so that a test case that fails in a new way gets another fingerprint. For any other failure it covers the name alone.
 */
export function fingerprint({
  cause,
  name,
  target,
  file,
  excerpt,
}: Pick<Failure, "cause" | "name" | "target" | "file" | "excerpt">): string {
  const says = cause === "case" ? [target, messageIn(excerpt)] : [file];
  const parts = [cause, withoutVarying(name), ...says.map((text) => withoutVarying(text ?? ""))];
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 20);
  return `${FINGERPRINT_VERSION}:${hash}`;
}

function messageIn(excerpt: string): string {
  const lines = excerpt.split("\n").filter((line) => line.trim() !== "" && !LOG_LINE.test(line));
  return lines.slice(0, MESSAGE_LINES).join("\n");
}

function withoutVarying(text: string): string {
  return VARYING.reduce((masked, [pattern, mark]) => masked.replace(pattern, mark), text).trim();
}
