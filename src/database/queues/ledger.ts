import { sql } from "kysely";
import type { Ledger } from "../../ports/ledger.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";

/** Claims as rows: the unique key decides who was first, also between replicas. */
export function createLedger(database: Database): Ledger {
  const { kysely } = database;
  return {
    async claim(key, leaseMs, now) {
      const row = { claim_key: key, claimed_at: now, lease_until: now + leaseMs, done_at: null };
      if (await insertIfAbsent(database, "ci_stat_claims", row)) return true;
      const taken = await kysely
        .updateTable("ci_stat_claims")
        .set({ claimed_at: now, lease_until: now + leaseMs })
        .where("claim_key", "=", key)
        .where("done_at", "is", null)
        .where("lease_until", "<=", now)
        .executeTakeFirst();
      return Number(taken.numUpdatedRows) > 0;
    },

    async done(key, now) {
      await kysely.updateTable("ci_stat_claims").set({ done_at: now }).where("claim_key", "=", key).execute();
    },

    async forget(before) {
      await kysely.deleteFrom("ci_stat_claims").where(sql<boolean>`claimed_at < ${before}`).execute();
    },
  };
}
