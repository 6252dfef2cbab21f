import type { LogLine } from "./cursor.ts";
import { withoutPassing } from "./passing-lines.ts";

/** What no tool prints as part of its details: the pipeline, the shell or make goes on, or says that a step failed. */
const STEP_END =
  /^\[Pipeline\] |^(?:ERROR: )?script returned exit code |^(?:g?make|mingw32-make)(?:\[\d+\])?: (?:\*\*\* |Entering |Leaving )|^Finished: [A-Z]|^Build step '|^(?:Archiving artifacts|Recording test results|Post stage|Failed in branch .*|Error when executing .* post condition:)$|^npm (?:ERR!|error) |^error: test (?:run )?failed|^##\[error\]/;

/** The shell's echo of its next command; in a diff, such a line is one that was added. */
const ECHO = /^\++ \S/;

function isDiff(before: readonly LogLine[]): boolean {
  return before.some(({ text }) => /^(?:-|@@)/.test(text));
}

/** The lines up to the first that stops them, or that ends the step; without what other branches print in between. */
export function until(lines: readonly LogLine[], stop: RegExp): LogLine[] {
  const end = lines.findIndex(
    ({ text }, index) => stop.test(text) || STEP_END.test(text) || (ECHO.test(text) && !isDiff(lines.slice(0, index))),
  );
  return withoutPassing(lines.slice(0, end < 0 ? lines.length : end));
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
