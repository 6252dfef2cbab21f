import { openUtf16Filter } from "./encodings.ts";
import { openEscapeFilter } from "./escape-filter.ts";

/** How far a format can look around a line, in bytes either way. */
export const AROUND_BYTES = 128 << 10;
/** What is left of a longer line; no framework prints its verdict further right. */
const LINE_BYTES = 8 << 10;
const NEWLINE = 10;

/** A stretch of whole lines to be searched, in a buffer that also holds what is around it. Valid until the next one. */
export interface BytePage {
  readonly buffer: Buffer;
  /** The stretch is `[begin, end)`; up to `held` there are bytes of the log. */
  readonly begin: number;
  readonly end: number;
  readonly held: number;
  /** Bytes read of the log so far. */
  readonly bytesRead: number;
}

/**
 * Cuts a log into pages of whole lines in the buffer, whatever its chunks. NUL bytes and escape sequences are dropped and long lines
 * cut on the way in, so that memory stays bounded and what a page shows does not depend on where a chunk ended.
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

/** In UTF-8, or GBK, without NUL bytes and escape sequences. */
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

/** The buffer that bytes are copied into, and what of it has been searched. */
function openIntake(buffer: Buffer) {
  /** A newline stands before the first line, as before every other. */
  buffer[0] = NEWLINE;
  let used = 1;
  let searched = 1;
  let lineBegin = 1;

  /** Keeps what the next page may look back to, and moves it to the front. */
  function dropSearched(): void {
    const dropped = Math.max(0, searched - AROUND_BYTES - 1);
    buffer.copyWithin(0, dropped, used);
    used -= dropped;
    searched -= dropped;
    lineBegin -= dropped;
  }

  /** Copies up to one stretch of lines from there; returns where to go on. */
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

  /** The line is as long as a line may be: goes on at its end. */
  function skipLine(chunk: Buffer, begin: number): number {
    const newline = chunk.indexOf(NEWLINE, begin);
    if (newline < 0) return chunk.length;
    buffer[used++] = NEWLINE;
    lineBegin = used;
    return newline + 1;
  }

  /** What has not been searched yet, less the lines that cannot see far enough ahead before more is read. */
  function page(isLast: boolean): Omit<BytePage, "bytesRead"> {
    const begin = searched;
    searched = isLast ? used : buffer.lastIndexOf(NEWLINE, used - AROUND_BYTES) + 1;
    return { buffer, begin, end: searched, held: used };
  }

  return { take, page, dropSearched, isFull: () => used + LINE_BYTES > buffer.length };
}
