import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Lease } from "../../ports/lease.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import type { Database } from "../engine/open.ts";

/** Tables whose rows can be claimed, with the columns `lease_until` and `lease_owner`. */
type LeasedTable = "ci_stat_claims" | "ci_stat_issues" | "ci_stat_deliveries" | "ci_stat_sync_wishes" | "ci_stat_polls";

/** Values by column name. */
type Values = Readonly<Record<string, unknown>>;

export interface Leases<Key> {
  /** A lease for a row that is about to be inserted; `leaseColumns` gives the columns to insert. */
  grant(key: Key, leaseMs: number, now: number): Lease<Key>;
  /** Takes a row's lease if it is free and `isOpen` is true, and writes `change`. Undefined if the lease is taken. */
  take(
    key: Key,
    leaseMs: number,
    now: number,
    how?: { readonly isOpen?: RawBuilder<boolean>; readonly change?: Values },
  ): Promise<Lease<Key> | undefined>;
  /** Writes a row and gives up its lease. If the lease was lost, nothing is written and the result is false. */
  finish(lease: Lease<Key>, change: Values): Promise<boolean>;
}

/** The lease columns of a leased row, and of a free one. */
export function leaseColumns(lease: Lease<unknown>) {
  return { lease_until: lease.untilMs, lease_owner: lease.owner };
}
export const noLease = { lease_until: 0, lease_owner: null };

/** The leases of one table. `keyOf` gives the columns that identify a row. */
export function createLeases<Key>(
  { kysely }: Database,
  table: LeasedTable,
  keyOf: (key: Key) => Readonly<Record<string, string | number>>,
): Leases<Key> {
  const grant = (key: Key, leaseMs: number, now: number) => ({ key, owner: randomUUID(), untilMs: now + leaseMs });

  async function update(key: Key, condition: RawBuilder<boolean>, change: Values): Promise<boolean> {
    const values = Object.entries(change).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    const terms = Object.entries(keyOf(key)).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    const statement = sql`update ${sql.table(table)} set ${sql.join(values)}
      where ${sql.join(terms, sql` and `)} and ${condition}`;
    const { numAffectedRows = 0n } = await retryConflicts(() => statement.execute(kysely));
    return numAffectedRows > 0n;
  }

  return {
    grant,
    async take(key, leaseMs, now, { isOpen = sql<boolean>`1 = 1`, change = {} } = {}) {
      const lease = grant(key, leaseMs, now);
      const isFree = sql<boolean>`lease_until <= ${now} and ${isOpen}`;
      return (await update(key, isFree, { ...change, ...leaseColumns(lease) })) ? lease : undefined;
    },
    finish(lease, change) {
      // An older version takes a lease without changing its owner: then only the time shows that it was taken.
      const isOurs = sql<boolean>`lease_owner = ${lease.owner} and lease_until = ${lease.untilMs}`;
      return update(lease.key, isOurs, { ...change, ...noLease });
    },
  };
}
