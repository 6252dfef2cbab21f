import { sql } from "kysely";
import type { Ledger } from "../../ports/ledger.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import { createLeases, leaseColumns } from "./leases.ts";

/** Claims as rows. The unique key decides who was first, also between replicas. */
export function createLedger(database: Database): Ledger {
  const { kysely } = database;
  const leases = createLeases(database, "ci_stat_claims", (key: string) => ({ claim_key: key }));
  return {
    async claim(key, leaseMs, now) {
      const fresh = leases.grant(key, leaseMs, now);
      const row = { claim_key: key, claimed_at: now, done_at: null, ...leaseColumns(fresh) };
      if (await insertIfAbsent(database, "ci_stat_claims", row)) return fresh;
      return leases.take(key, leaseMs, now, { isOpen: sql`done_at is null`, change: { claimed_at: now } });
    },

    done: (lease, now) => leases.finish(lease, { done_at: now }),

    async forget(before) {
      const old = kysely.deleteFrom("ci_stat_claims").where("claimed_at", "<", before);
      await retryConflicts(() => old.execute());
    },
  };
}
