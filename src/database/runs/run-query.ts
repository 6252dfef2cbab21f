import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Scope } from "../../model/scope.ts";
import type { Window } from "../../model/window.ts";
import { toNaive } from "../../time/zone.ts";
import { pullText } from "../engine/ci-data.ts";
import { likePattern } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import type { Tables } from "../engine/schema.ts";

/** How `ci_data` is asked: what every query on it shares. */
export interface CiData {
  readonly database: Database;
  readonly zone: string;
  /** Whether the virtual columns are there. */
  readonly fast: boolean;
  /** Text of the pull request's number, and the first 64 signs of the commit: virtual columns, or computed. */
  readonly pull: RawBuilder<string | null>;
  readonly head: RawBuilder<string | null>;
}

export type RunQuery = SelectQueryBuilder<Tables, "ci_data", object>;

export function ciData(database: Database, zone: string, fast: boolean): CiData {
  return {
    database,
    zone,
    fast,
    pull: fast ? sql`ci_stat_pull` : pullText(database.engine),
    head: fast ? sql`ci_stat_commit` : sql`substr(${sql.ref("commit")}, 1, 64)`,
  };
}

export function inWindow({ database, zone }: CiData, { begin, end }: Window): RunQuery {
  return database.kysely
    .selectFrom("ci_data")
    .where("time", ">=", toNaive(begin, zone))
    .where("time", "<", toNaive(end, zone));
}

export function inScope(source: CiData, scope: Scope): RunQuery {
  let query = inWindow(source, scope.window);
  if (scope.repo !== undefined) query = query.where(ofRepo(scope.repo));
  if (scope.branch !== undefined) query = query.where("branch", "=", scope.branch);
  if (scope.jobs.length > 0) query = query.where(ofJobs(scope.jobs));
  if (scope.special) query = query.where(sql<boolean>`${source.pull} is null`);
  return query;
}

/** `owner/name` is meant exactly, a bare name of any owner. */
export function ofRepo(repo: string): RawBuilder<boolean> {
  return repo.includes("/") ? sql`repo = ${repo}` : sql`repo like ${`%/${likePattern(repo)}`} escape '!'`;
}

export function ofJobs(patterns: readonly string[]): RawBuilder<boolean> {
  const each = patterns.map((pattern) =>
    pattern.includes("*") ? sql`job like ${likePattern(pattern)} escape '!'` : sql`job = ${pattern}`,
  );
  return sql`(${sql.join(each, sql` or `)})`;
}

const sumOf = (status: string) => sql<number>`sum(case when status = ${sql.lit(status)} then 1 else 0 end)`;

/** Runs by outcome, of the rows at hand. `other` is what is left. */
export const outcomes = [
  sql<number>`count(*)`.as("runs"),
  sumOf("SUCCESS").as("success"),
  sumOf("FAILURE").as("failure"),
  sumOf("ABORTED").as("aborted"),
] as const;

/** Runs by outcome per job, pull request and commit: what all the counts of lists are summed from. */
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
  sql<number>`coalesce(sum(aborted), 0)`.as("aborted"),
] as const;

const pullKey = sql`case when pull is not null then concat(coalesce(repo, ''), '#', pull) end`;
const jobPullKey = sql`case when pull is not null then concat(job, ' ', coalesce(repo, ''), '#', pull) end`;

export const distinctPulls = sql<number>`count(distinct ${pullKey})`;

/** Runs of a job on a pull request after its first; and those of them on a commit that the job had run on. */
export const repeats = [
  sql<number>`coalesce(sum(case when pull is not null then runs else 0 end), 0) - count(distinct ${jobPullKey})`.as(
    "reruns",
  ),
  sql<number>`coalesce(sum(case when pull is not null and head is not null then runs - 1 else 0 end), 0)`.as("retries"),
] as const;

interface Sums {
  readonly runs: number;
  readonly success: number;
  readonly failure: number;
  readonly aborted: number;
}

/** The columns of a tally with `other` filled in; sums may come as text on some servers. */
export function readTally(row: Sums): Sums & { other: number } {
  const [runs, success, failure, aborted] = [row.runs, row.success, row.failure, row.aborted].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return { runs, success, failure, aborted, other: runs - success - failure - aborted };
}

export function readRepeats(row: { readonly reruns: number; readonly retries: number }) {
  return { reruns: Number(row.reruns), retries: Number(row.retries) };
}
