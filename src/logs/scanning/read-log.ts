import { TruncatedError } from "../../ports/errors.ts";
import type { TestResults } from "../results/test-results.ts";
import type { RuleSet } from "../rules.ts";
import { type LogScan, scanLog } from "../scan-log.ts";

/** A log that is cut off is read up to its last byte. */
export async function readLog(
  chunks: AsyncIterable<Uint8Array>,
  rules: RuleSet,
  results: TestResults | null,
): Promise<{ scan: LogScan; isCut: boolean }> {
  const log = upToCut(chunks);
  const scan = await scanLog(log.chunks, rules, results);
  return { scan, isCut: log.isCut() };
}

/** The findings of the test results alone, without a log. */
export function readWithoutLog(rules: RuleSet, results: TestResults | null): Promise<LogScan> {
  return scanLog(nothing(), rules, results);
}

/** The content of an archive, as far as it goes if the archive is cut off. */
export function upToCut(chunks: AsyncIterable<Uint8Array>): {
  readonly chunks: AsyncIterable<Uint8Array>;
  isCut(): boolean;
} {
  let isCut = false;
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      if (!(error instanceof TruncatedError)) throw error;
      isCut = true;
    }
  }
  return { chunks: whole(), isCut: () => isCut };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
