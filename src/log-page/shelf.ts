import { LRUCache } from "lru-cache";
import type { RunRef } from "../model/run.ts";
import { TruncatedError } from "../ports/errors.ts";
import type { LogAnswer, LogSource, OpenLog } from "../ports/logs.ts";
import { indexLines, type LineIndex } from "./line-index.ts";
import { openSplitter, type RawLine } from "./split-lines.ts";

/** A log that can be opened at any line. */
export interface IndexedLog {
  readonly kind: "log";
  readonly log: OpenLog;
  readonly index: LineIndex;
}

type ShelfAnswer = IndexedLog | Exclude<LogAnswer, OpenLog>;

/** Keeps the line indexes of recently opened logs, but not their text. */
export interface Shelf {
  open(ref: RunRef): Promise<ShelfAnswer>;
}

const LOGS_KEPT = 200;

export function createShelf(logs: LogSource): Shelf {
  const kept = new LRUCache<string, { version: string; readonly index: LineIndex }>({ max: LOGS_KEPT });
  return {
    async open(ref) {
      const log = await logs.open(ref);
      if (log.kind !== "log") return log;
      const key = `${ref.job}#${ref.id}`;
      const known = kept.get(key);
      if (known && isOf(known, log)) return { kind: "log", log, index: known.index };
      const index = indexLines(log.read());
      kept.set(key, { version: log.version, index });
      return { kind: "log", log, index };
    },
  };
}

/** Whether the index belongs to this log. If the log has only grown, the index reads the rest. */
function isOf(known: { version: string; readonly index: LineIndex }, log: OpenLog): boolean {
  const { index } = known;
  const fault = index.fault();
  if (fault !== undefined && !(fault instanceof TruncatedError)) return false;
  if (known.version === log.version) return true;
  const { bytes, whole } = index.extent();
  if (!whole || log.size === null || log.size < bytes) return false;
  known.version = log.version;
  index.readOn(log.read(bytes));
  return true;
}

export interface NumberedLine extends RawLine {
  readonly number: number;
}

/** Consecutive lines, and the number of the line after them. */
export interface Batch {
  readonly lines: readonly NumberedLine[];
  readonly next: number;
}

/**
 * Reads the log's lines from `first` on, with a few lines before it. Bytes that `wanted` rejects are skipped without
 * being split into lines.
 */
export async function* linesFrom(
  { log, index }: IndexedLog,
  first: number,
  wanted?: (lines: Buffer) => boolean,
): AsyncGenerator<Batch> {
  const mark = await index.markBefore(first);
  const splitter = openSplitter();
  let number = mark.line;
  const numbered = (lines: readonly RawLine[], passed = 0): Batch => {
    const batch = lines.map((line) => ({ ...line, number: number++ }));
    number += passed;
    return { lines: batch, next: number };
  };
  try {
    for await (const chunk of log.read(mark.offset)) {
      const { lines, passed } = splitter.split(chunk, wanted);
      yield numbered(lines, passed);
    }
  } catch (error) {
    // The readable part is shown; the index knows that the log is cut off.
    if (!(error instanceof TruncatedError)) throw error;
  }
  yield numbered(splitter.rest());
}
