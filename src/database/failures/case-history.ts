import { type Kysely, sql } from "kysely";
import type { FailureKey, FailureTally, Occurrence, Reach } from "../../model/failure.ts";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import type { SpreadBy, SpreadPart } from "../../ports/failure-store.ts";
import { cut } from "../engine/cut.ts";
import { likePattern } from "../engine/dialect.ts";
import type { Tables } from "../engine/schema.ts";
import { type FailureQuery, inScope, isCounted, tallied } from "./failure-list.ts";
import { NAME_LENGTH } from "./scan-rows.ts";

/** The history of one failure. Its rows are found by the index on (name, run_time). */

export const runsCount = sql<number>`count(distinct concat(job, '#', job_id))`;
export const pullKey = sql<string | null>`case when pull is not null then concat(coalesce(repo, ''), '#', pull) end`;
/** On trunk: a run without a pull request on master, main or a release branch, or without a branch. */
export const onTrunk = sql<boolean>`(pull is null and
  (branch is null or branch in ('master', 'main') or branch like 'release-%'))`;

export function listNamed(
  kysely: Kysely<Tables>,
  pattern: string,
  scope: Scope,
  slice: Slice,
): Promise<Page<FailureTally>> {
  const term = pattern.includes("*")
    ? sql<boolean>`name like ${likePattern(pattern)} escape '!'`
    : sql<boolean>`name = ${cut(pattern, NAME_LENGTH)}`;
  return tallied(kysely, inScope(kysely.selectFrom("ci_stat_failures"), scope).where(term), slice);
}

export function listSaying(
  kysely: Kysely<Tables>,
  line: string,
  scope: Scope,
  slice: Slice,
): Promise<Page<FailureTally>> {
  const pattern = `%${line.replace(/[!%_]/g, "!$&")}%`;
  const holds = sql<boolean>`lower(excerpt) like lower(${pattern}) escape '!'`;
  return tallied(kysely, inScope(kysely.selectFrom("ci_stat_failures"), scope).where(holds), slice);
}

export async function readReach(kysely: Kysely<Tables>, key: FailureKey, scope: Scope | undefined): Promise<Reach> {
  const row = await ofKey(kysely, key, scope)
    .select([
      runsCount.as("runs"),
      sql<number>`count(distinct ${pullKey})`.as("pullRequests"),
      sql<number>`count(distinct case when ${onTrunk} then concat(job, '#', job_id) end)`.as("trunkRuns"),
      sql<number | null>`min(run_time)`.as("firstSeen"),
      sql<number | null>`max(run_time)`.as("lastSeen"),
    ])
    .executeTakeFirstOrThrow();
  return {
    runs: Number(row.runs),
    pullRequests: Number(row.pullRequests),
    trunkRuns: Number(row.trunkRuns),
    firstSeen: row.firstSeen === null ? null : Number(row.firstSeen),
    lastSeen: row.lastSeen === null ? null : Number(row.lastSeen),
  };
}

/** Runs from each start to the next. The caller computes the days of the zone, since SQL has no IANA zones. */
export async function readTrendOf(
  kysely: Kysely<Tables>,
  key: FailureKey,
  scope: Scope,
  starts: readonly number[],
): Promise<readonly number[]> {
  if (starts.length === 0) return [];
  const ends = starts.slice(1).map((end, index) => sql`when run_time < ${end} then ${sql.lit(index)}`);
  const bucket =
    ends.length === 0
      ? sql<number>`0`
      : sql<number>`case ${sql.join(ends, sql` `)}
    else ${sql.lit(ends.length)} end`;
  const rows = await ofKey(kysely, key, scope)
    .select([bucket.as("bucket"), runsCount.as("runs")])
    .groupBy("bucket" as never)
    .execute();
  const counts = new Map(rows.map((row) => [Number(row.bucket), Number(row.runs)]));
  return starts.map((_, index) => counts.get(index) ?? 0);
}

const spreadNames = { job: sql<string | null>`job`, branch: sql<string | null>`branch`, pull: pullKey };

export async function listSpread(
  kysely: Kysely<Tables>,
  key: FailureKey,
  scope: Scope,
  by: SpreadBy,
  { limit, offset }: Slice,
): Promise<Page<SpreadPart>> {
  const parted = ofKey(kysely, key, scope)
    .select([spreadNames[by].as("part"), runsCount.as("runs")])
    .groupBy("part" as never);
  const rows = await parted.orderBy("runs", "desc").orderBy("part").limit(limit).offset(offset).execute();
  const counted = await kysely
    .selectFrom(parted.as("parts"))
    .select(sql<number>`count(*)`.as("total"))
    .executeTakeFirst();
  return { items: rows.map((row) => ({ name: row.part, runs: Number(row.runs) })), total: Number(counted?.total ?? 0) };
}

export async function listOccurrences(
  kysely: Kysely<Tables>,
  key: FailureKey,
  scope: Scope,
  { limit, offset }: Slice,
): Promise<Page<Occurrence>> {
  const query = ofKey(kysely, key, scope);
  // A failure may occur several times in a run: its first excerpt is shown.
  const firsts = query
    .select(["job", "job_id", sql<number>`min(ordinal)`.as("ordinal"), sql<number>`max(run_time)`.as("at")])
    .groupBy(["job", "job_id"])
    .orderBy("at", "desc")
    .orderBy("job")
    .orderBy("job_id", "desc")
    .limit(limit)
    .offset(offset);
  const rows = await kysely
    .selectFrom(firsts.as("first"))
    .innerJoin("ci_stat_failures as found", (join) =>
      join
        .onRef("found.job", "=", "first.job")
        .onRef("found.job_id", "=", "first.job_id")
        .onRef("found.ordinal", "=", "first.ordinal"),
    )
    .leftJoin("ci_stat_scans as scan", (join) =>
      join.onRef("scan.job", "=", "found.job").onRef("scan.job_id", "=", "found.job_id"),
    )
    .selectAll("found")
    .select("scan.last_checkout")
    .orderBy("found.run_time", "desc")
    .orderBy("found.job")
    .orderBy("found.job_id", "desc")
    .execute();
  const counted = await query.select(runsCount.as("total")).executeTakeFirst();
  const items = rows.map((row) => ({
    job: row.job,
    id: row.job_id,
    time: Number(row.run_time),
    repo: row.repo,
    branch: row.branch,
    pull: row.pull,
    commit: row.commit_hash ?? row.last_checkout,
    excerpt: row.excerpt,
    logLine: row.log_line,
  }));
  return { items, total: Number(counted?.total ?? 0) };
}

function ofKey(kysely: Kysely<Tables>, { cause, name }: FailureKey, scope: Scope | undefined): FailureQuery {
  const query = kysely.selectFrom("ci_stat_failures").where(isCounted);
  const scoped = scope === undefined ? query : inScope(query, scope);
  return scoped.where("name", "=", cut(name, NAME_LENGTH)).where("cause", "=", cause);
}
