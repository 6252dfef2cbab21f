/** Cuts a text to what a `varchar` of so many characters holds, never inside a character. */
export function cut(text: string, characters: number): string;
export function cut(text: string | null | undefined, characters: number): string | null;
export function cut(text: string | null | undefined, characters: number): string | null {
  if (text === null || text === undefined) return null;
  if (text.length <= characters) return text;
  const code = text.charCodeAt(characters - 1);
  const endsInside = code >= 0xd800 && code <= 0xdbff;
  return text.slice(0, endsInside ? characters - 1 : characters);
}

/** As many items, as a JSON list, as fit into so many bytes. */
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

/** What an `int` column holds; null for anything else. */
export function intOrNull(value: number | null): number | null {
  return value !== null && Number.isSafeInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;
}
