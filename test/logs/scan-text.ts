import { builtinRules, type RuleSet } from "../../src/logs/rules.ts";
import { type LogScan, scanLog } from "../../src/logs/scan-log.ts";

export async function* asChunks(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

export function scanText(text: string | Uint8Array, rules: RuleSet = builtinRules()): Promise<LogScan> {
  return scanLog(asChunks(text), rules);
}
