import { setImmediate as othersTurn } from "node:timers/promises";
import { type IndexedLog, linesFrom, type NumberedLine } from "./shelf.ts";
import { KEY_LINES, openShowing, wordsOf } from "./show-line.ts";
import type { NumberedShownLine } from "./window.ts";

/** Longest text that can be searched for, in characters. */
export const NEEDLE_CHARACTERS = 200;

const ESCAPE = 0x1b;
const KEY = "PRIVATE KEY";

/** A line that was found; without `line`, the number at which the search continues. */
export interface SearchStep {
  readonly number: number;
  readonly line?: NumberedShownLine;
}

/**
 * Finds the lines that contain the words, ignoring case. It searches what a page would show, so that nobody can find a
 * masked secret by searching for pieces of it. Takes time linear in the size of the log.
 */
export async function* findLines(indexed: IndexedLog, words: string, first: number): AsyncGenerator<SearchStep> {
  const { look, wanted } = openLook(words.toLowerCase());
  const begin = Math.max(1, first - KEY_LINES);
  for await (const batch of linesFrom(indexed, begin, wanted)) {
    for (const each of batch.lines) {
      const line = look(each);
      if (line && line.number >= first) yield { number: line.number, line };
    }
    yield { number: Math.max(first, batch.next) };
    await othersTurn();
  }
}

function openLook(needle: string) {
  const show = openShowing();
  const isAscii = /^[\x20-\x7e]+$/.test(needle);
  let keyLines = 0;

  /** Whether a line in these bytes may match, which skips most of a log quickly. */
  function wanted(lines: Buffer): boolean {
    if (!isAscii || keyLines > 0 || lines.includes(ESCAPE) || lines.includes(KEY)) return true;
    return lines.toString("latin1").toLowerCase().includes(needle);
  }

  /** The line as shown, if it contains the needle. */
  function look({ raw, missing, number }: NumberedLine): NumberedShownLine | undefined {
    keyLines = raw.includes(KEY) ? KEY_LINES : keyLines - 1;
    // Colour codes can separate the letters of a word.
    if (keyLines <= 0 && !raw.includes("\u001b") && !raw.toLowerCase().includes(needle)) return undefined;
    const shown = show(raw, missing);
    return wordsOf(shown).toLowerCase().includes(needle) ? { ...shown, number } : undefined;
  }
  return { look, wanted };
}
