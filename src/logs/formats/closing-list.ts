import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

/** A list of names under a heading at a run's end. */
interface ClosingList {
  readonly mark: string;
  readonly heading: RegExp;
  /** Groups: `name`, and of choice `file` and `line`. */
  readonly item: RegExp;
  readonly stop: RegExp;
  /** The case's own lines above the list: the last line that fits `name` and what follows it up to a blank line. */
  readonly isTitle?: (text: string, name: string) => boolean;
}

const BLANK = /^\s*$/;
const LOOK_BACK_LINES = 1500;
const ITEMS = 500;

const LISTS: readonly ClosingList[] = [
  {
    mark: "Failed examples:",
    heading: /^Failed examples:$/,
    item: /^(?:\S+ )*?(?:rspec|crystal spec) (?:'|)(?<file>\S+?)(?::(?<line>\d+)|\[[\d:]+\])'? # (?<name>.+)$/,
    stop: /^(?!\s*$|.*(?:rspec|crystal spec) )/,
  },
  {
    mark: "ailing scenarios:",
    heading: /^\s*Failing scenarios:$/,
    item: /^\s+(?<file>\S+\.feature):(?<line>\d+) +(?<name>\S.*)$/,
    stop: BLANK,
    isTitle: isScenario,
  },
  {
    mark: "ailing Scenarios:",
    heading: /^Failing Scenarios:$/,
    item: /^cucumber (?:-\S+ \S+ )*(?<file>\S+\.feature):(?<line>\d+) # (?:Scenario(?: Outline)?|Example): (?<name>.+)$/,
    stop: BLANK,
    isTitle: isScenario,
  },
  {
    mark: "ailed scenarios:",
    heading: /^(?:--- )?Failed scenarios:$/,
    item: /^\s*(?:file:\/\/|classpath:)?(?<file>\S+\.feature):(?<line>\d+)(?: # (?<name>.+)| \(on line \d+\))?$/,
    stop: /^(?!\s*$|\s*\S+\.feature:\d+)/,
    isTitle: isScenario,
  },
  {
    mark: "Failed Tests (",
    heading: /^(?:Failed|Timed Out|Unexpectedly Passed) Tests \(\d+\):$/,
    item: /^ {2}(?<name>\S.* :: .+)$/,
    stop: BLANK,
  },
  {
    mark: "Summary of Failures:",
    heading: /^Summary of Failures:$/,
    item: /^\s*\d+\/\d+ (?<name>\S.*?) +(?:FAIL|ERROR|TIMEOUT|UNEXPECTEDPASS)\b/,
    stop: /^(?:Ok|Expected Fail):/,
    isTitle: (text, name) => / (?:FAIL|ERROR|TIMEOUT) /.test(text) && text.includes(`${name} `),
  },
];

/** Lists of what failed at a run's end; where a case's own lines stand above, they are its excerpt. */
export const closingLists: Format = {
  name: "closing list",
  reads: [
    {
      tool: "RSpec, Crystal spec (failed examples)",
      example: "Failed examples:\n\nrspec ./spec/cart_spec.rb:10 # Cart totals",
    },
    {
      tool: "behave",
      example: "Failing scenarios:\n  features/pay.feature:12  Pays with a card",
    },
    {
      tool: "Cucumber (Ruby)",
      example: "Failing Scenarios:\ncucumber features/pay.feature:7 # Scenario: Pays with a card",
    },
    { tool: "Cucumber (JVM)", example: "Failed scenarios:\nclasspath:features/pay.feature:7 # Pays with a card" },
    { tool: "Behat", example: "--- Failed scenarios:\n\n    features/pay.feature:7" },
    { tool: "LLVM lit (list)", example: "Failed Tests (1):\n  LLVM :: CodeGen/a.ll" },
    { tool: "Meson", example: "Summary of Failures:\n\n 2/3 shop / cart FAIL 0.12s exit status 1" },
  ],
  marks: LISTS.map(({ mark }) => mark),
  open: (notes) => ({
    read(at) {
      const list = LISTS.find(({ heading }) => heading.test(at.text));
      if (list === undefined) return;
      const above = list.isTitle === undefined ? [] : at.before(LOOK_BACK_LINES);
      const following = at.after(ITEMS);
      const lines = BLANK.test(following[0]?.text ?? "") ? following.slice(1) : following;
      for (const line of until(lines, list.stop)) notes.addCase(() => caseAt(at, line, list, above));
    },
  }),
};

function caseAt(at: Cursor, line: LogLine, { item, isTitle }: ClosingList, above: readonly LogLine[]): Finding | null {
  const groups = item.exec(line.text)?.groups;
  if (groups === undefined) return null;
  const place =
    groups.file === undefined
      ? {}
      : { file: groups.file, line: groups.line === undefined ? null : Number(groups.line) };
  const name =
    groups.name ?? scenarioAt(above, groups.file ?? "", groups.line ?? "") ?? `${groups.file}:${groups.line}`;
  const begin = isTitle === undefined ? -1 : above.findLastIndex(({ text }) => isTitle(text, name));
  const body = begin < 0 ? [] : trimBlank(upToNext(above.slice(begin + 1, begin + 60)));
  const title = above[begin];
  const excerpt = title === undefined ? [line] : [title, ...reasonOf(body)];
  return { ...finding(at, excerpt, { rule: "closing list", cause: "case", name, ...place }), logLine: line.number };
}

function isScenario(text: string, name: string): boolean {
  const title = /^\s*(?:@\S+\s+)*(?:Scenario(?: Outline| Template)?|Example|Szenario|场景): (.+?)(?:\s+#.*)?$/.exec(
    text,
  )?.[1];
  return title !== undefined && (title === name || name.startsWith(`${title} -- @`));
}

/** Behat gives only the place. */
function scenarioAt(above: readonly LogLine[], file: string, line: string): string | undefined {
  const title = above.findLast(({ text }) => text.endsWith(`# ${file}:${line}`))?.text;
  return title === undefined ? undefined : /^\s*(?:Scenario(?: Outline)?|Example): (.+?)\s+#/.exec(title)?.[1];
}

/** A scenario's steps have no blank lines between them, but what a step printed may have. */
function upToNext(lines: readonly LogLine[]): LogLine[] {
  return until(
    lines,
    /^\s*(?:@\S+\s*)*(?:Scenario(?: Outline)?|Example|Feature|Rule): |^\S.*scenarios:$|^\d+ (?:scenarios?|features?)\b/i,
  );
}

/** The steps that passed tell less than the one that failed, which is last. */
function reasonOf(body: readonly LogLine[]): readonly LogLine[] {
  return body.length <= 40 ? body : body.slice(-40);
}
