import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const NOT_OK = /^(\s*)not ok\b(?: (\d+))?(?: +[-+])?(?: +(.*))?$/;
const POINT = /^\s*(?:not )?ok\b/;
/** What is expected to fail, and what was not run. */
const EXCUSED = /(?:^|\s)#\s*(?:TODO|SKIP)\b/i;
/** After a name: how long it took, that a block of subtests follows. */
const AFTER_NAME = /(?: # (?:time|duration)\S*.*| in \d+ ?ms| {2,}\d+(?:\.\d+)? ms| \{)$/;
/** A suite's own line, where its subtests tell more. */
const OF_SUBTESTS =
  /failureType: '?subtestsFailed|^\s*(?:#\s+)?(?:error: )?'?\d+ subtests? failed|Looks like you failed \d+ tests?/;
const PLACES = [
  /\bin test file (\S.*?), line (\d+)\)?$/,
  /^\s*#\s+at (\S.*?) line (\d+)\.?$/,
  /^\s*(?:location|at): ["']?(?:file:\/\/)?([^"'()]+?):(\d+)(?::\d+)?["']?$/,
  /^\s*(?:at|stack): .*\((?:file:\/\/)?([^()]+?):(\d+)(?::\d+)?\)/,
  /(?:file:\/\/)?((?:[A-Za-z]:)?[\w@./\\+-]+\.[cm]?[jt]sx?):(\d+):\d+\)?$/,
];
/** tape's words for a check that was given none: its test's name stands in a comment above. */
const PLAIN_CHECK =
  /^(?:should (?:be|not be|have|throw|not throw|match|not match|loosely|fail)\b.*|\(unnamed assert\)|plan != count|\.end\(\) .*)$/;
const DETAIL_LINES = 60;

