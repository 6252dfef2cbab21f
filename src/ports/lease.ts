/**
 * The right to work on one claimed thing. It lasts until `untilMs`; from then on another owner may take it over. A write
 * made under a lease that was lost changes nothing and resolves to false.
 */
export interface Lease<Key = string> {
  readonly key: Key;
  /** Random, new for every claim. */
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly untilMs: number;
}
