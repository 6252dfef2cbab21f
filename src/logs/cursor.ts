import { decodeLine } from "./encodings.ts";
import { AROUND_BYTES, type BytePage } from "./pages.ts";
import { isOfOtherTool, type Tool } from "./passing-lines.ts";
import { instantOf, isStamped, mayHaveName, NEARBY_LINES, peelLines } from "./prefixes.ts";

const NEWLINE = 10;

export interface LogLine {
  /** The line without time stamps, levels, branch names and trailing blanks. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/**
 * A line that contains a mark, and the lines around it. If the line begins with the name of a branch, only the lines of
 * that branch are visible.
 */
export interface Cursor extends LogLine {
  /** The names of branches that the line begins with; empty if there are none. */
  readonly branch: string;
  /** Epoch milliseconds; null if the line has no time stamp. */
  writtenAt(): number | null;
  /** Up to `count` lines that follow. */
  after(count: number): readonly LogLine[];
  /** Up to `count` lines that follow, of any branch. */
  afterAnywhere(count: number): readonly LogLine[];
  /** Up to `count` lines before this one, in the log's order. */
  before(count: number): readonly LogLine[];
  /** A cursor that also sees the lines of other tools about successful work. */
  withPassing(): Cursor;
}

interface RawLine {
  readonly raw: string;
  readonly number: number;
}

interface SeenLine extends LogLine {
  readonly branch: string;
}

/** How a format sees the lines. */
export interface LineView {
  readonly levels: "keep" | "drop";
  /** The tools whose lines are visible; null for all. */
  readonly own: readonly Tool[] | null;
}

/** Lines to read for each line wanted: some are empty, and within a branch most belong to other branches. */
const READ_PER_LINE = 3;
const READ_PER_LINE_OF_BRANCH = 8;

/** `begin` and `end` of the line in the page's buffer, without its newline. Its text is read on demand. */
export function cursorAt(
  page: BytePage,
  begin: number,
  end: number,
  number: number,
  { levels, own: tools }: LineView,
): Cursor {
  const raw = (): RawLine => ({ raw: decodeLine(page.buffer.subarray(begin, end)), number });
  let own: SeenLine | undefined;

  /** The line among those around it. */
  function around(before: number, after: number): SeenLine[] {
    return seenLines(
      [
        ...rawBefore(page, begin, number, before + NEARBY_LINES),
        raw(),
        ...rawAfter(page, end, number, after + NEARBY_LINES),
      ],
      levels,
    );
  }

  function itself(): SeenLine {
    if (own === undefined) {
      const lines = mayHaveName(raw().raw, levels) ? around(0, 0) : seenLines([raw()], levels);
      own = lines.find((line) => line.number === number) ?? { text: "", branch: "", number };
    }
    return own;
  }

  function ofBranch(lines: readonly SeenLine[]): SeenLine[] {
    const { branch } = itself();
    const ofTool = tools === null ? lines : lines.filter(({ text }) => !isOfOtherTool(text, tools));
    return branch === "" ? [...ofTool] : ofTool.filter((line) => line.branch.startsWith(branch));
  }

  const toRead = (count: number): number => count * (itself().branch === "" ? READ_PER_LINE : READ_PER_LINE_OF_BRANCH);

  return {
    get text() {
      return itself().text;
    },
    get branch() {
      return itself().branch;
    },
    number,
    writtenAt: () => instantOf(raw().raw),
    after: (count) => ofBranch(around(0, toRead(count)).filter((line) => line.number > number)).slice(0, count),
    afterAnywhere: (count) =>
      around(0, READ_PER_LINE * count)
        .filter((line) => line.number > number)
        .slice(0, count),
    before: (count) =>
      count === 0 ? [] : ofBranch(around(toRead(count), 0).filter((line) => line.number < number)).slice(-count),
    withPassing: () => cursorAt(page, begin, end, number, { levels, own: null }),
  };
}

function rawAfter({ buffer, held }: BytePage, from: number, number: number, count: number): RawLine[] {
  const lines: RawLine[] = [];
  for (let begin = from + 1; begin < held && lines.length < count; ) {
    const newline = buffer.indexOf(NEWLINE, begin);
    const end = newline < 0 || newline > held ? held : newline;
    if (end - from > AROUND_BYTES) break;
    lines.push({ raw: decodeLine(buffer.subarray(begin, end)), number: number + lines.length + 1 });
    begin = end + 1;
  }
  return lines;
}

function rawBefore({ buffer }: BytePage, from: number, number: number, count: number): RawLine[] {
  const lines: RawLine[] = [];
  const horizon = Math.max(1, from - AROUND_BYTES);
  for (let end = from - 1; end > 0 && lines.length < count; ) {
    const begin = buffer.lastIndexOf(NEWLINE, end - 1) + 1;
    if (begin < horizon) break;
    lines.push({ raw: decodeLine(buffer.subarray(begin, end)), number: number - lines.length - 1 });
    end = begin - 1;
  }
  return lines.reverse();
}

/** Some logs arrive with an empty line after each line. If lines have time stamps, empty lines without are skipped. */
function seenLines(lines: readonly RawLine[], levels: "keep" | "drop"): SeenLine[] {
  const isFiller = ({ raw }: RawLine, index: number): boolean =>
    raw.trim() === "" && isStampedAt(lines, index - 1) && isStampedAt(lines, index + 1);
  const kept = lines.filter((line, index) => !isFiller(line, index));
  const peeled = peelLines(
    kept.map(({ raw }) => raw),
    levels,
  );
  return kept.map(({ number }, index) => ({ text: "", branch: "", ...peeled[index], number }));
}

function isStampedAt(lines: readonly RawLine[], index: number): boolean {
  const line = lines[index];
  return line !== undefined && isStamped(line.raw);
}
