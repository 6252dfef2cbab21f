/** Cuts a text to the length of a `varchar` column, in characters, never inside a character. */
export function cut(text: string, characters: number): string;
export function cut(text: string | null | undefined, characters: number): string | null;
export function cut(text: string | null | undefined, characters: number): string | null {
  if (text === null || text === undefined) return null;
  if (text.length <= characters) return text;
  const code = text.charCodeAt(characters - 1);
  const endsInside = code >= 0xd800 && code <= 0xdbff;
  return text.slice(0, endsInside ? characters - 1 : characters);
}

/** A JSON list of the first items that fit into this many bytes. */
export function jsonWithin(items: readonly unknown[], bytes: number): string {
  const kept: string[] = [];
  // No comma follows the last item.
  let room = bytes - "[]".length + ",".length;
  for (const item of items) {
    const json = JSON.stringify(item);
    room -= Buffer.byteLength(json) + ",".length;
    if (room < 0) break;
    kept.push(json);
  }
  return `[${kept.join(",")}]`;
}

/** A number that fits into an `int` column; null for any other. */
export function intOrNull(value: number | null): number | null {
  return value !== null && Number.isSafeInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;
}
