import { say } from "../src/model/text.ts";
import type { Block } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { limits, mostOf } from "./limits.ts";
import { chartAsWords, type Part, shrink, tableAsLines, wholePart } from "./shrink.ts";

type Draw = (block: Block, leftOut: number) => readonly Element[];

interface DrawnPart extends Part, Size {
  readonly drawn: readonly Element[];
}

/** A way to save room. Returns the part with about `share` of it left, or null where this way does not apply. */
type Saving = (part: Part, share: number) => Part | null;

/** From harmless to painful. Figures are the answer, so they go last. */
const savings: readonly Saving[] = [
  (part, share) => (isAnswer(part) ? null : shrink(part, share, { items: 5, excerptLength: 800 })),
  (part, share) => (isAnswer(part) ? null : shrink(part, share, { items: 3, excerptLength: 300 })),
  chartAsWords,
  (part, share) => shrink(part, share, { items: 1, excerptLength: 100 }),
];

function isAnswer({ block }: Part): boolean {
  return block.kind === "figures";
}

/** The least that a part keeps of itself each time, so that long lists shrink in turn. */
const leastShare = 0.75;

/** Draws all blocks within the budget. Whatever is left out is said where it is missing. */
export function fitBlocks(blocks: readonly Block[], budget: Size, draw: Draw): readonly Element[] {
  const drawPart = (part: Part): DrawnPart => {
    const drawn = draw(part.block, part.leftOut);
    return { ...part, drawn, ...sizeOf(drawn) };
  };
  let parts: readonly DrawnPart[] = withinCounts(blocks.slice(0, mostOf.blocks).map(wholePart)).map(drawPart);
  for (const save of savings) parts = saveRoom(parts, budget, save, drawPart);
  const dropped = blocks.length - parts.length;
  return dropLast(parts, dropped, budget, drawPart).flatMap((part) => part.drawn);
}

/** Feishu limits the number of tables and charts: the rest become words. A form's field names may occur once. */
function withinCounts(parts: readonly Part[]): readonly Part[] {
  let tables = 0;
  let charts = 0;
  let forms = 0;
  return parts.map((part) => {
    const { block } = part;
    if (block.kind === "table" && ++tables > limits.tables) return tableAsLines(part) ?? part;
    if (block.kind === "chart" && (++charts > limits.charts || tooBig(block))) return chartAsWords(part) ?? part;
    if (block.kind === "range" && ++forms > 1) return { block: { kind: "actions", actions: [] }, leftOut: 0 };
    return part;
  });
}

function tooBig({ points, series }: Extract<Block, { kind: "chart" }>): boolean {
  return points.length > mostOf.chartPoints || series.length > mostOf.chartSeries;
}

/** Shrinks the costliest part again and again, until everything fits or nothing can shrink any more. */
function saveRoom(
  parts: readonly DrawnPart[],
  budget: Size,
  save: Saving,
  drawPart: (part: Part) => DrawnPart,
): readonly DrawnPart[] {
  let current = parts;
  for (;;) {
    const excess = excessOf(current, budget);
    const saved = excess === null ? null : saveOnce(current, excess, save);
    if (saved === null) return current;
    current = current.with(saved.index, drawPart(saved.part));
  }
}

function saveOnce(parts: readonly DrawnPart[], { measure, over }: Excess, save: Saving) {
  const costliestFirst = [...parts.entries()].sort(([, a], [, b]) => b[measure] - a[measure]);
  for (const [index, part] of costliestFirst) {
    const smaller = save(part, Math.max(leastShare, 1 - over / part[measure]));
    if (smaller !== null) return { index, part: smaller };
  }
  return null;
}

interface Excess {
  readonly measure: keyof Size;
  readonly over: number;
}

/** Which limit is exceeded, if any, and by how much. */
function excessOf(parts: readonly DrawnPart[], budget: Size): Excess | null {
  for (const measure of ["bytes", "elements"] as const) {
    const over = parts.reduce((sum, part) => sum + part[measure], 0) - budget[measure];
    if (over > 0) return { measure, over };
  }
  return null;
}

/** The last resort: drops whole blocks, the last ones first. Buttons go after all others. */
function dropLast(
  parts: readonly DrawnPart[],
  alreadyDropped: number,
  budget: Size,
  drawPart: (part: Part) => DrawnPart,
): readonly DrawnPart[] {
  let kept = parts;
  let dropped = alreadyDropped;
  for (;;) {
    const all = dropped > 0 ? [...kept, drawPart({ block: droppedNote(dropped), leftOut: 0 })] : kept;
    if (excessOf(all, budget) === null || kept.length === 0) return all;
    const index = kept.findLastIndex(({ block }) => block.kind !== "actions");
    kept = kept.toSpliced(index, 1);
    dropped += 1;
  }
}

function droppedNote(count: number): Block {
  const text = say(`${count} more sections did not fit on this card`, `另有 ${count} 个部分放不下`);
  return { kind: "lines", lines: [[text]], quiet: true };
}

/** What a card, or a part of one, counts against the limits. */
export interface Size {
  /** UTF-8 bytes of the serialised JSON. */
  readonly bytes: number;
  /** Objects with a `tag`: components, and the text objects in them. */
  readonly elements: number;
}

export function sizeOf(value: unknown): Size {
  return { bytes: Buffer.byteLength(JSON.stringify(value), "utf8"), elements: tagsIn(value) };
}

function tagsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = "tag" in value ? 1 : 0;
  return Object.values(value).reduce<number>((sum, each) => sum + tagsIn(each), own);
}
