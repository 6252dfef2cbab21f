import { sql } from "kysely";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import type { JobTally } from "../../model/tally.ts";
import { type CiData, groups, inScope, readRepeats, readTally, repeats, sums } from "./run-query.ts";

/** Jobs that ran, most failures first. */
export async function listJobs(source: CiData, scope: Scope, { limit, offset }: Slice): Promise<Page<JobTally>> {
  const rows = await source.database.kysely
    .selectFrom(groups(source, scope).as("grouped"))
    .select(["job", ...sums, ...repeats])
    .groupBy("job")
    .orderBy("failure", "desc")
    .orderBy("runs", "desc")
    .orderBy("job")
    .limit(limit)
    .offset(offset)
    .execute();
  const counted = await inScope(source, scope).select(sql<number>`count(distinct job)`.as("total")).executeTakeFirst();
  const items = rows.map((row) => ({ job: row.job, ...readTally(row), ...readRepeats(row) }));
  return { items, total: Number(counted?.total ?? 0) };
}
