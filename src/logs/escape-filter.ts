const ESC = 0x1b;
const BEL = 0x07;
const NEWLINE = 0x0a;

type Sequence = "escape" | "control" | "string" | "concealed";
/** What comes after a byte: a sequence goes on, it ended with the byte, or the byte is text. */
type After = Sequence | "ended" | "text";

/** `shown` are the last bytes of a control sequence before this one. */
const afterByteOf: Readonly<Record<Sequence, (byte: number, shown: string) => After>> = {
  escape: (byte) => {
    if (byte === 0x5b) return "control";
    if (byte === 0x5d) return "string";
    return isBetween(byte, 0x40, 0x5f) ? "ended" : "text";
  },
  control: (byte, shown) => {
    if (isBetween(byte, 0x20, 0x3f)) return "control";
    if (!isBetween(byte, 0x40, 0x7e)) return "text";
    return byte === 0x6d && /[[;]8$/.test(shown) ? "concealed" : "ended";
  },
  string: (byte) => (byte === BEL ? "ended" : "string"),
  concealed: () => "concealed",
};

function isBetween(byte: number, first: number, last: number): boolean {
  return byte >= first && byte <= last;
}

/**
 * Removes colours, cursor moves and titles from the bytes of a log, and what is concealed, as Jenkins' own notes are:
 * tools colour one half of a verdict as readily as all of it. The chunks of one log go through one filter.
 * https://en.wikipedia.org/wiki/ANSI_escape_code
 */
export function openEscapeFilter(): (chunk: Buffer) => Buffer {
  let inside: Sequence | undefined;
  let shown = "";

  /** Whether the byte is text; else it is part of a sequence. */
  function isText(byte: number): boolean {
    const after = next(byte);
    inside = after === "ended" || after === "text" ? undefined : after;
    shown = inside === "control" ? (shown + String.fromCharCode(byte)).slice(-2) : "";
    return after === "text";
  }

  function next(byte: number): After {
    if (byte === ESC) return "escape";
    if (byte === NEWLINE || inside === undefined) return "text";
    return afterByteOf[inside](byte, shown);
  }

  return (chunk) => {
    if (inside === undefined && !chunk.includes(ESC)) return chunk;
    const kept = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (let at = 0; at < chunk.length; at++) {
      const end = inside === undefined ? textEnd(chunk, at) : at;
      if (end > at) length += chunk.copy(kept, length, at, end);
      at = end;
      const byte = chunk[at];
      if (byte !== undefined && isText(byte)) kept[length++] = byte;
    }
    return kept.subarray(0, length);
  };
}

/** Where the text that begins there ends: at the next escape, or with the chunk. */
function textEnd(chunk: Buffer, begin: number): number {
  const next = chunk.indexOf(ESC, begin);
  return next < 0 ? chunk.length : next;
}
