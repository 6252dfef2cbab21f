import { maskSecrets } from "../logs/mask-secrets.ts";
import { stampOf } from "../logs/prefixes.ts";
import { stripAnsi, stripNotes } from "./ansi.ts";

/** More of a line than anybody reads; what follows is counted, not shown. */
const SHOWN_CHARACTERS = 4000;
const KEY_BEGINS = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/;
const KEY_ENDS = /-----END [A-Z ]{0,30}PRIVATE KEY/;
/** Longer than any private key: a BEGIN without an END hides no more than that. */
export const KEY_LINES = 120;

/** One line as it may be shown: no secrets, no notes of Jenkins. Colours stay in `text`, the stamp stands apart. */
export interface ShownLine {
  readonly stamp: string;
  readonly text: string;
  /** Bytes or characters that were left out at the end. */
  readonly cut: number;
}

/** Lines in their order: a private key is hidden to its end. `missing` counts bytes of the line that were not read. */
export function openShowing(): (raw: string, missing?: number) => ShownLine {
  let keyLinesLeft = 0;

  function hidesKey(plain: string): boolean {
    if (keyLinesLeft > 0) {
      keyLinesLeft = KEY_ENDS.test(plain) ? 0 : keyLinesLeft - 1;
      return true;
    }
    if (KEY_BEGINS.test(plain) && !KEY_ENDS.test(plain)) keyLinesLeft = KEY_LINES;
    return false;
  }

  return (raw, missing = 0) => {
    const drawn = asDrawn(stripNotes(raw));
    const stamp = stampOf(drawn);
    const colored = drawn.slice(stamp.length);
    const plain = stripAnsi(colored);
    if (hidesKey(plain)) return { stamp, text: "***", cut: 0 };
    const masked = maskSecrets(plain);
    // Colours inside a secret would hide it from the mask, so a line that holds one loses them.
    const text = masked === plain ? colored : masked;
    const shown = cutAt(text, SHOWN_CHARACTERS);
    return { stamp, text: shown, cut: missing + text.length - shown.length };
  };
}

/** Not in the middle of a character of two halves. */
function cutAt(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** What a terminal shows at the end of a progress meter: what was written after the last carriage return. */
function asDrawn(raw: string): string {
  const line = raw.replace(/[\r\n]+$/, "");
  const last = line.slice(line.lastIndexOf("\r") + 1);
  if (last === line) return line;
  return stampOf(last) === "" ? stampOf(line) + last : last;
}

/** The words of a shown line, as search sees them. */
export function wordsOf({ stamp, text }: ShownLine): string {
  return stamp + stripAnsi(text);
}
