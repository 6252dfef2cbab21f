import { isUtf8 } from "node:buffer";

const SAMPLE_BYTES = 8 << 10;
/** Of text in another encoding a part is unreadable, of compressed data about half. */
const UNREADABLE_SHARE = 0.3;
const UNREADABLE = /(?![\t\n\r])\p{Cc}|\ufffd/gu;
/** Share of bytes that are NUL, at every second place, in text of UTF-16 that is mostly Latin. */
const NUL_SHARE = 0.6;

/** Whether the bytes are no text: an archive, a core dump. */
export function looksBinary(bytes: Buffer): boolean {
  const text = bytes.subarray(0, SAMPLE_BYTES).toString("utf8");
  const unreadable = text.match(UNREADABLE)?.length ?? 0;
  return unreadable > text.length * UNREADABLE_SHARE;
}

const gbk = new TextDecoder("gbk", { fatal: true });

/** A line of a log: UTF-8, or GBK, which compilers on a Chinese Windows or an old Linux print. */
export function decodeLine(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  try {
    return gbk.decode(bytes);
  } catch {
    return bytes.toString("utf8");
  }
}

/** Turns the chunks of a log in UTF-16, as PowerShell writes it, into UTF-8; any other log stays as it is. */
export function openUtf16Filter(): (chunk: Buffer) => Buffer {
  let decoder: TextDecoder | null | undefined;
  let first = Buffer.alloc(0);
  return (chunk) => {
    if (decoder === undefined) {
      first = Buffer.concat([first, chunk]);
      if (first.length < 4) return Buffer.alloc(0);
      const encoding = utf16In(first);
      decoder = encoding === null ? null : new TextDecoder(encoding);
      chunk = first;
    }
    return decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
  };
}

function utf16In(bytes: Buffer): "utf-16le" | "utf-16be" | null {
  const [one, two] = bytes;
  if (one === 0xff && two === 0xfe) return "utf-16le";
  if (one === 0xfe && two === 0xff) return "utf-16be";
  const pairs = Math.floor(Math.min(bytes.length, SAMPLE_BYTES) / 2);
  const nulsAt = (offset: number): number =>
    Array.from({ length: pairs }, (_, index) => bytes[2 * index + offset]).filter((byte) => byte === 0).length;
  if (nulsAt(1) > pairs * NUL_SHARE && nulsAt(0) === 0) return "utf-16le";
  return nulsAt(0) > pairs * NUL_SHARE && nulsAt(1) === 0 ? "utf-16be" : null;
}
