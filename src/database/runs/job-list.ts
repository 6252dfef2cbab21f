import { sql } from "kysely";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import type { JobTally } from "../../model/tally.ts";
import { listOrder } from "./list-order.ts";
import { type CiData, groups, inScope, readRepeats, readTally, repeats, sums } from "./run-query.ts";

/** Jobs that ran, most failures first unless `sort` is given. */
export async function listJobs(source: CiData, scope: Scope, { limit, offset, sort }: Slice): Promise<Page<JobTally>> {
  const { kysely } = source.database;
  const tallies = kysely
    .selectFrom(groups(source, scope).as("grouped"))
    .select(["job", ...sums, ...repeats])
    .groupBy("job");
  const rows = await kysely
    .selectFrom(tallies.as("tallies"))
    .selectAll()
    .orderBy(listOrder(sort, sql`job`))
    .limit(limit)
    .offset(offset)
    .execute();
  const counted = await inScope(source, scope).select(sql<number>`count(distinct job)`.as("total")).executeTakeFirst();
  const items = rows.map((row) => ({ job: row.job, ...readTally(row), ...readRepeats(row) }));
  return { items, total: Number(counted?.total ?? 0) };
}
