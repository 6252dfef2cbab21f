import { readResults, resultFormatOf } from "../results/read-results.ts";
import type { TestResults } from "../results/test-results.ts";
import type { RuleSet } from "../rules.ts";
import type { LogScan } from "../scan-log.ts";
import { readLog, readWithoutLog, upToCut } from "./read-log.ts";

/** The content of a file, and whether it is cut off. */
export interface ScannedText {
  readonly scan: LogScan;
  readonly isCut: boolean;
  /** The file's test results; null for a log. */
  readonly results: TestResults | null;
}

/** How much of a file is needed to recognise its kind. */
const BEGIN_BYTES = 4096;

/** Reads a log or a file of test results, recognised by its content. Resolves to "refused" for XML with a `DOCTYPE`. */
export async function readFile(chunks: AsyncIterable<Uint8Array>, rules: RuleSet): Promise<ScannedText | "refused"> {
  const { begin, all } = await peek(chunks);
  const format = resultFormatOf(begin);
  if (format === undefined) return { ...(await readLog(all, rules, null)), results: null };
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of all) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const whole = upToCut(counted());
  const results = await readResults(whole.chunks, format);
  if (results === "refused") return results;
  return { scan: { ...(await readWithoutLog(rules, results)), bytes }, isCut: results.isCut || whole.isCut(), results };
}

/** The beginning of a file, and the whole file including it. */
async function peek(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  let fault: { readonly error: unknown } | undefined;
  while (length < BEGIN_BYTES && fault === undefined) {
    try {
      const next = await iterator.next();
      if (next.done) break;
      // The producer of the chunks may reuse their memory.
      held.push(Buffer.from(next.value));
      length += next.value.length;
    } catch (error) {
      fault = { error };
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* held;
    if (fault !== undefined) throw fault.error;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { begin: Buffer.concat(held), all: all() };
}
