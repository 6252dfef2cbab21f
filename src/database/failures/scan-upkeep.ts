import { type Kysely, sql } from "kysely";
import type { Page, Slice } from "../../model/scope.ts";
import type { UnkeptRun } from "../../ports/failure-store.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import type { Tables } from "../engine/schema.ts";

/** Runs whose scan the database refused to store, newest first. */
export async function listUnkept(kysely: Kysely<Tables>, { limit, offset }: Slice): Promise<Page<UnkeptRun>> {
  const unkept = kysely.selectFrom("ci_stat_scans").where("outcome", "=", "unkept");
  const rows = await unkept
    .select(["job", "job_id", "run_time", "fault"])
    .orderBy("run_time", "desc")
    .orderBy("job")
    .orderBy("job_id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  const counted = await unkept.select(sql<number>`count(*)`.as("total")).executeTakeFirst();
  const items = rows.map(({ job, job_id, run_time, fault }) => ({
    job,
    id: Number(job_id),
    time: run_time === null ? null : Number(run_time),
    reason: fault ?? "",
  }));
  return { items, total: Number(counted?.total ?? 0) };
}

/** Deletes the scans of runs that started before `before`. Resolves to the number of runs. */
export async function pruneScans(kysely: Kysely<Tables>, before: number): Promise<number> {
  for (const table of ["ci_stat_failures", "ci_stat_build_facts"] as const)
    await retryConflicts(() => kysely.deleteFrom(table).where("run_time", "<", before).execute());
  const old = kysely.deleteFrom("ci_stat_scans").where("run_time", "<", before);
  const { numDeletedRows } = await retryConflicts(() => old.executeTakeFirst());
  return Number(numDeletedRows);
}
