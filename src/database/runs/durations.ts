import { sql } from "kysely";
import type { Scope } from "../../model/scope.ts";
import type { DurationPoint } from "../../model/tally.ts";
import type { BucketSize } from "../../ports/run-store.ts";
import { type CiData, inScope } from "./run-query.ts";
import { bucketKey, bucketStart } from "./totals.ts";

/** The least duration that `share` percent of the bucket's runs do not exceed. */
const percentile = (share: number) =>
  sql<number>`min(case when nth * 100 >= of_runs * ${sql.lit(share)} then duration end)`;

/** How long passed runs took, by the hour or day in which they started. */
export async function readDurations(source: CiData, scope: Scope, size: BucketSize): Promise<readonly DurationPoint[]> {
  const bucket = bucketKey(size);
  const ranked = inScope(source, scope)
    .select([
      bucket.as("bucket"),
      "duration",
      sql<number>`row_number() over (partition by ${bucket} order by duration)`.as("nth"),
      sql<number>`count(*) over (partition by ${bucket})`.as("of_runs"),
    ])
    .where("status", "=", "SUCCESS")
    .where("duration", "is not", null);
  const rows = await source.database.kysely
    .selectFrom(ranked.as("ranked"))
    .select(["bucket", sql<number>`count(*)`.as("runs")])
    .select([percentile(50).as("p50"), percentile(90).as("p90"), percentile(99).as("p99")])
    .groupBy("bucket")
    .orderBy("bucket")
    .execute();
  return rows.map(({ bucket: key, runs, p50, p90, p99 }) => ({
    at: bucketStart(key, source.zone),
    runs: Number(runs),
    p50Ms: Number(p50),
    p90Ms: Number(p90),
    p99Ms: Number(p99),
  }));
}
