import { TruncatedError } from "../../ports/errors.ts";
import type { RuleSet } from "../rules.ts";
import { type LogScan, scanLog } from "../scan-log.ts";

/** A log that is cut off is read as far as it goes. */
export async function readLog(
  chunks: AsyncIterable<Uint8Array>,
  rules: RuleSet,
): Promise<{ scan: LogScan; isCut: boolean }> {
  let isCut = false;
  async function* text(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      if (!(error instanceof TruncatedError)) throw error;
      isCut = true;
    }
  }
  const scan = await scanLog(text(), rules);
  return { scan, isCut };
}
