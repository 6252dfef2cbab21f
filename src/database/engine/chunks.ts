/** SQLite allows expressions to be nested 1000 deep, and each `or` adds a level. */
export const TERMS_AT_ONCE = 200;
/** Values in one `in (…)`. SQLite allows 32,766 parameters in a statement. */
export const VALUES_AT_ONCE = 5_000;

export function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
