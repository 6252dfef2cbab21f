import type { Cursor } from "./cursor.ts";
import { bucketOf, type Gate, hashOf, holdsWord, type PlacedMark } from "./gate.ts";
import { openHandout } from "./handout.ts";
import type { Page } from "./pages.ts";

const NEWLINE = 10;
/** A word with a newline in each byte; a byte that is one becomes zero when they are XORed. */
const NEWLINES = 0x0a0a0a0a;
/** `(x - ONES) & ~x & TOPS` is not zero where x has a zero byte. */
const ONES = 0x01010101;
const TOPS = 0x80808080 | 0;
const WORDS_AT_ONCE = 4;
/** Lines handed out before others get their turn: some formats look at a thousand lines around one. */
const LINES_AT_ONCE = 100;

/** Reads the pages of one log in order, hands each marked line to those who asked for its marks, and counts lines. */
export function openSearch(gate: Gate, hand: (owner: number, at: () => Cursor) => void) {
  const { handOut, count } = openHandout(hand);
  const seen = { newlines: 0 };
  let lastLineIsOpen = false;

  function lookAt(page: Page, first: number): void {
    for (let at = first; at < first + WORDS_AT_ONCE; at++) {
      const word = page.words[at] as number;
      if (holdsWord(gate, word)) lookForMarks(page, at << 2, word);
      seen.newlines += newlinesIn(word);
    }
  }

  function lookForMarks(page: Page, at: number, word: number): void {
    const bucket = bucketOf(word);
    const end = gate.buckets[bucket + 1] as number;
    for (let place = gate.buckets[bucket] as number; place < end; place++) {
      const mark = gate.marks[place] as PlacedMark;
      const from = at - mark.offset;
      if (gate.words[place] !== word || !liesAt(page, from, mark)) continue;
      const last = from + mark.bytes.length - 1;
      handOut(page, last, seen.newlines + 1 + countNewlines(page.buffer, at, last), mark.owners);
    }
  }

  /** The bytes before a page's beginning and after its end are looked at with it, for the sake of whole words. */
  function open({ buffer, begin }: Page): number {
    const first = begin & ~15;
    seen.newlines -= countNewlines(buffer, first, begin);
    return first >> 2;
  }

  function close({ buffer, begin, end }: Page): null {
    seen.newlines -= countNewlines(buffer, end, (end + 15) & ~15);
    if (end > begin) lastLineIsOpen = buffer[end - 1] !== NEWLINE;
    return null;
  }

  /** Searches the page from a word on; gives the word to go on at, or null at the page's end. */
  function search(page: Page, from: number | null): number | null {
    const end = (page.end + 3) >> 2;
    const enough = count() + LINES_AT_ONCE;
    let at = from ?? open(page);
    while (at < end && count() < enough) {
      at = skip(page.words, at, end, gate, seen);
      if (at < end) lookAt(page, at);
      at += WORDS_AT_ONCE;
    }
    return at < end ? at : close(page);
  }

  return { search, lines: () => seen.newlines + (lastLineIsOpen ? 1 : 0) };
}

/** Goes to where a mark may lie, and counts the newlines on the way. All the time of a scan is spent here. */
function skip(words: Int32Array, begin: number, end: number, gate: Gate, seen: { newlines: number }): number {
  const { mayHold } = gate;
  let newlines = 0;
  let at = begin;
  for (; at < end; at += WORDS_AT_ONCE) {
    const a = words[at] as number;
    const b = words[at + 1] as number;
    const c = words[at + 2] as number;
    const d = words[at + 3] as number;
    const early = (mayHold[hashOf(a)] as number) | (mayHold[hashOf(b)] as number);
    const held = early | (mayHold[hashOf(c)] as number) | (mayHold[hashOf(d)] as number);
    if (held !== 0 && (holdsWord(gate, a) || holdsWord(gate, b) || holdsWord(gate, c) || holdsWord(gate, d))) break;
    if (((newlineBit(a) | newlineBit(b) | newlineBit(c) | newlineBit(d)) & TOPS) !== 0) {
      newlines += newlinesIn(a) + newlinesIn(b) + newlinesIn(c) + newlinesIn(d);
    }
  }
  seen.newlines += newlines;
  return at;
}

/** How many bytes of the word are newlines. */
function newlinesIn(word: number): number {
  const zeroWhereNewline = word ^ NEWLINES;
  const topWhereNewline = ~(((zeroWhereNewline & ~TOPS) + ~TOPS) | zeroWhereNewline) & TOPS;
  return Math.imul(topWhereNewline >>> 7, ONES) >>> 24;
}

/** Has one of the bits in TOPS set where the word may hold a newline. */
function newlineBit(word: number): number {
  const zeroWhereNewline = word ^ NEWLINES;
  return (zeroWhereNewline - ONES) & ~zeroWhereNewline;
}

/** A mark that begins with a newline begins on the line before. */
function liesAt({ buffer, begin, end }: Page, from: number, { bytes }: PlacedMark): boolean {
  if (from < begin - 1 || from + bytes.length > end) return false;
  for (let index = bytes.length - 1; index >= 0; index--) if (buffer[from + index] !== bytes[index]) return false;
  return true;
}

function countNewlines(buffer: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (buffer[at] === NEWLINE) count++;
  return count;
}
