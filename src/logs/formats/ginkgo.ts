import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const SUMMARY = /^Summarizing \d+ Failures?:$/;
/** `[FAIL] Volume snapshots [It] restores the data`; ginkgo 1 writes `[Fail]`, ginkgo 2 also `[PANICKED!]` and `[TIMEDOUT]`. */
const LISTED = /^\s*\[(?:FAIL|Fail|PANICKED!|Panic!|TIMEDOUT|INTERRUPTED)\] (\S.*)$/;
const PLACE = /^\s+(\S+\.go):(\d+)$|^(\S+\.go):(\d+)$/;
const SUMMARY_END = /^Ran \d+ of \d+ Specs/;
/** Above a failed spec's details: `• [FAILED] [12.4 seconds]`, `[BeforeSuite] [FAILED] [3.1 seconds]`, `• Failure [12 seconds]`. */
const HEADER =
  /^(?:• (?:\[FAILED\]|\[PANICKED\]|\[TIMEDOUT\]|Failure|Panic)|• ?! |\[\w+\] (?:\[FAILED\]|\[PANICKED\]|\[TIMEDOUT\]))/;
const REASON = /^\s*\[(?:FAILED|PANICKED|TIMEDOUT|FAIL)\] (?!in \[)/;
const RULE = /^-{30}$/;
const DETAIL_LINES = 60;
const EXCERPT_LINES = 40;
const MAX_SPECS = 500;

interface Spec {
  readonly at: Cursor;
  /** From the header to the next rule. */
  readonly lines: readonly LogLine[];
}

/** Ginkgo: specs and suite nodes by the summary's list, what explains them from their own blocks. */
export const ginkgo: Format = {
  name: "ginkgo",
  prints: [],
  marks: ["[FAILED] [", "[PANICKED] [", "[TIMEDOUT] [", "• Failure ", "• Failure [", "• Panic", "Summarizing "],
  open(notes) {
    let specs: Spec[] = [];
    return {
      read(at) {
        if (HEADER.test(at.text) && specs.length < MAX_SPECS)
          specs.push({ at, lines: until(at.after(DETAIL_LINES), RULE) });
        else if (SUMMARY.test(at.text)) {
          for (const listed of listedAfter(at)) notes.addCase(() => caseAt(at, listed, specs));
          specs = [];
        }
      },
    };
  },
};

interface Listed {
  readonly name: string;
  readonly logLine: number;
  readonly place: Place | undefined;
}

function listedAfter(at: Cursor): Listed[] {
  const lines = until(at.after(1000), SUMMARY_END);
  return lines.flatMap(({ text, number }, index): Listed[] => {
    const name = LISTED.exec(text)?.[1]?.trim();
    return name === undefined ? [] : [{ name, logLine: number, place: placeAt(lines[index + 1]?.text ?? "") }];
  });
}

function placeAt(text: string): Place | undefined {
  const match = PLACE.exec(text);
  const [file, line] = [match?.[1] ?? match?.[3], match?.[2] ?? match?.[4]];
  return file === undefined ? undefined : { file, line: Number(line) };
}

function caseAt(at: Cursor, { name, logLine, place }: Listed, specs: readonly Spec[]): Finding {
  const place_ = place === undefined ? "" : `${place.file}:${place.line}`;
  const spec = specs.find(({ at: header, lines }) =>
    [header, ...lines].some(({ text }) => (place_ !== "" && text.includes(place_)) || text.trim() === name),
  );
  const given = { rule: "ginkgo", cause: "case", name, ...place } as const;
  if (spec === undefined) return { ...finding(at, [], given), logLine, excerpt: [`[FAIL] ${name}`] };
  return finding(spec.at, reasonOf(spec.lines), given);
}

/** From the assertion on; the timeline above it tells what the spec did before. */
function reasonOf(lines: readonly LogLine[]): LogLine[] {
  const begin = Math.max(
    0,
    lines.findLastIndex(({ text }) => REASON.test(text)),
  );
  return trimBlank(lines.slice(begin, begin + EXCERPT_LINES));
}
