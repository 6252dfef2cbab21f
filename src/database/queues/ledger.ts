import { sql } from "kysely";
import type { Ledger } from "../../ports/ledger.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import { createLeases, leaseColumns } from "./leases.ts";

/** Stores claims. The unique key decides which process was first, also among replicas. */
export function createLedger(database: Database): Ledger {
  const { kysely } = database;
  const leases = createLeases(database, "ci_stat_claims", (key: string) => ({ claim_key: key }));
  return {
    async claim(key, leaseMs, now, note) {
      const fresh = leases.grant(key, leaseMs, now);
      const row = { claim_key: key, claimed_at: now, done_at: null, note: note ?? null, ...leaseColumns(fresh) };
      if (await insertIfAbsent(database, "ci_stat_claims", row)) return fresh;
      return leases.take(key, leaseMs, now, { isOpen: sql`done_at is null`, change: { claimed_at: now } });
    },

    done: (lease, now) => leases.finish(lease, { done_at: now, note: null }),

    async abandoned(now, limit) {
      const rows = await kysely
        .selectFrom("ci_stat_claims")
        .select(["claim_key as key", "note"])
        .where("note", "is not", null)
        .where("done_at", "is", null)
        .where("lease_until", "<=", now)
        .orderBy("claimed_at")
        .limit(limit)
        .execute();
      return rows.map(({ key, note }) => ({ key, note: note ?? "" }));
    },

    async forget(before) {
      const old = kysely.deleteFrom("ci_stat_claims").where("claimed_at", "<", before);
      await retryConflicts(() => old.execute());
    },
  };
}
