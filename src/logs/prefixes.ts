/**
 * Time stamps of Jenkins' timestamper in pipelines and freestyle jobs, of GitHub's and GitLab's runners (whose lines
 * also name the stream), and of BuildKit's steps.
 */
const STAMP =
  /^(?:\[\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)\] ?|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d) (?:\d\d[OE][ +])?|\d\d:\d\d:\d\d(?:\.\d{1,3})? {1,2}|\[\d\d:\d\d:\d\d(?:\.\d{1,3})?\] ?|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,6})? {2}|\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,6})?\] {0,2})/;
const INSTANT = /^\[?(\d{4}-\d\d-\d\dT[\d:.]+Z)[\] ]/;
/** The progress of a build: `[ 42%] `, `[12/345] `, `[1,024 / 3,411] `. */
const PROGRESS = /^\[ *(?:\d+%|[\d,]+ ?\/ ?[\d,]+)\] /;
/** Each step of BuildKit is its own branch: `#12 34.5 text`, `#12 ERROR: text`, `#12 DONE 1.2s`. */
const BUILD_STEP = /^(#\d+) (?:\d+\.\d+(?: |$)|(?=ERROR: |DONE |CACHED$|CANCELED$))/;
/** How Jenkins' git plugin quotes git. */
const STREAM = /^std(?:err|out): /;
/** The level of a line, as Maven, sbt and the tools under them print it. */
const LEVEL = /^\[(?:INFO|WARN|WARNING|ERROR|FATAL|DEBUG|TRACE|info|warn|error|debug)\](?: |$)/;

/**
 * The name of the process that printed the line, if several print at the same time. A prefix counts as such a name only
 * if lines nearby have it as well.
 */
const NAME = new RegExp(
  [
    // Jenkins' parallel branches, ant's tasks, concurrently, kubectl: `[unit] `, `    [javac] `, `[@acme/web]: `
    String.raw`\s{0,20}\[(?!(?:Pipeline|It|FAIL\w*|PASS\w*|SKIP\w*|OK|(?:Synchronized|Report|Just)?(?:Before|After)(?:Suite|Each|All)|DeferCleanup|INFO|WARN|WARNING|ERROR|FATAL|DEBUG|TRACE)\])[\w@][\w@./:#+-]{0,80}\](?! ›):?`,
    // docker compose, foreman: `web-1  | `
    String.raw`(?=[\d._-]*[a-z])[\w.-]{1,80} {1,80}\|`,
    // turbo, lerna: `@acme/web:test: `, `web:test: `, `@acme/web: `
    String.raw`(?:@[\w.-]{1,80}/[\w.-]{1,80}|(?:@[\w.-]{1,80}/)?[\w-]{1,80}:(?!error:|warning:|note:|fatal:|info:)[a-z][\w.:-]{0,80}):`,
    // pnpm -r: `packages/web test: `
    String.raw`(?:[\w@.-]{1,80}/){1,8}[\w@.-]{1,80} (?!error:|warning:|note:|fatal:|info:)[a-z][\w:.-]{0,80}:`,
  ]
    .map((form) => `^${form}(?: |$)`)
    .join("|"),
  "i",
);
/** How near a line with the same name must be, in lines. */
export const NEARBY_LINES = 12;
const MAX_PREFIXES = 5;

/** A line's text without its prefixes. */
export interface PeeledLine {
  readonly text: string;
  /** The names that it began with, outermost first; empty if it had none. */
  readonly branch: string;
}

/** The time stamp at the beginning of the line; empty if it has none. */
export function stampOf(plain: string): string {
  return STAMP.exec(plain)?.[0] ?? "";
}

export function isStamped(raw: string): boolean {
  return STAMP.test(raw);
}

/** When the line was written, epoch milliseconds; null if it has no time stamp. */
export function instantOf(raw: string): number | null {
  const written = INSTANT.exec(raw)?.[1];
  const instant = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(instant) ? null : instant;
}

/** What a terminal finally shows of a line: for a progress meter, its last text. */
function shownOf(raw: string): string {
  const plain = raw.trimEnd();
  return plain.slice(plain.lastIndexOf("\r") + 1);
}

/**
 * Consecutive lines of a log without time stamps, progress and names, in any order and number, and without levels if
 * `levels` is "drop".
 */
export function peelLines(raws: readonly string[], levels: "keep" | "drop"): PeeledLine[] {
  let lines: PeeledLine[] = raws.map((raw) => peelAlways({ text: shownOf(raw), branch: "" }, levels));
  for (let round = 0; round < MAX_PREFIXES; round++) {
    const names = lines.map(nameOf);
    const repeated = names.map((name, index) => name !== undefined && isNearby(names, index));
    if (!repeated.includes(true)) break;
    lines = lines.map((line, index) => (repeated[index] ? withoutName(line, levels) : line));
  }
  return lines;
}

/** Whether the line's text depends on the lines around it. */
export function mayHaveName(raw: string, levels: "keep" | "drop"): boolean {
  return NAME.test(peelAlways({ text: shownOf(raw), branch: "" }, levels).text);
}

function peelAlways({ text, branch }: PeeledLine, levels: "keep" | "drop"): PeeledLine {
  const [step, number] = BUILD_STEP.exec(text) ?? [];
  if (step !== undefined) return peelAlways({ text: text.slice(step.length), branch: `${branch}${number}` }, levels);
  const prefix =
    STAMP.exec(text) ?? PROGRESS.exec(text) ?? STREAM.exec(text) ?? (levels === "drop" ? LEVEL.exec(text) : null);
  return prefix === null ? { text, branch } : peelAlways({ text: text.slice(prefix[0].length), branch }, levels);
}

function nameOf({ text }: PeeledLine): string | undefined {
  return NAME.exec(text)?.[0].trim();
}

function isNearby(names: readonly (string | undefined)[], index: number): boolean {
  const around = names.slice(Math.max(0, index - NEARBY_LINES), index + NEARBY_LINES + 1);
  return around.filter((name) => name === names[index]).length > 1;
}

function withoutName({ text, branch }: PeeledLine, levels: "keep" | "drop"): PeeledLine {
  const name = NAME.exec(text)?.[0] ?? "";
  return peelAlways({ text: text.slice(name.length), branch: branch + name.trim() }, levels);
}
