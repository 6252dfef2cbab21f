import { setImmediate as othersTurn } from "node:timers/promises";
import { type IndexedLog, linesFrom, type NumberedLine } from "./shelf.ts";
import { KEY_LINES, openShowing, wordsOf } from "./show-line.ts";
import type { NumberedShownLine } from "./window.ts";

/** Characters of what is looked for. */
export const NEEDLE_CHARACTERS = 200;

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
  const look = openLook(words.toLowerCase());
  const begin = Math.max(1, first - KEY_LINES);
  let next = first;
  for await (const batch of linesFrom(indexed, begin)) {
    for (const each of batch) {
      const line = look(each);
      if (line && line.number >= first) yield { number: line.number, line };
    }
    next = Math.max(next, (batch.at(-1)?.number ?? 0) + 1);
    yield { number: next };
    await othersTurn();
  }
}

/** The line as it is shown, where it holds the needle. */
function openLook(needle: string): (line: NumberedLine) => NumberedShownLine | undefined {
  const show = openShowing();
  let keyLines = 0;
  return (line) => {
    const { raw, missing, number } = line;
    keyLines = raw.includes("PRIVATE KEY") ? KEY_LINES : keyLines - 1;
    // Most lines are passed over at once. Colours may stand between the letters of a word.
    if (keyLines <= 0 && !raw.includes("\u001b") && !raw.toLowerCase().includes(needle)) return undefined;
    const shown = show(raw, missing);
    return wordsOf(shown).toLowerCase().includes(needle) ? { ...shown, number } : undefined;
  };
}
