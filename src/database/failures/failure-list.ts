import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { type AbortCounts, abortReasons } from "../../model/abort.ts";
import { type CauseCounts, type FailureCause, type FailureTally, failureCauses } from "../../model/failure.ts";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import type { Tables } from "../engine/schema.ts";
import { ofJobs, ofRepo } from "../runs/run-query.ts";

export async function countCauses(kysely: Kysely<Tables>, scope: Scope): Promise<CauseCounts> {
  const rows = await inScope(kysely.selectFrom("ci_stat_scans"), scope)
    .select(["cause as key", sql<number>`count(*)`.as("runs")])
    .groupBy("cause")
    .execute();
  return countsOf([...failureCauses, "unknown"], rows);
}

export async function countAborts(kysely: Kysely<Tables>, scope: Scope): Promise<AbortCounts> {
  const rows = await kysely
    .selectFrom("ci_stat_build_facts")
    .where(within(scope))
    .where("abort_reason", "is not", null)
    .select(["abort_reason as key", sql<number>`count(*)`.as("runs")])
    .groupBy("abort_reason")
    .execute();
  return countsOf(abortReasons, rows);
}

/** Groups that the database returned no row for count as none. */
function countsOf<Key extends string>(
  keys: readonly Key[],
  rows: readonly { readonly key: string | null; readonly runs: number }[],
): { readonly [K in Key]: number } {
  const counted = keys.map((key) => [key, Number(rows.find((row) => row.key === key)?.runs ?? 0)]);
  return Object.fromEntries(counted) as { readonly [K in Key]: number };
}

/** Failures, most runs first. */
export async function listFailures(
  kysely: Kysely<Tables>,
  scope: Scope,
  causes: readonly FailureCause[],
  slice: Slice,
): Promise<Page<FailureTally>> {
  const query = inScope(kysely.selectFrom("ci_stat_failures"), scope).where("cause", "in", [...causes]);
  return tallied(kysely, query, slice);
}

/** Failures of one scope that did not occur in the other, most runs first. */
export async function listMissingFrom(
  kysely: Kysely<Tables>,
  scope: Scope,
  other: Scope,
  slice: Slice,
): Promise<Page<FailureTally>> {
  // Columns without a table name belong to the innermost table.
  const isMissing = sql<boolean>`not exists (select 1 from ci_stat_failures as elsewhere
    where elsewhere.name = ci_stat_failures.name and elsewhere.cause = ci_stat_failures.cause and ${termsOf(other)})`;
  return tallied(kysely, inScope(kysely.selectFrom("ci_stat_failures"), scope).where(isMissing), slice);
}

export type FailureQuery = SelectQueryBuilder<Tables, "ci_stat_failures", object>;

export async function tallied(
  kysely: Kysely<Tables>,
  query: FailureQuery,
  { limit, offset, sort }: Slice,
): Promise<Page<FailureTally>> {
  const grouped = query.select(["cause", "name", ...seen]).groupBy(["cause", "name"]);
  const rows = await (sort === "name" ? grouped : grouped.orderBy("runs", "desc").orderBy("lastSeen", "desc"))
    .orderBy("name")
    .orderBy("cause")
    .limit(limit)
    .offset(offset)
    .execute();
  const counted = await kysely
    .selectFrom(query.select(["cause", "name"]).distinct().as("things"))
    .select(sql<number>`count(*)`.as("total"))
    .executeTakeFirst();
  return { items: rows.map(readSeen), total: Number(counted?.total ?? 0) };
}

export function readSeen(row: SeenRow): FailureTally {
  return {
    cause: row.cause as FailureCause,
    name: row.name,
    file: row.file,
    line: row.line === null ? null : Number(row.line),
    runs: Number(row.runs),
    pullRequests: Number(row.pullRequests),
    jobs: Number(row.jobs),
    firstSeen: Number(row.firstSeen),
    lastSeen: Number(row.lastSeen),
  };
}

/** Some servers return numbers as text. */
interface SeenRow extends Omit<FailureTally, "cause"> {
  readonly cause: string;
}

/** Where a failure was seen, and how widely: the columns of a FailureTally. */
export const seen = [
  sql<string | null>`min(file)`.as("file"),
  sql<number | null>`min(line)`.as("line"),
  sql<number>`count(distinct concat(job, '#', job_id))`.as("runs"),
  sql<number>`count(distinct case when pull is not null then concat(coalesce(repo, ''), '#', pull) end)`.as(
    "pullRequests",
  ),
  sql<number>`count(distinct job)`.as("jobs"),
  sql<number>`min(run_time)`.as("firstSeen"),
  sql<number>`max(run_time)`.as("lastSeen"),
] as const;

export function inScope<Table extends "ci_stat_scans" | "ci_stat_failures">(
  query: SelectQueryBuilder<Tables, Table, object>,
  scope: Scope,
): SelectQueryBuilder<Tables, Table, object> {
  return query.where(termsOf(scope));
}

/** Failures found in an aborted run explain why it was aborted, and are not counted. */
export const isCounted = sql<boolean>`(run_status is null or run_status <> 'ABORTED')`;

function termsOf(scope: Scope): RawBuilder<boolean> {
  return sql<boolean>`${isCounted} and ${within(scope)}`;
}

function within({ window, repo, branch, jobs, special }: Scope): RawBuilder<boolean> {
  const terms = [sql<boolean>`run_time >= ${window.begin} and run_time < ${window.end}`];
  if (repo !== undefined) terms.push(ofRepo(repo));
  if (branch !== undefined) terms.push(sql<boolean>`branch = ${branch}`);
  if (jobs.length > 0) terms.push(ofJobs(jobs));
  if (special) terms.push(sql<boolean>`pull is null`);
  return sql<boolean>`${sql.join(terms, sql` and `)}`;
}
