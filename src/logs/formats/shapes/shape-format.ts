import type { Cursor, LogLine } from "../../cursor.ts";
import { trimBlank } from "../../excerpt.ts";
import { type Finding, finding, WHOLE_RUN } from "../../finding.ts";
import type { Format } from "../../format.ts";
import { networkFault } from "../network-fault.ts";
import { endsRun } from "../run-end.ts";
import { isInsidePassingTests } from "./inside-tests.ts";
import { placeIn, placeNear } from "./place.ts";
import {
  entriesAbove,
  type Groups,
  groupsAt,
  nameOf,
  type Shape,
  sinceToolBegan,
  untilToolEnds,
  upTo,
} from "./shape.ts";

const FINDINGS_PER_LOG = 20;
/** A log with more such lines says nothing new in them, and each costs a look around it. */
const MATCHES_PER_LOG = 400;
const BLOCK_LINES = 200;
/** A format of the tool's own tells more of the same line. */
const GENERAL = { precedence: 10 };

interface Match {
  readonly shape: Shape;
  readonly key: string;
  readonly rank: number;
  build(): Finding;
}

/** A format that reads several shapes. */
export function shapeFormat(name: string, shapes: readonly Shape[]): Format {
  return {
    name,
    readsLevels: true,
    reads: shapes.flatMap(({ reads }) => reads),
    marks: [...new Set(shapes.flatMap(({ marks }) => marks))],
    open(notes) {
      const seen = new Set<string>();
      const worst = new Map<Shape, number>();
      const lesser: { readonly shape: Shape; readonly rank: number; readonly found: Finding }[] = [];
      let matches = 0;
      const take = ({ shape, key, rank, build }: Match): void => {
        worst.set(shape, Math.min(rank, worst.get(shape) ?? rank));
        if (seen.has(key) || seen.size >= FINDINGS_PER_LOG) return;
        seen.add(key);
        if (rank > 0) lesser.push({ shape, rank, found: build() });
        else notes.add(build());
      };
      return {
        read(at) {
          if (matches > MATCHES_PER_LOG) return;
          const found = matchesAt(name, shapes, at);
          if (found.length === 0) return;
          matches++;
          const isOutput = found[0]?.shape.isOfTestRunner !== true && isInsidePassingTests(at);
          if (!isOutput) for (const match of found) take(match);
        },
        end() {
          if (notes.hasFailure()) return;
          for (const { shape, rank, found } of lesser) if (rank === worst.get(shape)) notes.add(found);
        },
      };
    },
  };
}

/** What the first shape that fits finds. */
function matchesAt(rule: string, shapes: readonly Shape[], at: Cursor): Match[] {
  for (const shape of shapes) {
    const groups = groupsAt(shape, at);
    if (groups === null) continue;
    if (shape.entry === undefined) return [matchOf(rule, shape, at, groups)];
    const entries = entriesAbove(shape, shape.entry, at);
    if (entries.length > 0) return entries.map((entry) => matchOf(rule, shape, at, entry.groups, entry));
  }
  return [];
}

function matchOf(
  rule: string,
  shape: Shape,
  at: Cursor,
  groups: Groups,
  entry?: { readonly line: LogLine; readonly excerpt: readonly LogLine[] },
): Match {
  const name = nameOf(shape, groups);
  const place = placeOf(shape, groups, at, entry?.excerpt);
  const given = { rule, cause: shape.cause, name, ...place };
  return {
    shape,
    key: keyOf(shape, place?.file ?? name, name),
    rank: shape.rank?.(groups) ?? 0,
    build: () =>
      entry === undefined
        ? build(shape, at, given)
        : finding(at, trimBlank(entry.excerpt), { ...given, ...GENERAL, logLine: entry.line.number }),
  };
}

function keyOf({ once, pattern }: Shape, file: string, name: string): string {
  if (once === "log") return String(pattern);
  return once === "file" ? file : name;
}

function placeOf({ placeWithin, place }: Shape, groups: Groups, at: Cursor, lines?: readonly LogLine[]) {
  const { file = groups.file_, line = groups.line_ } = groups;
  if (place !== undefined) return place(at);
  if (file !== undefined) return { file, line: line === undefined ? null : Number(line) };
  if (lines !== undefined) return placeIn(lines);
  return placeWithin === undefined ? undefined : placeNear(at, ...placeWithin);
}

function build(shape: Shape, at: Cursor, given: Pick<Finding, "rule" | "cause" | "name">): Finding {
  const [before, after] = shape.excerpt ?? [0, 10];
  if (shape.wrapsUntil !== undefined) return blockFrom(at, before, shape.wrapsUntil, given);
  const excerpt = linesAround(at, before, after);
  const near = shape.isDownload === true ? [...at.before(12), ...excerpt] : [];
  const fault = near.map(({ text }) => networkFault(text)).find((name) => name !== undefined);
  if (fault !== undefined) {
    const weight = endsRun(at) ? "final" : "recovered";
    return finding(at, excerpt, { ...given, name: fault, cause: "env", precedence: 20, weight });
  }
  return finding(at, excerpt, { ...given, ...(shape.isLast === true ? { ...WHOLE_RUN, precedence: 6 } : GENERAL) });
}

function blockFrom(at: Cursor, before: number, end: RegExp, given: Pick<Finding, "rule" | "cause" | "name">): Finding {
  const following = untilToolEnds(upTo(at.after(BLOCK_LINES), end));
  const spanEnd = following.at(-1)?.number ?? at.number;
  const excerpt = [...at.before(before), at, ...following.slice(0, 20)];
  return finding(at, trimBlank(excerpt), { ...given, weight: "wrapper", spanBegin: at.number - before, spanEnd });
}

function linesAround(at: Cursor, before: number, after: number): LogLine[] {
  return trimBlank([...sinceToolBegan(at.before(before)), at, ...untilToolEnds(at.after(after))]);
}
