import { sql } from "kysely";
import type { PendingBuild } from "../../model/pending-build.ts";
import type { RunRef } from "../../model/run.ts";
import type { ClaimedBuild, PendingBuilds } from "../../ports/pending-builds.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import type { PendingBuildsTable } from "../engine/schema.ts";
import { createLeases, noLease } from "./leases.ts";

const REASON_LENGTH = 300;

/** Stores builds that were asked for and are not recorded yet. The table keeps the name of the first release. */
export function createPendingBuilds(database: Database): PendingBuilds {
  const { kysely } = database;
  const select = kysely.selectFrom("ci_stat_sync_wishes").selectAll();
  const keyOf = ({ job, id }: RunRef) => ({ job, job_id: id });
  const leases = createLeases(database, "ci_stat_sync_wishes", keyOf);

  return {
    async add(ref, now) {
      const fresh = { state: "waiting", asked_at: now, try_at: now, reason: null, ...noLease };
      if (await insertIfAbsent(database, "ci_stat_sync_wishes", { ...keyOf(ref), ...fresh })) return;
      const again = kysely
        .updateTable("ci_stat_sync_wishes")
        .set(fresh)
        .where("job", "=", ref.job)
        .where("job_id", "=", ref.id)
        .where("state", "<>", "waiting");
      await retryConflicts(() => again.execute());
    },

    async claim(limit, leaseMs, now) {
      const due = select.where("state", "=", "waiting").where("try_at", "<=", now).where("lease_until", "<=", now);
      const claimed: ClaimedBuild[] = [];
      for (const row of await due.orderBy("try_at").limit(limit).execute()) {
        const build = fromRow(row);
        const lease = await leases.take({ job: build.job, id: build.id }, leaseMs, now, {
          isOpen: sql`state = 'waiting'`,
        });
        if (lease) claimed.push({ build, lease });
      }
      return claimed;
    },

    settle: (lease, { state, tryAt, reason }) =>
      leases.finish(lease, { state, try_at: tryAt, reason: reason?.slice(0, REASON_LENGTH) ?? null }),

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
      await retryConflicts(() => old.execute());
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
