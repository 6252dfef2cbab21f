import { maskSecrets } from "../logs/mask-secrets.ts";
import { stampOf } from "../logs/prefixes.ts";
import { stripAnsi, stripNotes } from "./ansi.ts";

/** Longer lines are cut here; the rest is counted, not shown. */
const SHOWN_CHARACTERS = 4000;
const KEY_BEGINS = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/;
const KEY_ENDS = /-----END [A-Z ]{0,30}PRIVATE KEY/;
/** Longer than any private key: a BEGIN without an END hides no more than that. */
export const KEY_LINES = 120;

/** A line without secrets and Jenkins' notes. `text` keeps its colour codes; the time stamp is separate. */
export interface ShownLine {
  readonly stamp: string;
  readonly text: string;
  /** Bytes or characters that were cut off at the end. */
  readonly cut: number;
}

/** Returns a function for lines in order; a private key is hidden to its end. `missing` counts unread bytes of the line. */
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
    // Colour codes inside a secret would hide it from the mask, so a line with a secret loses its colours.
    const text = masked === plain ? colored : masked;
    const shown = cutAt(text, SHOWN_CHARACTERS);
    return { stamp, text: shown, cut: missing + text.length - shown.length };
  };
}

/** Cuts a text, but never inside a surrogate pair. */
function cutAt(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** What a terminal shows of a progress meter in the end: the text after the last carriage return. */
function asDrawn(raw: string): string {
  const line = raw.replace(/[\r\n]+$/, "");
  const last = line.slice(line.lastIndexOf("\r") + 1);
  if (last === line) return line;
  return stampOf(last) === "" ? stampOf(line) + last : last;
}

/** The plain text of a shown line, for search. */
export function wordsOf({ stamp, text }: ShownLine): string {
  return stamp + stripAnsi(text);
}
