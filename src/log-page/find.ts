import { setImmediate as othersTurn } from "node:timers/promises";
import { type IndexedLog, linesFrom, type NumberedLine } from "./shelf.ts";
import { KEY_LINES, openShowing, wordsOf } from "./show-line.ts";
import type { NumberedShownLine } from "./window.ts";

/** Characters of what is looked for. */
export const NEEDLE_CHARACTERS = 200;

const ESCAPE = 0x1b;
const KEY = "PRIVATE KEY";

/** A line that was found; without one, where the search goes on. */
export interface SearchStep {
  readonly number: number;
  readonly line?: NumberedShownLine;
}

/**
 * Lines that hold the words, whatever their case, as they are read. It looks at what a page would show, so that
 * nobody can find out a masked secret by looking for pieces of it. Linear in the log.
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

  /** Whether any of the lines may be found, told by their bytes: most megabytes of a log are passed over at once. */
  function wanted(lines: Buffer): boolean {
    if (!isAscii || keyLines > 0 || lines.includes(ESCAPE) || lines.includes(KEY)) return true;
    return lines.toString("latin1").toLowerCase().includes(needle);
  }

  /** The line as it is shown, where it holds the needle. */
  function look({ raw, missing, number }: NumberedLine): NumberedShownLine | undefined {
    keyLines = raw.includes(KEY) ? KEY_LINES : keyLines - 1;
    // Colours may stand between the letters of a word.
    if (keyLines <= 0 && !raw.includes("\u001b") && !raw.toLowerCase().includes(needle)) return undefined;
    const shown = show(raw, missing);
    return wordsOf(shown).toLowerCase().includes(needle) ? { ...shown, number } : undefined;
  }
  return { look, wanted };
}
