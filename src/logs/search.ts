import { type Cursor, cursorAt } from "./cursor.ts";
import type { Gate } from "./gate.ts";
import type { Page } from "./pages.ts";

/** Reads the pages of one log in order, hands each marked line to those who asked for its marks, and counts lines. */
export function openSearch(gate: Gate, hand: (owner: number, at: Cursor) => void) {
  let newlines = 0;
  let lastLineIsOpen = false;
  /** The line each owner was handed last: a line with three marks is handed once. */
  const handed: number[] = [];

  function handLine(page: Page, text: string, begin: number, end: number): void {
    const number = newlines + 1;
    let cursor: Cursor | undefined;
    for (const owner of ownersOfLine(gate, text.slice(begin, end))) {
      if (handed[owner] === number) continue;
      handed[owner] = number;
      cursor ??= cursorAt(page, page.begin + begin, page.begin + end, number);
      hand(owner, cursor);
    }
  }

  function search(page: Page): void {
    const text = page.buffer.toString("latin1", page.begin, page.end);
    const { pattern } = gate;
    let counted = 0;
    pattern.lastIndex = 0;
    while (pattern.test(text)) {
      const begin = text.lastIndexOf("\n", pattern.lastIndex - 1) + 1;
      const newline = text.indexOf("\n", begin);
      const end = newline < 0 ? text.length : newline;
      newlines += countNewlines(text, counted, begin);
      counted = begin;
      handLine(page, text, begin, end);
      pattern.lastIndex = end;
    }
    newlines += countNewlines(text, counted, text.length);
    if (text !== "") lastLineIsOpen = !text.endsWith("\n");
  }

  return { search, lines: () => newlines + (lastLineIsOpen ? 1 : 0) };
}

/** Marks may overlap, so the search goes on one character after the last match's beginning. */
function* ownersOfLine({ pattern, ownersOf }: Gate, line: string): Generator<number> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    pattern.lastIndex = match.index + 1;
    yield* ownersOf(match[0]);
  }
}

function countNewlines(text: string, begin: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", begin); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
