import { type IndexedLog, linesFrom } from "./shelf.ts";
import { KEY_LINES, openShowing, type ShownLine } from "./show-line.ts";

/** Lines on a page. */
export const WINDOW_LINES = 600;
/** Lines shown above the requested one. */
const LEAD_LINES = 12;

export interface LogWindow {
  readonly first: number;
  readonly lines: readonly NumberedShownLine[];
  /** Whether more lines follow. */
  readonly more: boolean;
}

export interface NumberedShownLine extends ShownLine {
  readonly number: number;
}

/** First line of the window that shows a line and the lines before it. */
export function windowAround(line: number): number {
  return Math.max(1, line - LEAD_LINES);
}

/** The lines from `first` on, or the last lines of a log that ends before it. */
export async function readWindow(indexed: IndexedLog, first: number): Promise<LogWindow> {
  const window = await readFrom(indexed, first);
  if (window.lines.length > 0 || first === 1) return window;
  return readFrom(indexed, Math.max(1, indexed.index.extent().lines - WINDOW_LINES + 1));
}

async function readFrom(indexed: IndexedLog, first: number): Promise<LogWindow> {
  const show = openShowing();
  const lines: NumberedShownLine[] = [];
  // Only the lines before show whether a line is inside a private key.
  const begin = Math.max(1, first - KEY_LINES);
  for await (const batch of linesFrom(indexed, begin)) {
    for (const { raw, missing, number } of batch.lines) {
      if (number < begin) continue;
      if (lines.length === WINDOW_LINES) return { first, lines, more: true };
      const shown = show(raw, missing);
      if (number >= first) lines.push({ ...shown, number });
    }
  }
  return { first, lines, more: false };
}
