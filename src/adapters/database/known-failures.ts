import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Elsewhere, FailureCause, FailureKey } from "../../model/failure.ts";
import type { FlakyCase } from "../../model/flaky.ts";
import type { PullRef } from "../../model/pull-request.ts";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import type { Window } from "../../model/window.ts";
import type { JobCommit } from "../../ports.ts";
import { onTrunk, pullKey, runsCount } from "./case-history.ts";
import { inScope, readSeen, seen } from "./failure-list.ts";
import { NAME_LENGTH } from "./scan-record.ts";
import type { Tables } from "./schema.ts";

/** Many broken things at once: how often, where else, on which flaky commits. */

type FailureQuery = SelectQueryBuilder<Tables, "ci_stat_failures", object>;

/** Runs each failed in, in the order of the keys. */
export async function countRunsOf(
  kysely: Kysely<Tables>,
  keys: readonly FailureKey[],
  scope: Scope,
): Promise<readonly number[]> {
  if (keys.length === 0) return [];
  const rows = await ofKeys(inScope(kysely.selectFrom("ci_stat_failures"), scope), keys)
    .select(["cause", "name", runsCount.as("runs")])
    .groupBy(["cause", "name"])
    .execute();
  return keys.map((key) => Number(rowOf(rows, key)?.runs ?? 0));
}

/** Where these were seen, but on the pull request itself. */
export async function findElsewhere(
  kysely: Kysely<Tables>,
  keys: readonly FailureKey[],
  { repo, number }: PullRef,
  { begin, end }: Window,
): Promise<readonly Elsewhere[]> {
  if (keys.length === 0) return [];
  const rows = await ofKeys(kysely.selectFrom("ci_stat_failures"), keys)
    .select([
      "cause",
      "name",
      sql<number>`count(distinct ${pullKey})`.as("pullRequests"),
      sql<number>`count(distinct case when ${onTrunk} then concat(job, '#', job_id) end)`.as("trunkRuns"),
    ])
    .where(sql<boolean>`run_time >= ${begin} and run_time < ${end}`)
    .where(sql<boolean>`(pull is null or pull <> ${number} or coalesce(repo, '') <> ${repo})`)
    .groupBy(["cause", "name"])
    .execute();
  return keys.map(({ cause, name }) => {
    const row = rowOf(rows, { cause, name });
    return { cause, name, pullRequests: Number(row?.pullRequests ?? 0), trunkRuns: Number(row?.trunkRuns ?? 0) };
  });
}

/** Cases that failed in runs of these jobs on these commits, which passed too, or in several pull requests. */
export async function listFlakyCases(
  kysely: Kysely<Tables>,
  scope: Scope,
  commits: readonly JobCommit[],
  { limit, offset }: Slice,
): Promise<Page<FlakyCase>> {
  const keys = commits.map(({ job, commit }) => `${job} ${commit}`);
  const onFlaky =
    keys.length === 0 ? sql<boolean>`0 = 1` : sql<boolean>`concat(job, ' ', commit_hash) in (${sql.join(keys)})`;
  const query = inScope(kysely.selectFrom("ci_stat_failures"), scope)
    .select(["cause", "name", ...seen])
    .select(sql<number>`count(distinct case when ${onFlaky} then concat(job, '#', job_id) end)`.as("flakyRuns"))
    .where("cause", "=", "case")
    .groupBy(["cause", "name"]);
  const flaky = kysely
    .selectFrom(query.as("cases"))
    .where(sql<boolean>`(${sql.ref("flakyRuns")} > 0 or ${sql.ref("pullRequests")} > 1)`);
  const rows = await flaky
    .selectAll()
    .orderBy("flakyRuns", "desc")
    .orderBy("pullRequests", "desc")
    .orderBy("runs", "desc")
    .orderBy("name")
    .limit(limit)
    .offset(offset)
    .execute();
  const counted = await flaky.select(sql<number>`count(*)`.as("total")).executeTakeFirst();
  const items = rows.map((row) => ({ ...readSeen(row), flakyRuns: Number(row.flakyRuns) }));
  return { items, total: Number(counted?.total ?? 0) };
}

function ofKeys(query: FailureQuery, keys: readonly FailureKey[]): FailureQuery {
  return query.where("name", "in", [...new Set(keys.map(({ name }) => name.slice(0, NAME_LENGTH)))]);
}

function rowOf<Row extends { readonly cause: string; readonly name: string }>(
  rows: readonly Row[],
  { cause, name }: { readonly cause: FailureCause; readonly name: string },
): Row | undefined {
  return rows.find((row) => row.cause === cause && row.name === name.slice(0, NAME_LENGTH));
}
