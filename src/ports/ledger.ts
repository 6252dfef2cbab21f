import type { Lease } from "./lease.ts";

/** Work that must happen once, whichever replica does it: whoever claims its key first does it. */
export interface Ledger {
  /** Undefined where the key is done, or somebody else's lease on it has not run out. `now` is epoch milliseconds. */
  claim(key: string, leaseMs: number, now: number): Promise<Lease | undefined>;
  /** Marks the key as done for good. */
  done(lease: Lease, now: number): Promise<boolean>;
  /** Drops keys that were claimed before `before`, epoch milliseconds. */
  forget(before: number): Promise<void>;
}
