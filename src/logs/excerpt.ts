import type { LogLine } from "./cursor.ts";
import { withoutPassing } from "./passing-lines.ts";

/** Lines that no tool prints in its details: the pipeline, the shell or make continues, or says that a step failed. */
const STEP_END =
  /^\[Pipeline\] |^(?:ERROR: )?script returned exit code |^(?:g?make|mingw32-make)(?:\[\d+\])?: (?:\*\*\* |Entering |Leaving )|^Finished: [A-Z]|^Build step '|^(?:Archiving artifacts|Recording test results|Post stage|Failed in branch .*|Error when executing .* post condition:)$|^npm (?:ERR!|error) |^error: test (?:run )?failed|^##\[error\]/;

/** The shell's echo of its next command. In a diff, such a line is an added line. */
const ECHO = /^\++ \S/;

function isDiff(before: readonly LogLine[]): boolean {
  return before.some(({ text }) => /^(?:-|@@)/.test(text));
}

/** The lines up to the first that stops them or ends the step, without lines of other branches in between. */
export function until(lines: readonly LogLine[], stop: RegExp): LogLine[] {
  const end = lines.findIndex(
    ({ text }, index) => stop.test(text) || STEP_END.test(text) || (ECHO.test(text) && !isDiff(lines.slice(0, index))),
  );
  return withoutPassing(lines.slice(0, end < 0 ? lines.length : end));
}

/** The lines without empty ones at both ends. */
export function trimBlank(lines: readonly LogLine[]): LogLine[] {
  const isFull = ({ text }: LogLine): boolean => text.trim() !== "";
  const begin = lines.findIndex(isFull);
  return begin < 0 ? [] : lines.slice(begin, lines.findLastIndex(isFull) + 1);
}

/** The first paragraph: the lines up to an empty line, after any leading empty lines. */
export function paragraph(lines: readonly LogLine[]): LogLine[] {
  return until(trimBlank(lines), /^\s*$/);
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** The first `file:line` that the pattern finds, as its groups 1 and 2. */
export function placeIn(lines: readonly LogLine[], pattern: RegExp): Place | undefined {
  for (const { text } of lines) {
    const [, file, line] = pattern.exec(text) ?? [];
    if (file !== undefined && line !== undefined) return { file, line: Number(line) };
  }
  return undefined;
}
