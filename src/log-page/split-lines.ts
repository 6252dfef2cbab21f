/** Bytes kept of a line: more than a page shows, so that no secret is cut before it is masked. */
const LINE_BYTES = 16 << 10;
const NEWLINE = 10;

export interface RawLine {
  readonly raw: string;
  /** Bytes that were cut off at the end. */
  readonly missing: number;
}

interface Split {
  readonly lines: RawLine[];
  /** Number of further lines that were skipped. */
  readonly passed: number;
}

export interface Splitter {
  /** The lines that end in the chunk. Lines that also begin in it are only counted if `wanted` rejects them. */
  split(chunk: Uint8Array, wanted?: (lines: Buffer) => boolean): Split;
  /** The last line, if it has no newline. */
  rest(): RawLine[];
}

/** Splits a log into lines, in bounded memory even for very long lines. */
export function openSplitter(): Splitter {
  let kept: Buffer[] = [];
  let length = 0;
  let missing = 0;

  function keep(piece: Buffer): void {
    const part = piece.subarray(0, LINE_BYTES - length);
    kept.push(part);
    length += part.length;
    missing += piece.length - part.length;
  }

  function take(): RawLine {
    const [only] = kept;
    const bytes = kept.length === 1 && only ? only : Buffer.concat(kept);
    const line = { raw: bytes.toString("utf8").replaceAll("\0", ""), missing };
    kept = [];
    length = 0;
    missing = 0;
    return line;
  }

  return {
    split(chunk, wanted) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      const lines: RawLine[] = [];
      const last = bytes.lastIndexOf(NEWLINE) + 1;
      let begin = 0;
      let passed = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, begin)) {
        keep(bytes.subarray(begin, end));
        lines.push(take());
        begin = end + 1;
        if (lines.length > 1 || wanted === undefined || wanted(bytes.subarray(begin, last))) continue;
        passed = countNewlines(bytes, begin);
        begin = last;
      }
      // Copied, so that the chunk's memory can be freed.
      if (begin < bytes.length) keep(Buffer.from(bytes.subarray(begin)));
      return { lines, passed };
    },
    rest: () => (length > 0 ? [take()] : []),
  };
}

function countNewlines(bytes: Buffer, from: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
