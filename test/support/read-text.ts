import { TruncatedError } from "../../src/ports/errors.ts";
import type { OpenLog } from "../../src/ports/logs.ts";

/** The whole text of a log from a byte on, and whether it was cut off. */
export async function readText(log: OpenLog, from?: number): Promise<{ text: string; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let isCut = false;
  try {
    for await (const chunk of log.read(from)) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof TruncatedError)) throw error;
    isCut = true;
  }
  return { text: Buffer.concat(chunks).toString(), isCut };
}
