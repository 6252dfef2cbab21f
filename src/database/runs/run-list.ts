import { sql } from "kysely";
import { type Run, type RunRef, unsuccessfulStatuses } from "../../model/run.ts";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import type { Window } from "../../model/window.ts";
import type { RunFilter, StoredRun } from "../../ports/run-store.ts";
import { allRuns, type CiData, hasStatus, inScope, inWindow, type RunQuery, statusesOf } from "./run-query.ts";
import { readRun, readStoredRun, runColumns } from "./run-row.ts";

/** Runs of a scope, newest first. */
export async function listRuns(source: CiData, scope: Scope, filter: RunFilter, slice: Slice): Promise<Page<Run>> {
  return readPage(narrowed(source, inScope(source, scope), filter), slice, source.zone);
}

/** One page of the runs that a query selects, newest first, and their total number. */
export async function readPage(query: RunQuery, slice: Slice, zone: string): Promise<Page<Run>> {
  const rows = await query
    .select(runColumns)
    .orderBy("time", "desc")
    .orderBy("job")
    .orderBy("job_id", "desc")
    .limit(slice.limit)
    .offset(slice.offset)
    .execute();
  const counted = await query.select(sql<number>`count(*)`.as("total")).executeTakeFirst();
  return { items: rows.map((row) => readRun(row, zone)), total: Number(counted?.total ?? 0) };
}

export async function findRun(source: CiData, { job, id }: RunRef): Promise<StoredRun | undefined> {
  const row = await allRuns(source)
    .select([...runColumns, "analysis_res"])
    .where("job", "=", job)
    .where("job_id", "=", id)
    .executeTakeFirst();
  return row && readStoredRun(row, source.zone);
}

export async function countUnsuccessful(source: CiData, window: Window): Promise<number> {
  const row = await unsuccessfulIn(source, window).select(sql<number>`count(*)`.as("runs")).executeTakeFirst();
  return Number(row?.runs ?? 0);
}

export async function listUnsuccessful(source: CiData, window: Window): Promise<readonly StoredRun[]> {
  const rows = await unsuccessfulIn(source, window)
    .select([...runColumns, "analysis_res"])
    .execute();
  return rows.map((row) => readStoredRun(row, source.zone));
}

function unsuccessfulIn(source: CiData, window: Window): RunQuery {
  return inWindow(source, window).where("status", "in", [...unsuccessfulStatuses]);
}

function narrowed(source: CiData, query: RunQuery, filter: RunFilter): RunQuery {
  let narrow = query;
  if (filter.outcome !== undefined) narrow = narrow.where(hasStatus(statusesOf[filter.outcome]));
  if (filter.pull !== undefined) {
    narrow = narrow.where(sql<boolean>`${source.pull} = ${String(filter.pull.number)}`);
    if (filter.pull.repo !== undefined) narrow = narrow.where(sql<boolean>`coalesce(repo, '') = ${filter.pull.repo}`);
  }
  if (filter.commit !== undefined) narrow = narrow.where(sql<boolean>`${source.head} like ${`${filter.commit}%`}`);
  return narrow;
}
