import { sql } from "kysely";
import type { FlakyCommit, FlakyJob, FlakyTotals } from "../../model/flaky.ts";
import { failedStatuses } from "../../model/run.ts";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import { fromNaive } from "../../time/zone.ts";
import { type CiData, hasStatus, inScope, outcomes } from "./run-query.ts";

/** One row for each job and commit with both a failed and a passed run. */
function flakyPairs(source: CiData, scope: Scope) {
  return inScope(source, scope)
    .select(["job", "repo", source.head.as("head"), ...outcomes])
    .select([
      sql<string | null>`max(${source.pull})`.as("pull"),
      sql<number>`sum(case when ${hasStatus(failedStatuses)} then coalesce(duration, 0) else 0 end)`.as("lost"),
      sql<string>`max(time)`.as("newest"),
    ])
    .where(sql<boolean>`${source.head} <> ''`)
    .groupBy(["job", "repo", "head" as never])
    .having(sql<boolean>`sum(case when status = 'SUCCESS' then 1 else 0 end) > 0
      and sum(case when ${hasStatus(failedStatuses)} then 1 else 0 end) > 0`);
}

const sums = [
  sql<number>`count(*)`.as("commits"),
  sql<number>`coalesce(sum(runs - 1), 0)`.as("retries"),
  sql<number>`coalesce(sum(failure), 0)`.as("failure"),
  sql<number>`coalesce(sum(lost), 0)`.as("lost"),
] as const;

export async function sumFlaky(source: CiData, scope: Scope): Promise<FlakyTotals> {
  const row = await source.database.kysely
    .selectFrom(flakyPairs(source, scope).as("pairs"))
    .select([...sums, sql<number>`count(distinct job)`.as("jobs")])
    .executeTakeFirstOrThrow();
  return { ...readSums(row), jobs: Number(row.jobs) };
}

/** Jobs ordered by the number of commits on which they were flaky. */
export async function listFlakyJobs(source: CiData, scope: Scope, slice: Slice): Promise<Page<FlakyJob>> {
  const { kysely } = source.database;
  const rows = await kysely
    .selectFrom(flakyPairs(source, scope).as("pairs"))
    // The greatest `time hash` belongs to the newest commit, so one pass over the pairs finds it.
    .select(["job", ...sums, sql<string>`max(concat(newest, ' ', head))`.as("newest")])
    .groupBy("job")
    .orderBy("commits", "desc")
    .orderBy("lost", "desc")
    .orderBy("job")
    .limit(slice.limit)
    .offset(slice.offset)
    .execute();
  const { jobs } = await sumFlaky(source, scope);
  const items = rows.map((row) => ({
    job: row.job,
    ...readSums(row),
    newestCommit: row.newest.slice(row.newest.lastIndexOf(" ") + 1),
  }));
  return { items, total: jobs };
}

/** Flaky commits, newest first. */
export async function listFlakyCommits(source: CiData, scope: Scope, slice: Slice): Promise<Page<FlakyCommit>> {
  const { kysely } = source.database;
  const pairs = flakyPairs(source, scope).as("pairs");
  const rows = await kysely
    .selectFrom(pairs)
    .select(["job", "repo", sql<string>`head`.as("head"), "pull", "runs", "success", "failure", "lost", "newest"])
    .orderBy("newest", "desc")
    .orderBy("job")
    .orderBy("head")
    .limit(slice.limit)
    .offset(slice.offset)
    .execute();
  const isWhole = slice.offset === 0 && rows.length < slice.limit;
  const counted = isWhole
    ? { total: rows.length }
    : await kysely.selectFrom(pairs).select(sql<number>`count(*)`.as("total")).executeTakeFirst();
  const items = rows.map((row) => ({
    job: row.job,
    commit: row.head,
    repo: row.repo || null,
    pull: row.pull === null ? null : Number(row.pull),
    runs: Number(row.runs),
    success: Number(row.success),
    failure: Number(row.failure),
    lostMs: Number(row.lost),
    newest: fromNaive(row.newest, source.zone),
  }));
  return { items, total: Number(counted?.total ?? 0) };
}

function readSums(row: { commits: number; retries: number; failure: number; lost: number }) {
  return {
    commits: Number(row.commits),
    retries: Number(row.retries),
    failure: Number(row.failure),
    lostMs: Number(row.lost),
  };
}
