import { setImmediate as othersTurn } from "node:timers/promises";

const NEWLINE = 10;
/** One line start is remembered per this many bytes: 16,000 for a log of a gigabyte. */
const STRIDE_BYTES = 64 << 10;

/** The byte offset at which a line begins. */
interface Mark {
  readonly line: number;
  readonly offset: number;
}

/** Remembers where lines begin in the part of a log that has been read. */
export interface LineIndex {
  /** The nearest known start at or before a line; waits until the log has been read up to it. */
  markBefore(line: number): Promise<Mark>;
  /** Resolves when the whole log has been read. */
  finished(): Promise<void>;
  /** Lines read so far, including an incomplete last one, and bytes read; `whole` once the end is reached. */
  extent(): { readonly lines: number; readonly bytes: number; readonly whole: boolean };
  /** Reads what has been added to the log. */
  readOn(chunks: AsyncIterable<Uint8Array>): void;
  /** Why reading failed, if it did; what is known remains correct. */
  fault(): unknown;
}

export function indexLines(chunks: AsyncIterable<Uint8Array>): LineIndex {
  const marks: Mark[] = [{ line: 1, offset: 0 }];
  let newlines = 0;
  let bytes = 0;
  let endsOpen = false;
  let fault: unknown;
  let reading: Promise<void> | undefined;
  let waiting: (() => void)[] = [];

  function wake(): void {
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  function add(chunk: Buffer): void {
    let nextMark = (marks.at(-1)?.offset ?? 0) + STRIDE_BYTES;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) {
      newlines++;
      const offset = bytes + at + 1;
      if (offset < nextMark) continue;
      marks.push({ line: newlines + 1, offset });
      nextMark = offset + STRIDE_BYTES;
    }
    bytes += chunk.length;
    endsOpen = chunk.at(-1) !== NEWLINE;
    wake();
  }

  async function read(from: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of from) {
        if (chunk.length > 0) add(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
        await othersTurn();
      }
    } catch (error) {
      fault = error;
    }
    reading = undefined;
    wake();
  }

  function readOn(from: AsyncIterable<Uint8Array>): void {
    reading = read(from);
  }

  readOn(chunks);
  return {
    async markBefore(line) {
      while (reading && newlines + 1 < line) await new Promise<void>((resolve) => waiting.push(resolve));
      return marks[lastAtOrBefore(marks, line)] ?? { line: 1, offset: 0 };
    },
    finished: async () => reading,
    extent: () => ({ lines: newlines + (endsOpen ? 1 : 0), bytes, whole: reading === undefined }),
    readOn,
    fault: () => fault,
  };
}

function lastAtOrBefore(marks: readonly Mark[], line: number): number {
  let low = 0;
  let high = marks.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.line ?? 0) <= line) low = middle;
    else high = middle;
  }
  return low;
}
