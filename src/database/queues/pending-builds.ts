import { sql } from "kysely";
import type { PendingBuild } from "../../model/pending-build.ts";
import type { RunRef } from "../../model/run.ts";
import type { PendingBuilds } from "../../ports/pending-builds.ts";
import { overCollisions } from "../engine/collisions.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import type { PendingBuildsTable } from "../engine/schema.ts";

const REASON_LENGTH = 300;

/** Pending builds as rows. Whoever takes the lease of one first works on it. */
export function createPendingBuilds(database: Database): PendingBuilds {
  const { kysely } = database;
  const select = kysely.selectFrom("ci_stat_sync_wishes").selectAll();
  const changeOf = ({ job, id }: RunRef) =>
    kysely.updateTable("ci_stat_sync_wishes").where("job", "=", job).where("job_id", "=", id);

  return {
    async add({ job, id }, now) {
      const fresh = { state: "waiting", asked_at: now, try_at: now, lease_until: 0, reason: null };
      const row = { job, job_id: id, ...fresh };
      if (await overCollisions(() => insertIfAbsent(database, "ci_stat_sync_wishes", row))) return;
      // One that waits already goes on waiting as it did.
      const again = changeOf({ job, id }).set(fresh).where("state", "<>", "waiting");
      await overCollisions(() => again.execute());
    },

    async claim(now, leaseUntil, limit) {
      const ready = await select
        .where("state", "=", "waiting")
        .where("try_at", "<=", now)
        .where("lease_until", "<=", now)
        .orderBy("try_at")
        .limit(limit)
        .execute();
      const claimed: PendingBuild[] = [];
      for (const row of ready) {
        const claim = changeOf({ job: row.job, id: Number(row.job_id) }).set({ lease_until: leaseUntil });
        const mine = claim.where("state", "=", "waiting").where("lease_until", "=", row.lease_until);
        const { numUpdatedRows } = await overCollisions(() => mine.executeTakeFirst());
        if (numUpdatedRows > 0n) claimed.push(fromRow(row));
      }
      return claimed;
    },

    async settle(ref, { state, tryAt, reason }) {
      const change = { state, try_at: tryAt, reason: reason?.slice(0, REASON_LENGTH) ?? null, lease_until: 0 };
      await overCollisions(() => changeOf(ref).set(change).execute());
    },

    async waiting() {
      const counted = kysely.selectFrom("ci_stat_sync_wishes").where("state", "=", "waiting");
      const row = await counted.select(sql<number>`count(*)`.as("builds")).executeTakeFirst();
      return Number(row?.builds ?? 0);
    },

    async troubled(limit) {
      const rows = await select
        .where("state", "<>", "done")
        .where("reason", "is not", null)
        .orderBy("asked_at", "desc")
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },

    async forget(before) {
      const old = kysely.deleteFrom("ci_stat_sync_wishes").where("state", "<>", "waiting").where("try_at", "<", before);
      await overCollisions(() => old.execute());
    },
  };
}

function fromRow(row: PendingBuildsTable): PendingBuild {
  return {
    job: row.job,
    id: Number(row.job_id),
    state: row.state as PendingBuild["state"],
    askedAt: Number(row.asked_at),
    tryAt: Number(row.try_at),
    reason: row.reason,
  };
}
