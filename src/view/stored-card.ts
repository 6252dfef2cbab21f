import type { Block, View } from "./view.ts";

/**
 * What the database keeps of a card that is not built from a window: `{ card, version, facts }`. Facts, never a View, so
 * that each version of ci_stat shows them in its own words.
 */
export interface CardFormat {
  readonly card: string;
  readonly version: number;
}

/** A stored card that could be read, or why not. */
export type StoredCard =
  | { readonly kind: "facts"; readonly card: string; readonly version: number; readonly facts: unknown }
  /** Version 1.0.0 kept the whole View. */
  | { readonly kind: "view"; readonly view: View }
  | { readonly kind: "unreadable" };

export function storeCard({ card, version }: CardFormat, facts: object): string {
  return JSON.stringify({ card, version, facts });
}

export function readStoredCard(content: string): StoredCard {
  const parsed = parse(content);
  if (typeof parsed !== "object" || parsed === null) return { kind: "unreadable" };
  const { card, version, facts } = parsed as { card?: unknown; version?: unknown; facts?: unknown };
  if (typeof card === "string" && typeof version === "number") return { kind: "facts", card, version, facts };
  const { blocks } = parsed as { blocks?: unknown };
  return Array.isArray(blocks) ? { kind: "view", view: parsed as View } : { kind: "unreadable" };
}

/** The facts of a stored card of one format; undefined for anything else. */
export function factsOf<Facts>({ card, version }: CardFormat, content: string | null): Facts | undefined {
  const stored = readStoredCard(content ?? "");
  return stored.kind === "facts" && stored.card === card && stored.version === version
    ? (stored.facts as Facts)
    : undefined;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const blockKinds: { readonly [K in Block["kind"]]: true } = {
  lines: true,
  figures: true,
  chart: true,
  rows: true,
  table: true,
  excerpt: true,
  actions: true,
  choice: true,
  range: true,
};

/** A stored View without blocks that this version does not know. */
export function knownBlocks(view: View): View {
  return { ...view, blocks: view.blocks.filter(({ kind }) => Object.hasOwn(blockKinds, kind)) };
}
