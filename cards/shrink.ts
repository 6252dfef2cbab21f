import type { Block } from "../src/view/view.ts";
import { mostOf } from "./limits.ts";
import { head } from "./shorten.ts";

/** A block, and how much was removed from it. */
export interface Part {
  readonly block: Block;
  /** Rows, lines and so on that are not in `block`; for an excerpt, characters. */
  readonly leftOut: number;
}

/** The least of a block that may remain before other means are tried. */
interface Floor {
  readonly items: number;
  readonly excerptLength: number;
}

/** A block cut to what any card could hold, so that a list of a million rows costs nothing. */
export function wholePart(block: Block): Part {
  switch (block.kind) {
    case "rows": {
      const total = Math.max(block.total, block.rows.length);
      const rows = block.rows.slice(0, mostOf.rows);
      return { block: { ...block, rows }, leftOut: total - rows.length };
    }
    case "excerpt":
      return shortenExcerpt({ block, leftOut: 0 }, block, mostOf.excerptLength);
    case "table":
      return keep({ block, leftOut: 0 }, mostOf.tableRows);
    case "lines":
      return keep({ block, leftOut: 0 }, mostOf.lines);
    case "figures":
      return keep({ block, leftOut: 0 }, mostOf.figures);
    case "actions":
      return keep({ block, leftOut: 0 }, mostOf.actions);
    case "chart":
    case "choice":
    case "range":
      return { block, leftOut: 0 };
  }
}

/** Keeps this share of a part, and removes at least one item. Null where that would go below the floor. */
export function shrink(part: Part, share: number, floor: Floor): Part | null {
  const { block } = part;
  if (!isList(block) && block.kind !== "excerpt") return null;
  if (block.kind === "excerpt") {
    if (block.text.length <= floor.excerptLength) return null;
    return shortenExcerpt(part, block, Math.max(floor.excerptLength, Math.floor(block.text.length * share)));
  }
  const count = itemsOf(block).length;
  if (count <= floor.items) return null;
  return keep(part, Math.max(floor.items, Math.min(count - 1, Math.floor(count * share))));
}

/** Replaces a chart that there is no room for by its own sentence. */
export function chartAsWords({ block, leftOut }: Part): Part | null {
  if (block.kind !== "chart") return null;
  return { block: { kind: "lines", lines: [[{ text: block.title, strong: true }], [block.caption]] }, leftOut };
}

/** Turns a table that there is no room for into a list: `name value · name value`. */
export function tableAsLines({ block, leftOut }: Part): Part | null {
  if (block.kind !== "table") return null;
  const lines = block.rows.map((row) =>
    block.columns.flatMap(({ name, label }, index) => [
      ...(index === 0 ? [] : [" · "]),
      label,
      " ",
      { text: row[name] ?? "", strong: true },
    ]),
  );
  return keep(
    { block: { kind: "lines", lines: [[{ text: block.title, strong: true }], ...lines] }, leftOut },
    mostOf.lines,
  );
}

type ListBlock = Exclude<Block, { kind: "chart" | "excerpt" | "choice" | "range" }>;

function isList(block: Block): block is ListBlock {
  return !["chart", "excerpt", "choice", "range"].includes(block.kind);
}

function itemsOf(block: ListBlock): readonly unknown[] {
  switch (block.kind) {
    case "rows":
    case "table":
      return block.rows;
    case "lines":
      return block.lines;
    case "figures":
      return block.figures;
    case "actions":
      return block.actions;
  }
}

function keep({ block, leftOut }: Part, count: number): Part {
  if (!isList(block)) return { block, leftOut };
  const gone = Math.max(0, itemsOf(block).length - count);
  return { block: firstOf(block, count), leftOut: leftOut + gone };
}

function firstOf(block: ListBlock, count: number): Block {
  switch (block.kind) {
    case "rows":
      return { ...block, rows: block.rows.slice(0, count) };
    case "table":
      return { ...block, rows: block.rows.slice(0, count) };
    case "lines":
      return { ...block, lines: block.lines.slice(0, count) };
    case "figures":
      return { ...block, figures: block.figures.slice(0, count) };
    case "actions":
      return { ...block, actions: block.actions.slice(0, count) };
  }
}

function shortenExcerpt(part: Part, block: Extract<Block, { kind: "excerpt" }>, length: number): Part {
  const text = firstLines(block.text, length);
  return { block: { ...block, text }, leftOut: part.leftOut + block.text.length - text.length };
}

/** Whole lines where that leaves enough, else whole graphemes. */
function firstLines(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf("\n", length);
  return end > length / 2 ? text.slice(0, end) : head(text, length);
}
