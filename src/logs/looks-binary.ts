const SAMPLE_BYTES = 8 << 10;
/** Of text in another encoding a part is unreadable, of compressed data about half. */
const UNREADABLE_SHARE = 0.3;
const UNREADABLE = /(?![\t\n\r])\p{Cc}|\ufffd/gu;

/** Whether the bytes are something else than text: an archive, a core dump. */
export function looksBinary(bytes: Buffer): boolean {
  const text = bytes.subarray(0, SAMPLE_BYTES).toString("utf8");
  const unreadable = text.match(UNREADABLE)?.length ?? 0;
  return unreadable > text.length * UNREADABLE_SHARE;
}
