import { type Gate, type PlacedMark, WORD_BYTES, wordAt } from "./gate.ts";
import { type Hand, openHandout } from "./handout.ts";
import type { BytePage } from "./pages.ts";
import type { Sieve } from "./sieve/sieve.ts";

const NEWLINE = 10;
/** How long lines are handed out before other work gets its turn: some formats look at a thousand lines around one. */
const TURN_MS = 10;

/** Reads the pages of one log in order, gives each marked line to the owners of its marks, and counts lines. */
export function openSearch(gate: Gate, sieve: Sieve, hand: Hand) {
  const { handOut, count } = openHandout(hand);
  let newlines = 0;
  let lastLineIsOpen = false;

  function lookForMarks(page: BytePage, at: number): void {
    for (const mark of gate.get(wordAt(page.buffer, at)) ?? []) {
      const from = at - mark.offset;
      if (!liesAt(page, from, mark)) continue;
      const last = from + mark.bytes.length - 1;
      handOut(page, last, newlines + 1 + countNewlines(page.buffer, at, last), mark.owners);
    }
  }

  /** The bytes just before and after a page are searched with it, so that only whole words are compared. */
  function open({ buffer, begin }: BytePage): number {
    const first = begin - (begin % WORD_BYTES);
    newlines -= countNewlines(buffer, first, begin);
    return first;
  }

  function close({ buffer, begin, end }: BytePage, at: number): null {
    newlines -= countNewlines(buffer, end, at);
    if (end > begin) lastLineIsOpen = buffer[end - 1] !== NEWLINE;
    return null;
  }

  /** Searches the page from a word on. Returns the word to continue at, or null at the page's end. */
  function search(page: BytePage, from: number | null): number | null {
    const turnEndMs = performance.now() + TURN_MS;
    let at = from ?? open(page);
    let handed = count();
    while (count() === handed || performance.now() < turnEndMs) {
      handed = count();
      at = sieve.find(at, page.end);
      newlines += sieve.newlinesPassed();
      if (at >= page.end) return close(page, at);
      lookForMarks(page, at);
      newlines += countNewlines(page.buffer, at, at + WORD_BYTES);
      at += WORD_BYTES;
    }
    return at;
  }

  return { search, lines: () => newlines + (lastLineIsOpen ? 1 : 0) };
}

/** A mark that begins with a newline begins on the line before. */
function liesAt({ buffer, begin, end }: BytePage, from: number, { bytes }: PlacedMark): boolean {
  if (from < begin - 1 || from + bytes.length > end) return false;
  for (let index = bytes.length - 1; index >= 0; index--) if (buffer[from + index] !== bytes[index]) return false;
  return true;
}

function countNewlines(buffer: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (buffer[at] === NEWLINE) count++;
  return count;
}
