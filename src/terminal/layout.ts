import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Width, folding and column alignment of terminal lines, including Chinese and emoji. */

const HANG = 2;
/** Below this width, lines are not folded. */
const NARROWEST = 20;

/** The cells a text takes in a terminal, without colour codes. */
export function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** Folds lines longer than `width` under their own indent; without a width, lines stay as they are. */
export function fold(text: string, width: number | undefined): string {
  if (width === undefined || width < NARROWEST) return text;
  return text
    .split("\n")
    .map((line) => (widthOf(line) <= width ? line : foldLine(line, width)))
    .join("\n");
}

function foldLine(line: string, width: number): string {
  const indent = Math.min(/^ */.exec(line)?.[0].length ?? 0, width - NARROWEST);
  const hanging = `\n${" ".repeat(indent + HANG)}`;
  const folded = wrapAnsi(line.trimStart(), width - indent - HANG, { hard: true });
  return " ".repeat(indent) + folded.replaceAll("\n", hanging);
}

export interface Cell {
  readonly text: string;
  readonly align?: "left" | "right" | undefined;
}

/** Columns that grow to the widest cell so far, so that parts of one list align. */
export interface Columns {
  lines(rows: readonly (readonly Cell[])[]): string[];
}

export function createColumns(gap = 2): Columns {
  const widths: number[] = [];
  return {
    lines(rows) {
      for (const row of rows)
        row.forEach(({ text }, column) => {
          widths[column] = Math.max(widths[column] ?? 0, widthOf(text));
        });
      return rows.map((row) =>
        row
          .map((cell, column) => pad(cell, widths[column] ?? 0))
          .join(" ".repeat(gap))
          .trimEnd(),
      );
    },
  };
}

function pad({ text, align }: Cell, width: number): string {
  const space = " ".repeat(width - widthOf(text));
  return align === "right" ? space + text : text + space;
}
