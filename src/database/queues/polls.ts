import { type Selectable, sql } from "kysely";
import type { Poll } from "../../model/poll.ts";
import type { Polls } from "../../ports/polls.ts";
import { chunks, VALUES_AT_ONCE } from "../engine/chunks.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import type { PollsTable } from "../engine/schema.ts";
import { createLeases, noLease } from "./leases.ts";

/** The row of `ci_stat_polls`. */
const SOURCE = "jenkins";
const FAULT_LENGTH = 300;

/** Stores how far Jenkins has been read. */
export function createPolls(database: Database): Polls {
  const { kysely } = database;
  const leases = createLeases(database, "ci_stat_polls", (source: string) => ({ source }));
  const take = (leaseMs: number, now: number) =>
    leases.take(SOURCE, leaseMs, now, { isOpen: sql<boolean>`due_at <= ${now}` });

  return {
    async claim(leaseMs, now) {
      const lease = await take(leaseMs, now);
      if (lease) return lease;
      const fresh = {
        due_at: 0,
        answered_at: null,
        jobs: 0,
        behind: 0,
        read_since: null,
        fault: null,
        unreadable: null,
        ...noLease,
      };
      const isNew = await insertIfAbsent(database, "ci_stat_polls", { source: SOURCE, ...fresh });
      return isNew ? take(leaseMs, now) : undefined;
    },

    settle: (lease, { answeredAt, jobs, behind, unreadable, readSince, fault }, dueAt) =>
      leases.finish(lease, {
        due_at: dueAt,
        answered_at: answeredAt,
        jobs,
        behind,
        unreadable,
        read_since: readSince,
        fault: fault?.slice(0, FAULT_LENGTH) ?? null,
      }),

    async last() {
      const row = await kysely.selectFrom("ci_stat_polls").selectAll().where("source", "=", SOURCE).executeTakeFirst();
      return row && pollOf(row);
    },

    async jobs() {
      const rows = await kysely.selectFrom("ci_stat_polled_jobs").selectAll().execute();
      return rows.map(({ job, newest, oldest, read_since }) => ({
        job,
        newest: Number(newest),
        oldest: numberOf(oldest),
        readSince: numberOf(read_since),
      }));
    },

    async save({ job, newest, oldest, readSince }) {
      const facts = { newest, oldest, read_since: readSince };
      if (await insertIfAbsent(database, "ci_stat_polled_jobs", { job, ...facts })) return;
      const update = kysely.updateTable("ci_stat_polled_jobs").set(facts).where("job", "=", job);
      await retryConflicts(() => update.execute());
    },

    async forget(jobs) {
      for (const part of chunks(jobs, VALUES_AT_ONCE)) {
        const gone = kysely.deleteFrom("ci_stat_polled_jobs").where("job", "in", [...part]);
        await retryConflicts(() => gone.execute());
      }
    },
  };
}

function pollOf(row: Selectable<PollsTable>): Poll {
  return {
    answeredAt: numberOf(row.answered_at),
    jobs: Number(row.jobs),
    behind: Number(row.behind),
    unreadable: Number(row.unreadable ?? 0),
    readSince: numberOf(row.read_since),
    fault: row.fault,
  };
}

function numberOf(value: number | null): number | null {
  return value === null ? null : Number(value);
}
