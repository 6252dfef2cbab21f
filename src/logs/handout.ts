import { type Cursor, cursorAt, type LineView } from "./cursor.ts";
import type { BytePage } from "./pages.ts";

const NEWLINE = 10;

/** Receives a line for one owner of marks. The cursor is created on demand. */
export type Hand = (owner: number, at: (view: LineView) => Cursor) => void;

/** Gives each marked line once to everyone who asked for one of its marks, even if it contains several. */
export function openHandout(hand: Hand) {
  /** The line that each owner was given last. */
  const handed: number[] = [];
  const cursors = new Map<LineView, Cursor>();
  let count = 0;

  /** `at` is the position of a byte in the line, `number` the line number. */
  function handOut(page: BytePage, at: number, number: number, owners: readonly number[]): void {
    const cursorHere = (view: LineView): Cursor => {
      const known = cursors.get(view);
      if (known?.number === number) return known;
      const cursor = lineAround(page, at, number, view);
      cursors.set(view, cursor);
      return cursor;
    };
    for (const owner of owners) {
      if (handed[owner] === number) continue;
      handed[owner] = number;
      count++;
      hand(owner, cursorHere);
    }
  }

  return { handOut, count: () => count };
}

function lineAround(page: BytePage, at: number, number: number, view: LineView): Cursor {
  const begin = page.buffer.lastIndexOf(NEWLINE, at) + 1;
  const newline = page.buffer.indexOf(NEWLINE, at);
  return cursorAt(page, begin, newline < 0 || newline > page.end ? page.end : newline, number, view);
}
