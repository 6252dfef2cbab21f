import { say } from "../src/model/text.ts";
import type { Block } from "../src/views/view.ts";
import type { Element } from "./card.ts";
import { limits, mostOf } from "./limits.ts";
import { chartAsWords, type Part, shrink, tableAsLines, wholePart } from "./shrink.ts";
import { type Size, sizeOf } from "./size.ts";

type Draw = (block: Block, leftOut: number) => readonly Element[];

interface DrawnPart extends Part, Size {
  readonly drawn: readonly Element[];
}

/** Ways to save room, the harmless ones first. Each gives a smaller part, or null where it does not apply. */
const savings: readonly ((part: Part) => Part | null)[] = [
  (part) => shrink(part, { items: 5, excerptLength: 800 }),
  (part) => shrink(part, { items: 3, excerptLength: 300 }),
  chartAsWords,
  (part) => shrink(part, { items: 1, excerptLength: 100 }),
];

/** The elements of all blocks within the budget. What had to be left out is said where it is missing. */
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

/** Feishu counts tables and charts; those above the number become words. */
function withinCounts(parts: readonly Part[]): readonly Part[] {
  let tables = 0;
  let charts = 0;
  return parts.map((part) => {
    const { block } = part;
    if (block.kind === "table" && ++tables > limits.tables) return tableAsLines(part) ?? part;
    if (block.kind === "chart" && (++charts > limits.charts || tooBig(block))) return chartAsWords(part) ?? part;
    return part;
  });
}

function tooBig({ points, series }: Extract<Block, { kind: "chart" }>): boolean {
  return points.length > mostOf.chartPoints || series.length > mostOf.chartSeries;
}

/** Takes from the costliest part again and again, until all fit or none has anything left to give. */
function saveRoom(
  parts: readonly DrawnPart[],
  budget: Size,
  save: (part: Part) => Part | null,
  drawPart: (part: Part) => DrawnPart,
): readonly DrawnPart[] {
  let current = parts;
  for (;;) {
    const measure = exceeded(current, budget);
    if (measure === null) return current;
    const smaller = current
      .map((part, index) => ({ index, cost: part[measure], saved: save(part) }))
      .filter(({ saved }) => saved !== null)
      .sort((a, b) => b.cost - a.cost)[0];
    if (smaller?.saved == null) return current;
    current = current.with(smaller.index, drawPart(smaller.saved));
  }
}

/** Which limit is passed, if any. */
function exceeded(parts: readonly DrawnPart[], budget: Size): keyof Size | null {
  const total = (measure: keyof Size) => parts.reduce((sum, part) => sum + part[measure], 0);
  if (total("bytes") > budget.bytes) return "bytes";
  return total("elements") > budget.elements ? "elements" : null;
}

/** The last resort: whole blocks go, the last ones first, the buttons that lead on after all others. */
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
    if (exceeded(all, budget) === null || kept.length === 0) return all;
    const index = kept.findLastIndex(({ block }) => block.kind !== "actions");
    kept = kept.toSpliced(index, 1);
    dropped += 1;
  }
}

function droppedNote(count: number): Block {
  const text = say(`${count} more sections did not fit on this card`, `另有 ${count} 个部分放不下`);
  return { kind: "lines", lines: [[text]], quiet: true };
}
