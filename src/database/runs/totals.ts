import { sql } from "kysely";
import type { Scope } from "../../model/scope.ts";
import type { Totals, TrendPoint } from "../../model/tally.ts";
import type { BucketSize } from "../../ports/run-store.ts";
import { fromNaive } from "../../time/zone.ts";
import {
  type CiData,
  distinctPulls,
  groups,
  inScope,
  outcomes,
  readRepeats,
  readTally,
  repeats,
  sums,
} from "./run-query.ts";

export async function readTotals(source: CiData, scope: Scope): Promise<Totals> {
  const row = await source.database.kysely
    .selectFrom(groups(source, scope).as("grouped"))
    .select([...sums, ...repeats, distinctPulls.as("pullRequests")])
    .select([
      sql<number>`coalesce(sum(case when pull is null then runs else 0 end), 0)`.as("specialRuns"),
      sql<number>`count(distinct job)`.as("jobs"),
      sql<number>`count(distinct head)`.as("commits"),
    ])
    .executeTakeFirstOrThrow();
  return {
    ...readTally(row),
    ...readRepeats(row),
    specialRuns: Number(row.specialRuns),
    pullRequests: Number(row.pullRequests),
    jobs: Number(row.jobs),
    commits: Number(row.commits),
  };
}

export async function readTrend(source: CiData, scope: Scope, size: BucketSize): Promise<readonly TrendPoint[]> {
  const key = bucketKey(size);
  const rows = await inScope(source, scope)
    .select([key.as("bucket"), ...outcomes])
    .groupBy("bucket" as never)
    .orderBy("bucket")
    .execute();
  return rows.map((row) => ({ at: bucketStart(row.bucket, source.zone), ...readTally(row) }));
}

export function bucketKey(size: BucketSize) {
  return sql<string>`substr(time, 1, ${sql.lit(size === "hour" ? 13 : 10)})`;
}

/** `2021-06-20 08` or `2021-06-20`, on the site's wall clock. */
export function bucketStart(bucket: string, zone: string): number {
  return fromNaive(bucket.length > 10 ? `${bucket}:00:00` : `${bucket} 00:00:00`, zone);
}
