import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";

const HEADING = /^_{3,} (?:ERROR (?:at \w+ of|collecting) )?(.+?) _{3,}$/;
const SUMMARY = /^=+ short test summary info =+$/;
const FAILED = /^(?:FAILED|ERROR) ([\w./-]+\.py(?:::\S.*?)?)(?: - .*)?$/;
const RERUN = /^RERUN (\S+\.py::\S+)|^(\S+\.py::\S+) RERUN\b/;
const RESULT = /^=+ .*\b\d+ (?:failed|errors?)\b.* in [\d.]+s.*=+$/;
const LOCATION = /^([\w./-]+\.py):(\d+): /;
const MAX_HEADINGS = 500;

interface Section {
  readonly heading: string;
  readonly at: Cursor;
  readonly lines: readonly LogLine[];
}

/** pytest: the names are in the short summary, what explains them under the headings before it. */
export const pytest: Format = {
  name: "pytest",
  marks: [
    "______ ",
    "short test summary info",
    " RERUN ",
    ...atLineStart("RERUN "),
    " failed, ",
    " failed in ",
    " error in ",
    " errors in ",
  ],
  open(notes) {
    let sections: Section[] = [];
    /** Names that failed, and names that were run again. */
    let failed = new Set<string>();
    let rerun = new Set<string>();

    function summary(at: Cursor): void {
      const lines = until(at.after(600), /^=+ .* =+$/);
      for (const line of lines) {
        const name = FAILED.exec(line.text)?.[1];
        if (name === undefined) continue;
        failed.add(name);
        notes.addCase(() => caseAt(at, name, line, sections));
      }
    }

    /** Without a summary (`-r` asks for one) the headings have to do. */
    function result(): void {
      if (failed.size === 0) for (const section of sections) notes.addCase(() => headed(section));
      settleReruns();
      sections = [];
      failed = new Set();
    }

    function settleReruns(): void {
      for (const name of rerun) if (!failed.has(name)) notes.retried(name);
      rerun = new Set();
    }

    return {
      read(at) {
        const heading = HEADING.exec(at.text)?.[1];
        const again = RERUN.exec(at.text);
        if (heading !== undefined && sections.length < MAX_HEADINGS) sections.push({ heading, at, lines: bodyOf(at) });
        else if (SUMMARY.test(at.text)) summary(at);
        else if (again !== null && rerun.size < MAX_HEADINGS) rerun.add(again[1] ?? again[2] ?? "");
        else if (RESULT.test(at.text)) result();
      },
      end: settleReruns,
    };
  },
};

function bodyOf(at: Cursor): LogLine[] {
  return trimBlank(until(at.after(150), /^_{3,} .* _{3,}$|^=+ .* =+$/));
}

function caseAt(at: Cursor, name: string, line: LogLine, sections: readonly Section[]): Finding {
  const [file = null, ...rest] = name.split("::");
  const section = sections.find(({ heading }) => heading === rest.join(".") || heading === file);
  const given = { rule: "pytest", cause: "case", name, file } as const;
  if (section === undefined) return { ...finding(at, [line], given), logLine: line.number };
  const found = finding(section.at, explanation(section.lines), given);
  return { ...found, ...placeOf(section.lines, file) };
}

function headed({ heading, at, lines }: Section): Finding {
  const given = { rule: "pytest", cause: "case", name: heading } as const;
  return { ...finding(at, explanation(lines), given), ...placeOf(lines, null) };
}

/** pytest prints the test's source first; the lines marked `E` and what surrounds them tell. */
function explanation(lines: readonly LogLine[]): readonly LogLine[] {
  const begin = lines.findIndex(({ text }) => /^E\s/.test(text));
  return begin < 0 ? lines.slice(0, 40) : lines.slice(Math.max(0, begin - 8), begin + 24);
}

/** The last location in the test's own file. */
function placeOf(lines: readonly LogLine[], file: string | null): Place | undefined {
  const places = lines.flatMap(({ text }): Place[] => {
    const [, path, line] = LOCATION.exec(text) ?? [];
    return path === undefined ? [] : [{ file: path, line: Number(line) }];
  });
  return places.findLast((place) => file === null || place.file === file) ?? places.at(-1);
}
