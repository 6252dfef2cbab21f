import { sql } from "kysely";
import type { PullRequest } from "../../model/pull-request.ts";
import type { Scope } from "../../model/scope.ts";
import type { JobPart, StoredRun } from "../../ports/run-store.ts";
import { type CiData, hasStatus, inScope, type RunQuery, statusesOf } from "./run-query.ts";
import { readStoredRun, runColumns } from "./run-row.ts";

/** Runs for detailed lists, read in parts, so that a slow reader holds neither a connection nor a year of rows. */

export async function listRunsWithin(source: CiData, scope: Scope): Promise<readonly StoredRun[]> {
  return read(source, inScope(source, scope).orderBy("time").orderBy("job").orderBy("job_id"));
}

export async function listRunsOfJob(source: CiData, scope: Scope, part: JobPart): Promise<readonly StoredRun[]> {
  let query = inScope(source, scope).where("job", "=", part.job);
  if (part.outcome !== undefined) query = query.where(hasStatus(statusesOf[part.outcome]));
  if (part.below !== undefined) query = query.where("job_id", "<", part.below);
  return read(source, query.orderBy("job_id", "desc").limit(part.limit));
}

export async function listRunsOfPulls(
  source: CiData,
  scope: Scope,
  pulls: readonly PullRequest[],
): Promise<readonly StoredRun[]> {
  if (pulls.length === 0) return [];
  // Several repositories may use a number. Runs of others are dropped here, which saves hundreds of SQL conditions.
  const numbers = [...new Set(pulls.map(({ number }) => String(number)))];
  const wanted = new Map(pulls.map((pull) => [`${pull.repo}#${pull.number}`, pull]));
  const rows = await inScope(source, scope)
    .where(sql<boolean>`${source.pull} in (${sql.join(numbers)})`)
    // The description is most of a row, and all of it is known already.
    .select([...runColumns.filter((column) => column !== "description"), "analysis_res", source.pull.as("pull")])
    .orderBy("time", "desc")
    .orderBy("job")
    .orderBy("job_id", "desc")
    .execute();
  return rows.flatMap((row) => {
    const pullRequest = wanted.get(`${row.repo ?? ""}#${row.pull}`);
    if (!pullRequest) return [];
    return [{ ...readStoredRun({ ...row, description: null }, source.zone), pullRequest }];
  });
}

async function read(source: CiData, query: RunQuery): Promise<StoredRun[]> {
  const rows = await query.select([...runColumns, "analysis_res"]).execute();
  return rows.map((row) => readStoredRun(row, source.zone));
}
