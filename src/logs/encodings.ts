import { isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import iconv from "iconv-lite";

const SAMPLE_BYTES = 8 << 10;
/** A part of a text in another encoding is unreadable, but about half of compressed data. */
const UNREADABLE_SHARE = 0.3;
const UNREADABLE = /(?![\t\n\r])\p{Cc}|\ufffd/gu;

/** Whether the bytes are not text: an archive, a core dump. */
export function looksBinary(bytes: Buffer): boolean {
  const text = linesOf(bytes.subarray(0, SAMPLE_BYTES)).map(decodeLine).join("\n");
  const unreadable = text.match(UNREADABLE)?.length ?? 0;
  return unreadable > text.length * UNREADABLE_SHARE;
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let begin = 0; begin <= bytes.length; ) {
    const newline = bytes.indexOf(10, begin);
    const end = newline < 0 ? bytes.length : newline;
    lines.push(bytes.subarray(begin, end));
    begin = end + 1;
  }
  return lines;
}

/** Decodes a line of a log: UTF-8, or GBK, which compilers on Chinese Windows or an old Linux print. */
export function decodeLine(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const gbk = iconv.decode(bytes, "gbk");
  return gbk.includes("\ufffd") ? bytes.toString("utf8") : gbk;
}

/** The bytes of the text in a log: in UTF-8, and also in GBK if that differs and GBK has all of its characters. */
export function encodingsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text, "utf8");
  const gbk = iconv.encode(text, "gbk");
  return utf8.equals(gbk) || iconv.decode(gbk, "gbk") !== text ? [utf8] : [utf8, gbk];
}

/** Turns a log in UTF-16, as PowerShell writes it, into UTF-8, judging by its first four bytes. Others stay as they are. */
export function openUtf16Filter() {
  let decoder: TextDecoder | null | undefined;
  let held = Buffer.alloc(0);
  return {
    take(chunk: Buffer): Buffer {
      if (decoder === undefined) {
        held = Buffer.concat([held, chunk]);
        if (held.length < 4) return Buffer.alloc(0);
        const encoding = utf16In(held);
        decoder = encoding === null ? null : new TextDecoder(encoding);
        return decoder === null ? held : Buffer.from(decoder.decode(held, { stream: true }), "utf8");
      }
      return decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
    },
    /** The rest of a log of less than four bytes. */
    rest: (): Buffer => (decoder === undefined ? held : Buffer.alloc(0)),
  };
}

/** At least one of the first two characters is Latin, so every other byte is NUL. A byte order mark counts as one. */
function utf16In(bytes: Buffer): "utf-16le" | "utf-16be" | null {
  const [one, two, three, four] = bytes;
  const isLittle = (one === 0xff && two === 0xfe) || (one && two === 0);
  if (isLittle && three && four === 0) return "utf-16le";
  const isBig = (one === 0xfe && two === 0xff) || (one === 0 && two);
  return isBig && three === 0 && four ? "utf-16be" : null;
}
