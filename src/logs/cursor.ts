import { cleanLine, instantOf, isStamped } from "./clean-line.ts";
import { AROUND_BYTES, type Page } from "./pages.ts";

const NEWLINE = 10;

export interface LogLine {
  /** Without time stamp and trailing blanks. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** A line with a mark in it, and what can be seen from there. */
export interface Cursor extends LogLine {
  /** Milliseconds since the epoch; null where the line is not stamped. */
  writtenAt(): number | null;
  /** Up to `count` lines that follow. */
  after(count: number): readonly LogLine[];
  /** Up to `count` lines that lead here, in the log's order. */
  before(count: number): readonly LogLine[];
}

interface RawLine {
  readonly raw: string;
  readonly number: number;
}

/** `begin` and `end` of the line in the page's buffer, without its newline; it is read when it is asked for. */
export function cursorAt(page: Page, begin: number, end: number, number: number): Cursor {
  const raw = (): string => page.buffer.toString("utf8", begin, end);
  let text: string | undefined;
  return {
    get text() {
      text ??= cleanLine(raw());
      return text;
    },
    number,
    writtenAt: () => instantOf(raw()),
    after: (count) => cleaned([{ raw: raw(), number }, ...rawAfter(page, end, number, 2 * count)]).slice(1, 1 + count),
    before: (count) =>
      cleaned([...rawBefore(page, begin, number, 2 * count), { raw: raw(), number }]).slice(-1 - count, -1),
  };
}

function rawAfter({ buffer, held }: Page, from: number, number: number, count: number): RawLine[] {
  const lines: RawLine[] = [];
  for (let begin = from + 1; begin < held && lines.length < count; ) {
    const newline = buffer.indexOf(NEWLINE, begin);
    const end = newline < 0 || newline > held ? held : newline;
    if (end - from > AROUND_BYTES) break;
    lines.push({ raw: buffer.toString("utf8", begin, end), number: number + lines.length + 1 });
    begin = end + 1;
  }
  return lines;
}

function rawBefore({ buffer }: Page, from: number, number: number, count: number): RawLine[] {
  const lines: RawLine[] = [];
  const horizon = Math.max(1, from - AROUND_BYTES);
  for (let end = from - 1; end > 0 && lines.length < count; ) {
    const begin = buffer.lastIndexOf(NEWLINE, end - 1) + 1;
    if (begin < horizon) break;
    lines.push({ raw: buffer.toString("utf8", begin, end), number: number - lines.length - 1 });
    end = begin - 1;
  }
  return lines.reverse();
}

/** Some logs reach us with an empty line after each line; where lines are stamped, an unstamped empty one is no line. */
function cleaned(lines: readonly RawLine[]): LogLine[] {
  const isFiller = ({ raw }: RawLine, index: number): boolean =>
    raw.trim() === "" && isStampedAt(lines, index - 1) && isStampedAt(lines, index + 1);
  return lines
    .filter((line, index) => !isFiller(line, index))
    .map(({ raw, number }) => ({ text: cleanLine(raw), number }));
}

function isStampedAt(lines: readonly RawLine[], index: number): boolean {
  const line = lines[index];
  return line !== undefined && isStamped(line.raw);
}
