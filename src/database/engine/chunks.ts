/** SQLite takes no expression that is nested deeper than 1000, and `or` nests with each term. */
export const TERMS_AT_ONCE = 200;
/** Values of one `in (…)`: SQLite takes 32,766 parameters in all. */
export const VALUES_AT_ONCE = 5_000;

export function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
