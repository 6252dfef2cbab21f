import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";
import { baseName } from "../user-frame.ts";
import { notePassingRun } from "./passing-run.ts";

const HEADING = /^_+ (?!_ )(?:ERROR (?:at \w+ of|collecting) )?(\S.*?) _+$/;
const SUMMARY = /^=+ short test summary info =+$/;
const FAILED = /^(?:FAILED|ERROR|SUBFAIL(?:ED)?(?:\(.*?\))?(?: \[.*?\])?) (\S+\.\w+\b.*)$/;
const RERUN = /^RERUN (\S+\.py::\S+)|^(\S+\.py::\S+) RERUN\b/;
const RESULT = /^(?:=+ )?(?:.*, )?\d+ (?:failed|errors?)\b.* in [\d.]+s\b/;
const PASSED = /^(?:=+ )?(?:.*, )?\d+ passed\b.* in [\d.]+s\b/;
const BEGIN = /^=+ test session starts =+$|^collected \d+ items?/;
const LOCATION =
  /^(?<file>(?:[A-Za-z]:)?[\w.@+~\\/-]+\.py):(?<line>\d+):(?: |$)|^ {2}File "(?<native>[^"]+)", line (?<at>\d+)/;
const TEST_FILE = /^(?:test_.*|.*_test|tests?)\.py$/;
const MAX_HEADINGS = 500;
const LOOK_BACK_LINES = 2000;

interface Headed {
  readonly heading: string;
  readonly at: LogLine;
  readonly lines: readonly LogLine[];
}

/** pytest: the names are in the short summary, what explains them under the headings before it. */
export const pytest: Format = {
  name: "pytest",
  prints: ["python"],
  reads: [
    {
      tool: "pytest",
      example:
        "=== short test summary info ===\nFAILED tests/test_cart.py::test_total - assert 1 == 0\n=== 1 failed in 0.12s ===",
    },
  ],
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
  passMarks: [" passed in ", " passed, "],
  open(notes) {
    let headings: Headed[] = [];
    /** Names that failed, and names that were run again. */
    let failed = new Set<string>();
    let rerun = new Set<string>();

    function summary(at: Cursor): void {
      const known = headings.length < MAX_HEADINGS ? mergeHeadings(headings, headingsBefore(at)) : headings;
      for (const line of until(at.after(600), /^=+ .* =+$/)) {
        const words = FAILED.exec(line.text)?.[1];
        if (words === undefined) continue;
        const name = nameIn(words, known);
        failed.add(name);
        notes.addCase(() => caseAt(at, name, line, known));
      }
    }

    /** Without a summary (`-r` asks for one) the headings have to do. */
    function result(at: Cursor): void {
      if (failed.size === 0) for (const headed of headings) notes.addCase(() => headedCase(at, headed));
      settleReruns();
      headings = [];
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
        if (heading !== undefined && headings.length < MAX_HEADINGS)
          headings.push({ heading, at, lines: bodyOf(at.after(150)) });
        else if (SUMMARY.test(at.text)) summary(at);
        else if (again !== null && rerun.size < MAX_HEADINGS) rerun.add(again[1] ?? again[2] ?? "");
        else if (RESULT.test(at.text)) result(at);
        else if (PASSED.test(at.text)) notePassingRun(at, notes, BEGIN, PASSED);
      },
      end: settleReruns,
    };
  },
};

function bodyOf(lines: readonly LogLine[]): LogLine[] {
  return trimBlank(until(lines, /^_+ (?!_ )\S.* _+$|^=+ .* =+$/));
}

/** A heading with a long name has too few underlines to be marked. */
function headingsBefore(at: Cursor): Headed[] {
  const lines = at.before(LOOK_BACK_LINES);
  return lines.flatMap((line, index): Headed[] => {
    const heading = HEADING.exec(line.text)?.[1];
    return heading === undefined ? [] : [{ heading, at: line, lines: bodyOf(lines.slice(index + 1, index + 151)) }];
  });
}

function mergeHeadings(marked: readonly Headed[], near: readonly Headed[]): Headed[] {
  const numbers = new Set(marked.map(({ at }) => at.number));
  return [...marked, ...near.filter(({ at }) => !numbers.has(at.number))];
}

/** The name ends before ` - ` and the reason, but may hold ` - ` in its brackets. */
function nameIn(words: string, headings: readonly Headed[]): string {
  const parts = words.split(" - ");
  const names = parts.map((_, index) => parts.slice(0, index + 1).join(" - "));
  const isHeaded = (name: string): boolean => headings.some(({ heading }) => heading === headingOf(name));
  const isWhole = (name: string): boolean => !name.includes("[") || name.endsWith("]");
  return names.find(isHeaded) ?? names.find(isWhole) ?? words;
}

/** `tests/test_cart.py::TestCart::test_total` stands under `TestCart.test_total`. */
function headingOf(name: string): string {
  const [file = "", ...rest] = name.split("::");
  return rest.length === 0 ? file : rest.join(".");
}

function caseAt(at: Cursor, name: string, line: LogLine, headings: readonly Headed[]): Finding {
  const file = name.split("::")[0] ?? null;
  const headed = headings.filter(({ heading }) => heading === headingOf(name));
  const own = headed.find(({ lines }) => placesIn(lines).some((place) => isSameFile(place.file, file))) ?? headed[0];
  const given = { rule: "pytest", cause: "case", name, file } as const;
  if (own === undefined) return { ...finding(at, [line], given), logLine: line.number };
  return { ...finding(at, explanation(own.lines), given), logLine: own.at.number, ...placeOf(own.lines, file) };
}

function headedCase(at: Cursor, { heading, at: line, lines }: Headed): Finding {
  const place = placeOf(lines, null);
  const isTest = place !== undefined && TEST_FILE.test(baseName(place.file)) && !heading.includes("/");
  const name = isTest ? `${place.file}::${heading.replace(/^(\w+)\.(?=\w+(?:\[|$))/, "$1::")}` : heading;
  return {
    ...finding(at, explanation(lines), { rule: "pytest", cause: "case", name, ...place }),
    logLine: line.number,
  };
}

/** pytest prints the test's source first; the lines marked `E` and what surrounds them tell. */
function explanation(lines: readonly LogLine[]): readonly LogLine[] {
  const begin = lines.findIndex(({ text }) => /^E\s/.test(text));
  return begin < 0 ? lines.slice(0, 40) : lines.slice(Math.max(0, begin - 8), begin + 24);
}

/** The places that a traceback of pytest or of Python names, in its order. */
export function placesIn(lines: readonly LogLine[]): Place[] {
  return lines.flatMap(({ text }): Place[] => {
    const { file, line, native, at } = LOCATION.exec(text)?.groups ?? {};
    const path = file ?? native;
    return path === undefined ? [] : [{ file: path, line: Number(line ?? at) }];
  });
}

function isSameFile(path: string, file: string | null): boolean {
  return file !== null && path.replaceAll("\\", "/").endsWith(file);
}

/** The last location in the test's own file, else the last in a test's file, else the last that is no library's. */
function placeOf(lines: readonly LogLine[], file: string | null): Place | undefined {
  const places = placesIn(lines);
  const users = places.filter((place) => !/site-packages|dist-packages|[\\/]lib[\\/]python/.test(place.file));
  return (
    places.findLast((place) => isSameFile(place.file, file)) ??
    places.findLast((place) => TEST_FILE.test(baseName(place.file))) ??
    users.at(-1)
  );
}
