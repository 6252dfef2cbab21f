import { openUtf16Filter } from "./encodings.ts";
import { openEscapeFilter } from "./escape-filter.ts";

/** How far a format can look around a line, in bytes in each direction. */
export const AROUND_BYTES = 128 << 10;
/** Longer lines are cut to this many bytes. No framework prints its verdict further right. */
const LINE_BYTES = 8 << 10;
const NEWLINE = 10;

/** Whole lines to search, in a buffer that also holds the lines around them. Valid until the next page. */
export interface BytePage {
  readonly buffer: Buffer;
  /** The page is `[begin, end)`; the buffer holds bytes of the log up to `held`. */
  readonly begin: number;
  readonly end: number;
  readonly held: number;
  /** Bytes of the log read so far. */
  readonly bytesRead: number;
}

/**
 * Cuts a log into pages of whole lines, whatever its chunks are. NUL bytes and escape sequences are dropped and long
 * lines are cut on the way in, so that memory stays bounded and pages do not depend on where a chunk ended.
 */
export async function* pages(chunks: AsyncIterable<Uint8Array>, buffer: Buffer): AsyncGenerator<BytePage> {
  const intake = openIntake(buffer);
  let bytesRead = 0;
  const count = (bytes: number): void => {
    bytesRead += bytes;
  };
  for await (const text of plainText(chunks, count)) {
    for (let at = 0; at < text.length; ) {
      at = intake.take(text, at);
      if (!intake.isFull()) continue;
      yield { ...intake.page(false), bytesRead };
      intake.dropSearched();
    }
  }
  yield { ...intake.page(true), bytesRead };
}

/** The bytes in UTF-8 or GBK, without NUL bytes and escape sequences. */
async function* plainText(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const utf16 = openUtf16Filter();
  const withoutEscapes = openEscapeFilter();
  for await (const chunk of chunks) {
    count(chunk.length);
    yield withoutEscapes(withoutNul(utf16.take(asBuffer(chunk))));
  }
  yield withoutEscapes(withoutNul(utf16.rest()));
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
}

function withoutNul(buffer: Buffer): Buffer {
  return buffer.includes(0) ? Buffer.from(buffer.filter((byte) => byte !== 0)) : buffer;
}

/** The buffer that bytes are copied into, and how much of it was searched. */
function openIntake(buffer: Buffer) {
  /** The first line has a newline before it, as every other line has. */
  buffer[0] = NEWLINE;
  let used = 1;
  let searched = 1;
  let lineBegin = 1;

  /** Moves the bytes that the next page may look back at to the front. */
  function dropSearched(): void {
    const dropped = Math.max(0, searched - AROUND_BYTES - 1);
    buffer.copyWithin(0, dropped, used);
    used -= dropped;
    searched -= dropped;
    lineBegin -= dropped;
  }

  /** Copies at most one page of lines; returns where to continue. */
  function take(chunk: Buffer, begin: number): number {
    const room = LINE_BYTES - (used - lineBegin);
    if (room === 0) return skipLine(chunk, begin);
    const limit = Math.min(begin + room, chunk.length);
    const newline = chunk.lastIndexOf(NEWLINE, limit - 1);
    const end = newline < begin ? limit : newline + 1;
    used += chunk.copy(buffer, used, begin, end);
    if (newline >= begin) lineBegin = used;
    return end;
  }

  /** The line has reached its greatest length: continues at its end. */
  function skipLine(chunk: Buffer, begin: number): number {
    const newline = chunk.indexOf(NEWLINE, begin);
    if (newline < 0) return chunk.length;
    buffer[used++] = NEWLINE;
    lineBegin = used;
    return newline + 1;
  }

  /** The lines that were not searched yet, without those that cannot look far enough ahead until more is read. */
  function page(isLast: boolean): Omit<BytePage, "bytesRead"> {
    const begin = searched;
    searched = isLast ? used : buffer.lastIndexOf(NEWLINE, used - AROUND_BYTES) + 1;
    return { buffer, begin, end: searched, held: used };
  }

  return { take, page, dropSearched, isFull: () => used + LINE_BYTES > buffer.length };
}