/** The Test Anything Protocol (https://testanything.org): `not ok 2 - name`, then a block or comments that say why. */
export const tap: Format = {
  name: "tap",
  reads: [
    {
      tool: "TAP (prove -v, bats, tape, AVA, node:test, pg_regress)",
      example: "1..2\nok 1 - adds\nnot ok 2 - totals an empty cart",
    },
    {
      tool: "bats",
      example: ' ✗ totals an empty cart\n   (in test file test/cart.bats, line 7)\n     `[ "$total" -eq 0 ]\' failed',
    },
    {
      tool: "prove (Perl)",
      example: "#   Failed test 'an empty cart costs nothing'\n#   at t/cart.t line 12.\n#          got: '1'",
    },
  ],
  marks: ["not ok ", ".bats, line ", "#   Failed test", "Test Summary Report"],
  open(notes) {
    /** Files of the tests found so far, and of the last failed case how far it was indented. */
    const files = new Set<string>();
    let lastIndent = -1;
    let lastPerlIndent = -1;

    function point(at: Cursor, indent: number, title: string): void {
      const details = detailsOf(at, indent);
      const isSuite =
        indent < lastIndent || details.some(({ text }) => OF_SUBTESTS.test(text) || isInside(text, indent));
      lastIndent = indent;
      if (!isSuite) report(at, nameOf(at, title), details);
    }

    function report(at: Cursor, name: string, details: readonly LogLine[]): void {
      notes.addCase(() => {
        const place = placeOf([at, ...details]);
        if (place !== undefined) files.add(place.file);
        return caseAt(at, name, details, place);
      });
    }

    /** The test that holds a failed subtest follows it. */
    function perlTest(at: Cursor): void {
      const indent = indentOf(at.text);
      if (indent >= lastPerlIndent) report(at, perlName(at), perlDetails(at));
      lastPerlIndent = indent;
    }

    return {
      read(at) {
        const [, indent, number, words = ""] = NOT_OK.exec(at.text) ?? [];
        if (indent !== undefined && !EXCUSED.test(words))
          point(at, indent.length, words.trim() || `test ${number ?? ""}`.trim());
        else if (/^\s*# {3}Failed test/.test(at.text)) perlTest(at);
        else if (/^\s+\(?in test file /.test(at.text)) batsCase(at, report);
        else if (at.text === "Test Summary Report") for (const found of brokenFiles(at, files)) notes.add(found);
      },
    };
  },
};

/** The diagnostics below: comments, or a block of YAML between `---` and `...`. */
function detailsOf(at: Cursor, indent: number): LogLine[] {
  const following = at.after(DETAIL_LINES);
  if (/^\s*---$/.test(following[0]?.text ?? "")) {
    const end = following.findIndex(({ text }) => /^\s*\.\.\.$/.test(text));
    return following.slice(1, end < 0 ? 40 : end);
  }
  const isOver = (text: string): boolean => POINT.test(text) && indentOf(text) <= indent;
  const end = following.findIndex(
    ({ text }) => isOver(text) || !/^\s*#|^\s+\S|^\s*\}?$/.test(text) || /^# (?:Subtest|tests|pass|fail)\b/.test(text),
  );
  return trimBlank(following.slice(0, end < 0 ? DETAIL_LINES : end));
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** A subtest that failed in the block of the line above. */
function isInside(text: string, indent: number): boolean {
  const own = NOT_OK.exec(text);
  return own !== null && (own[1]?.length ?? 0) > indent && !EXCUSED.test(own[3] ?? "");
}

function nameOf(at: Cursor, title: string): string {
  const name = title.replace(AFTER_NAME, "").replace(/\\#/g, "#").trim();
  if (!PLAIN_CHECK.test(name)) return name;
  const test = at
    .before(DETAIL_LINES)
    .findLast(({ text }) => /^# \S/.test(text))
    ?.text.slice(2);
  return test ?? name;
}

function caseAt(at: Cursor, name: string, details: readonly LogLine[], place: Place | undefined): Finding {
  return finding(at, [at, ...details.slice(0, 40)], { rule: "tap", cause: "case", name, ...place });
}

function placeOf(lines: readonly LogLine[]): Place | undefined {
  const found = PLACES.flatMap((pattern) =>
    lines.flatMap(({ text }): Place[] => {
      const [, file, line] = /node_modules|node:internal/.test(text) ? [] : (pattern.exec(text) ?? []);
      return file === undefined || line === undefined ? [] : [{ file, line: Number(line) }];
    }),
  );
  return found[0] ?? keyedPlace(lines);
}

/** node-tap gives file and line on lines of their own. */
function keyedPlace(lines: readonly LogLine[]): Place | undefined {
  const valueAt = (key: string): string | undefined =>
    lines
      .map(({ text }) => new RegExp(`^\\s*"?${key}"?: "?([^",]+)`).exec(text)?.[1])
      .find((value) => value !== undefined);
  const [file, line] = [valueAt("(?:file|fileName)"), valueAt("(?:line|lineNumber)")];
  return file === undefined || line === undefined ? undefined : { file, line: Number(line) };
}

/** Perl's Test::More writes the name, or where it has none only the place. */
function perlName(at: Cursor): string {
  const [, name] = /^\s*# {3}Failed test '(.*?)'?$/.exec(at.text) ?? [];
  if (name !== undefined) return name;
  const rest = perlDetails(at).map(({ text }) => text.replace(/^\s*#\s*/, ""));
  return at.text.replace(/^\s*#\s+Failed test\s*/, "") || rest[0] || "test";
}

function perlDetails(at: Cursor): LogLine[] {
  return until(at.after(30), /^(?!\s*#)|^\s*# {3}Failed |^\s*# Looks like/);
}

/** bats' own formatter: the name stands above the place. */
function batsCase(at: Cursor, report: (at: Cursor, name: string, details: readonly LogLine[]) => void): void {
  const name = at
    .before(12)
    .map(({ text }) => /^ *✗ (?:\d+ )?(\S.*?)(?: \[\d+\])?$/.exec(text)?.[1])
    .findLast((title) => title !== undefined);
  if (name !== undefined) report(at, name, until(at.after(40), /^ *[✓✗-] |^\s*$|^\d+ tests?, /));
}

/** prove's list of the files that failed; of one whose cases were found it tells nothing new. */
function brokenFiles(at: Cursor, files: ReadonlySet<string>): Finding[] {
  const lines = until(at.after(400), /^Files=\d+/);
  return lines.flatMap((line, index): Finding[] => {
    const file = /^(\S+\.\w+) +\(Wstat: /.exec(line.text)?.[1];
    if (file === undefined || files.has(file)) return [];
    const own = [line, ...until(lines.slice(index + 1), /^\S/)];
    const isExcused = own.slice(1).every(({ text }) => /^ {2}TODO passed:/.test(text));
    const given = { rule: "tap", cause: "case", name: file, file } as const;
    return isExcused ? [] : [{ ...finding(at, own, given), logLine: line.number }];
  });
}
