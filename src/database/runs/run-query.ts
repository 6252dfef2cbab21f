import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { failedStatuses } from "../../model/run.ts";
import type { Scope } from "../../model/scope.ts";
import type { Tally } from "../../model/tally.ts";
import type { Window } from "../../model/window.ts";
import type { RunOutcome } from "../../ports/run-store.ts";
import { toNaive } from "../../time/zone.ts";
import { pullText } from "../engine/ci-data.ts";
import { likePattern } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import type { CiDataTable, Tables } from "../engine/schema.ts";
import { runColumns } from "./run-row.ts";

/** What all queries on `ci_data` share. */
export interface CiData {
  readonly database: Database;
  readonly zone: string;
  /** Whether the virtual columns exist. */
  readonly fast: boolean;
  /** Whether `ci_stat_build_facts` holds the statuses that the status column does not take. */
  readonly hasOriginals: boolean;
  /** The pull request's number as text, and the first 64 characters of the commit: virtual columns, or computed. */
  readonly pull: RawBuilder<string | null>;
  readonly head: RawBuilder<string | null>;
}

export type RunQuery = SelectQueryBuilder<Tables, "ci_data", object>;

export function ciData(
  database: Database,
  { zone, fast, hasOriginals = false }: { zone: string; fast: boolean; hasOriginals?: boolean },
): CiData {
  return {
    database,
    zone,
    fast,
    hasOriginals,
    pull: fast ? sql`ci_stat_pull` : pullText(database.engine),
    head: fast ? sql`ci_stat_commit` : sql`substr(${sql.ref("commit")}, 1, 64)`,
  };
}

/** All runs, each with the status that its build ended with. */
export function allRuns({ database, fast, hasOriginals }: CiData): RunQuery {
  const { kysely } = database;
  if (!hasOriginals) return kysely.selectFrom("ci_data");
  const columns = [...runColumns, "analysis_res", ...(fast ? ["ci_stat_pull", "ci_stat_commit"] : [])];
  const others = columns.filter((name) => name !== "status").map((name) => sql.ref(`stored.${name}`));
  // A derived table with the name and columns of ci_data. The engines merge it into the query around it.
  const runs = sql<CiDataTable>`(select ${sql.join(others)}, coalesce(facts.original_status, stored.status) as status
    from ci_data as stored
    left join ci_stat_build_facts as facts on facts.job = stored.job and facts.job_id = stored.job_id)`;
  return kysely.selectFrom(runs.as<"ci_data">(sql`ci_data`)) as unknown as RunQuery;
}

export function inWindow(source: CiData, { begin, end }: Window): RunQuery {
  const { zone } = source;
  return allRuns(source).where("time", ">=", toNaive(begin, zone)).where("time", "<", toNaive(end, zone));
}

export function inScope(source: CiData, scope: Scope): RunQuery {
  let query = inWindow(source, scope.window);
  if (scope.repo !== undefined) query = query.where(ofRepo(scope.repo));
  if (scope.branch !== undefined) query = query.where("branch", "=", scope.branch);
  if (scope.jobs.length > 0) query = query.where(ofJobs(scope.jobs));
  if (scope.special) query = query.where(sql<boolean>`${source.pull} is null`);
  return query;
}

/** The statuses that belong to an outcome. */
export const statusesOf: { readonly [O in RunOutcome]: readonly string[] } = {
  passed: ["SUCCESS"],
  failed: failedStatuses,
};

/** The statuses are our own constants, so they are written as literals, which lets the engine use the index. */
export function hasStatus(statuses: readonly string[]): RawBuilder<boolean> {
  return sql`status in (${sql.join(statuses.map((status) => sql.lit(status)))})`;
}

/** A name alone matches any owner, and `owner/name` matches on any host. */
export function ofRepo(repo: string): RawBuilder<boolean> {
  return sql`(repo = ${repo} or repo like ${`%/${likePattern(repo)}`} escape '!')`;
}

export function ofJobs(patterns: readonly string[]): RawBuilder<boolean> {
  const each = patterns.map((pattern) =>
    pattern.includes("*") ? sql`job like ${likePattern(pattern)} escape '!'` : sql`job = ${pattern}`,
  );
  return sql`(${sql.join(each, sql` or `)})`;
}

const sumOf = (...statuses: readonly string[]) => sql<number>`sum(case when ${hasStatus(statuses)} then 1 else 0 end)`;

/** Runs by outcome. `other` is the rest of `runs`. */
export const outcomes = [
  sql<number>`count(*)`.as("runs"),
  sumOf("SUCCESS").as("success"),
  sumOf(...failedStatuses).as("failure"),
  sumOf("UNSTABLE").as("unstable"),
  sumOf("ABORTED").as("aborted"),
] as const;

/** Runs by outcome per job, pull request and commit. The counts of all lists are summed from these. */
export function groups(source: CiData, scope: Scope) {
  return inScope(source, scope)
    .select(["job", "repo", source.pull.as("pull"), source.head.as("head"), ...outcomes])
    .select(sql<string>`max(time)`.as("newest"))
    .groupBy(["job", "repo", "pull" as never, "head" as never]);
}

/** Sums over `groups`. */
export const sums = [
  sql<number>`coalesce(sum(runs), 0)`.as("runs"),
  sql<number>`coalesce(sum(success), 0)`.as("success"),
  sql<number>`coalesce(sum(failure), 0)`.as("failure"),
  sql<number>`coalesce(sum(unstable), 0)`.as("unstable"),
  sql<number>`coalesce(sum(aborted), 0)`.as("aborted"),
] as const;

const pullKey = sql`case when pull is not null then concat(coalesce(repo, ''), '#', pull) end`;
const jobPullKey = sql`case when pull is not null then concat(job, ' ', coalesce(repo, ''), '#', pull) end`;

export const distinctPulls = sql<number>`count(distinct ${pullKey})`;

/** Reruns: runs of a job on a pull request after its first. Retries: reruns on a commit that the job had run on. */
export const repeats = [
  sql<number>`coalesce(sum(case when pull is not null then runs else 0 end), 0) - count(distinct ${jobPullKey})`.as(
    "reruns",
  ),
  sql<number>`coalesce(sum(case when pull is not null and head is not null then runs - 1 else 0 end), 0)`.as("retries"),
] as const;

/** Reads a tally and fills in `other`. Some servers return sums as text. */
export function readTally(row: Omit<Tally, "other">): Tally {
  const counts = {
    runs: Number(row.runs),
    success: Number(row.success),
    failure: Number(row.failure),
    unstable: Number(row.unstable),
    aborted: Number(row.aborted),
  };
  return { ...counts, other: counts.runs - counts.success - counts.failure - counts.aborted };
}

export function readRepeats(row: { readonly reruns: number; readonly retries: number }) {
  return { reruns: Number(row.reruns), retries: Number(row.retries) };
}
