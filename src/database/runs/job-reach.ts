import { sql } from "kysely";
import type { Scope } from "../../model/scope.ts";
import type { JobReach } from "../../ports/run-store.ts";
import { type CiData, distinctPulls, groups } from "./run-query.ts";

export async function readJobReach(source: CiData, scope: Scope): Promise<JobReach> {
  const ofPulls = source.database.kysely
    .selectFrom(groups(source, scope).as("grouped"))
    .where(sql<boolean>`pull is not null`);
  const [jobs, all] = await Promise.all([
    ofPulls
      .select(["job", distinctPulls.as("pulls")])
      .groupBy("job")
      .execute(),
    ofPulls.select(distinctPulls.as("pulls")).executeTakeFirst(),
  ]);
  return {
    pullRequests: Number(all?.pulls ?? 0),
    jobs: jobs.map(({ job, pulls }) => ({ job, pullRequests: Number(pulls) })),
  };
}
