import { type Cursor, cursorAt } from "./cursor.ts";
import type { Page } from "./pages.ts";

const NEWLINE = 10;

/** Hands each marked line to those who asked for one of its marks: once, though it may hold three. */
export function openHandout(hand: (owner: number, at: () => Cursor) => void) {
  /** The line each owner was handed last. */
  const handed: number[] = [];
  let cursor: Cursor | undefined;
  let count = 0;

  /** `at` is a byte of the line, `number` the line's. */
  function handOut(page: Page, at: number, number: number, owners: readonly number[]): void {
    const cursorHere = (): Cursor => {
      if (cursor?.number !== number) cursor = lineAround(page, at, number);
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

function lineAround(page: Page, at: number, number: number): Cursor {
  const begin = page.buffer.lastIndexOf(NEWLINE, at) + 1;
  const newline = page.buffer.indexOf(NEWLINE, at);
  return cursorAt(page, begin, newline < 0 || newline > page.end ? page.end : newline, number);
}
