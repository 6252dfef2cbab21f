import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { HOUR, MINUTE, SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lease } from "../ports/lease.ts";
import type { Ledger } from "../ports/ledger.ts";

/** Who answers: the database decides; while it is away, each replica answers what it has not seen itself. */
export interface Claims {
  claim(key: string): Promise<boolean>;
  done(key: string): Promise<void>;
}

/** Feishu repeats an event for some seven hours. */
export const CLAIMS_KEPT_MS = 24 * HOUR;
/** What a replica began that died may be begun anew after this. */
const LEASE_MS = 2 * MINUTE;
const CLAIM_WITHIN_MS = 1.5 * SECOND;
const KEYS_REMEMBERED = 20_000;

export function createClaims(ledger: () => Promise<Ledger>, clock: Clock, log: Logger): Claims {
  const leases = new LRUCache<string, Lease>({ max: KEYS_REMEMBERED });
  const seen = new LRUCache<string, true>({ max: KEYS_REMEMBERED, ttl: CLAIMS_KEPT_MS });

  function claimInMemory(key: string): boolean {
    const fresh = !seen.has(key);
    seen.set(key, true);
    return fresh;
  }

  /** A lease that comes too late to be waited for is kept all the same. */
  async function claimInDatabase(key: string): Promise<boolean> {
    const lease = await (await ledger()).claim(key, LEASE_MS, clock.now());
    if (lease) leases.set(key, lease);
    return lease !== undefined;
  }

  return {
    async claim(key) {
      try {
        return await pTimeout(claimInDatabase(key), { milliseconds: CLAIM_WITHIN_MS });
      } catch (fault) {
        log.warn({ err: fault, key }, "claimed in memory: the database is away");
        return claimInMemory(key);
      }
    },
    async done(key) {
      const lease = leases.get(key);
      if (!lease) return;
      leases.delete(key);
      await ledger()
        .then((open) => open.done(lease, clock.now()))
        .catch((fault: unknown) => log.warn({ err: fault, key }, "not noted as done"));
    },
  };
}
