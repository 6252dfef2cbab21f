import type { Lease } from "./lease.ts";

/** Work that must happen once, whichever replica does it: whoever claims its key first does it. */
export interface Ledger {
  /**
   * Undefined where the key is done, or somebody else's lease on it has not run out. `now` is epoch milliseconds.
   * `note` is what the work takes. It is kept from the first claim on, until the key is done.
   */
  claim(key: string, leaseMs: number, now: number, note?: string): Promise<Lease | undefined>;
  /** Marks the key as done for good. */
  done(lease: Lease, now: number): Promise<boolean>;
  /** Keys with a note whose lease ran out before they were done, the longest claimed first. */
  abandoned(now: number, limit: number): Promise<readonly { readonly key: string; readonly note: string }[]>;
  /** Drops keys that were claimed before `before`, epoch milliseconds. */
  forget(before: number): Promise<void>;
}
