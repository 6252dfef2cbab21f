import type { LogLine } from "./cursor.ts";

/** The lines up to the first that stops them. */
export function until(lines: readonly LogLine[], stop: RegExp): LogLine[] {
  const end = lines.findIndex(({ text }) => stop.test(text));
  return lines.slice(0, end < 0 ? lines.length : end);
}

/** Without the empty lines around them. */
export function trimBlank(lines: readonly LogLine[]): LogLine[] {
  const isFull = ({ text }: LogLine): boolean => text.trim() !== "";
  const begin = lines.findIndex(isFull);
  return begin < 0 ? [] : lines.slice(begin, lines.findLastIndex(isFull) + 1);
}

/** The first lines that have no empty line among them, after any empty ones. */
export function paragraph(lines: readonly LogLine[]): LogLine[] {
  return until(trimBlank(lines), /^\s*$/);
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** The first `file:line` that the pattern finds, in its groups 1 and 2. */
export function placeIn(lines: readonly LogLine[], pattern: RegExp): Place | undefined {
  for (const { text } of lines) {
    const [, file, line] = pattern.exec(text) ?? [];
    if (file !== undefined && line !== undefined) return { file, line: Number(line) };
  }
  return undefined;
}
