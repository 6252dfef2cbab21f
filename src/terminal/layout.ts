import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Lines of a terminal: how wide they are, folding them, and columns that align, Chinese and emoji among them. */

const HANG = 2;
/** Narrower than this, folding makes it worse. */
const NARROWEST = 20;

/** Cells that a text takes in a terminal, its colours left out. */
export function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** Folds lines that are longer than `width`, under their own indent; without a width they stay as they are. */
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

/** Columns as wide as the widest cell that was ever in them, so that parts of one list align with each other. */
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
