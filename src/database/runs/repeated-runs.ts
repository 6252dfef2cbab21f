import { sql } from "kysely";
import type { Scope } from "../../model/scope.ts";
import type { JobTally } from "../../model/tally.ts";
import { type CiData, groups, inScope, readRepeats, readTally, repeats, sums } from "./run-query.ts";

/** Jobs with reruns, most reruns first. */
export async function listRerunJobs(source: CiData, scope: Scope, limit: number): Promise<readonly JobTally[]> {
  const perJob = source.database.kysely
    .selectFrom(groups(source, scope).as("grouped"))
    .select(["job", ...sums, ...repeats])
    .groupBy("job");
  const rows = await source.database.kysely
    .selectFrom(perJob.as("jobs"))
    .selectAll()
    .where("reruns", ">", 0)
    .orderBy("reruns", "desc")
    .orderBy("retries", "desc")
    .orderBy("job")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ job: row.job, ...readTally(row), ...readRepeats(row) }));
}

/** Total time of retries: all runs of a job on a pull request's commit after its first. */
export async function sumRetries(source: CiData, scope: Scope): Promise<number> {
  const order = sql<number>`row_number() over (
    partition by job, repo, ${source.pull}, ${source.head} order by time, job_id)`;
  const runs = inScope(source, scope)
    .select(["duration", order.as("nth")])
    .where(sql<boolean>`${source.pull} is not null and ${source.head} is not null`);
  const row = await source.database.kysely
    .selectFrom(runs.as("runs"))
    .select(sql<number>`coalesce(sum(duration), 0)`.as("ms"))
    .where("nth", ">", 1)
    .executeTakeFirst();
  return Number(row?.ms ?? 0);
}
