import type { FailureCause } from "../../../model/failure.ts";
import type { Cursor, LogLine } from "../../cursor.ts";
import type { Place } from "../../excerpt.ts";
import type { ReadTool } from "../../format.ts";
import { isEcho } from "../run-end.ts";

export type Groups = Readonly<Record<string, string | undefined>>;

/**
 * One way in which tools report a fault. `pattern` matches the line that says so; its groups `file` and `line` are the
 * place (`file_` and `line_` in a second alternative), `message` is what is wrong, by default all that it matches.
 */
export interface Shape {
  readonly reads: readonly ReadTool[];
  readonly marks: readonly string[];
  readonly pattern: RegExp;
  readonly cause: FailureCause;
  /** The failure's name; `$<group>` stands for a group of the pattern. The message by default. */
  readonly name?: string;
  /** The line ends a list: each line above it that matches `entry` is a failure, with the entry's groups. */
  readonly entry?: RegExp;
  /** The line above entries that they all belong to: of a file, say. */
  readonly header?: RegExp;
  /** The place, of a tool that has a way of its own to tell it. */
  readonly place?: (at: Cursor) => Place | undefined;
  /** Where the place stands if the line does not hold it: lines before and after it. */
  readonly placeWithin?: readonly [before: number, after: number];
  /** More groups, from the nearest line before or after that matches. Without such a line there is no failure. */
  readonly above?: RegExp;
  readonly below?: RegExp;
  /** How far `above`, `below` and `entry` look; 8 lines by default. */
  readonly within?: number;
  /** Lines before and after that explain it. */
  readonly excerpt?: readonly [before: number, after: number];
  /** The failure is reported once a run, or once for each file, or for each name, which is the default. */
  readonly once?: "log" | "file" | "name";
  /** Counts only where nothing else explains the run. */
  readonly isLast?: boolean;
  /** Matches the line after a block; the failure gives way to what else is found within the block. */
  readonly wrapsUntil?: RegExp;
  /** It is infrastructure if a network fault stands near. */
  readonly isDownload?: boolean;
  /** How bad it is, 0 being the worst; what is less bad counts only where nothing worse is found. */
  readonly rank?: (groups: Groups) => number;
  /** Test runners print it themselves; other lines among passing tests are output of what is tested. */
  readonly isOfTestRunner?: boolean;
  /** It is a command that the shell echoes; of commands nothing else is read. */
  readonly isCommand?: boolean;
  /** What the patterns cannot tell, of the line or of an entry. */
  readonly accepts?: (groups: Groups, at: Cursor) => boolean;
}

const LINES_AROUND = 8;
/** Jenkins' own lines end whatever a tool printed. */
const AFTER_TOOL = /^\[Pipeline\]|^Finished: |^(?:ERROR: )?script returned exit code|^Build step '|^\+ |^\[.+\] \$ /;

export function upTo(lines: readonly LogLine[], stop: RegExp): readonly LogLine[] {
  const end = lines.findIndex(({ text }) => stop.test(text));
  return end < 0 ? lines : lines.slice(0, end);
}

export const untilToolEnds = (lines: readonly LogLine[]): readonly LogLine[] => upTo(lines, AFTER_TOOL);

export function sinceToolBegan(lines: readonly LogLine[]): readonly LogLine[] {
  return lines.slice(lines.findLastIndex(({ text }) => AFTER_TOOL.test(text)) + 1);
}

/** What the shape finds at the line, or null. */
export function groupsAt(shape: Shape, at: Cursor): Groups | null {
  const { pattern, above, below, within = LINES_AROUND, accepts, isCommand = false } = shape;
  if (isEcho(at.text) !== isCommand) return null;
  const own = pattern.exec(at.text);
  if (own === null) return null;
  const more = [
    ...(above === undefined ? [] : [firstMatch(at.before(within).toReversed(), above)]),
    ...(below === undefined ? [] : [firstMatch(at.after(within), below)]),
  ];
  if (more.includes(null)) return null;
  const groups: Groups = Object.assign({ message: own[0] }, own.groups, ...more.map((found) => definedIn(found ?? {})));
  return shape.entry === undefined && accepts?.(groups, at) === false ? null : groups;
}

function firstMatch(lines: readonly LogLine[], pattern: RegExp): Groups | null {
  for (const { text } of untilToolEnds(lines)) {
    const match = pattern.exec(text);
    if (match !== null) return match.groups ?? {};
  }
  return null;
}

export interface Entry {
  readonly groups: Groups;
  readonly line: LogLine;
  readonly excerpt: readonly LogLine[];
}

/** The entries of the list that ends at the line. */
export function entriesAbove(shape: Shape, entry: RegExp, at: Cursor): Entry[] {
  const { within = LINES_AROUND, header, accepts } = shape;
  const above = at.before(within);
  const lines = sinceToolBegan(above);
  let heading: RegExpExecArray | null = null;
  return lines.flatMap((line, index) => {
    heading = header?.exec(line.text) ?? heading;
    const match = entry.exec(line.text);
    if (match === null) return [];
    const groups: Groups = { message: match[0], ...heading?.groups, ...definedIn(match.groups) };
    if (accepts?.(groups, at) === false) return [];
    const following = upTo(lines.slice(index + 1, index + LINES_AROUND), entry);
    return [{ groups, line, excerpt: [...lines.slice(index - 1, index), line, ...following, at] }];
  });
}

function definedIn(groups: Groups = {}): Groups {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
}

export function nameOf({ name = "$<message>" }: Shape, groups: Groups): string {
  return name.replace(/\$<(\w+)>/g, (_, group: string) => groups[group] ?? groups[`${group}_`] ?? "").trim();
}
