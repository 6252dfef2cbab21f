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
