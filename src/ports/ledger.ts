/** What must happen once: whoever claims a key first does it. */
export interface Ledger {
  /** False where somebody else holds the key, or it is done. A claim whose owner died is free again after `leaseMs`. */
  claim(key: string, leaseMs: number, now: number): Promise<boolean>;
  done(key: string, now: number): Promise<void>;
  /** Drops what was claimed before `before`. */
  forget(before: number): Promise<void>;
}
