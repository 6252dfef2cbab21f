import { type Kysely, sql } from "kysely";
import type { Cause, Elsewhere, FailureKey } from "../../model/failure.ts";
import type { PullRef } from "../../model/pull-request.ts";
import type { Scope } from "../../model/scope.ts";
import type { Window } from "../../model/window.ts";
import { cut } from "../engine/cut.ts";
import type { Tables } from "../engine/schema.ts";
import { onTrunk, pullKey, runsCount } from "./case-history.ts";
import { type FailureQuery, inScope, isCounted } from "./failure-list.ts";
import { NAME_LENGTH } from "./scan-rows.ts";

/** How often, and where else, several failures occurred. */

/** In how many runs each failure occurred, in the order of the keys. */
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

/** Where each failure was seen, other than on the pull request itself. */
export async function findElsewhere(
  kysely: Kysely<Tables>,
  keys: readonly FailureKey[],
  { repo, number }: PullRef,
  { begin, end }: Window,
): Promise<readonly Elsewhere[]> {
  if (keys.length === 0) return [];
  const ofOthers = ofKeys(kysely.selectFrom("ci_stat_failures"), keys)
    .where(isCounted)
    .where(sql<boolean>`run_time >= ${begin} and run_time < ${end}`)
    .where(sql<boolean>`(pull is null or pull <> ${number} or coalesce(repo, '') <> ${repo})`);
  const rows = await ofOthers
    .select([
      "cause",
      "name",
      sql<number>`count(distinct ${pullKey})`.as("pullRequests"),
      sql<number>`count(distinct case when ${onTrunk} then concat(job, '#', job_id) end)`.as("trunkRuns"),
      sql<number | null>`min(case when ${onTrunk} then run_time end)`.as("firstOnTrunk"),
      sql<number | null>`max(case when ${onTrunk} then run_time end)`.as("lastOnTrunk"),
    ])
    .groupBy(["cause", "name"])
    .execute();
  const byJob = await ofOthers
    .select(["cause", "name", "job", sql<number>`count(distinct job_id)`.as("runs")])
    .groupBy(["cause", "name", "job"])
    .execute();
  return keys.map(({ cause, name }) => {
    const row = rowOf(rows, { cause, name });
    return {
      cause,
      name,
      runsByJob: new Map(
        byJob.filter((each) => isRowOf(each, { cause, name })).map(({ job, runs }) => [job, Number(runs)]),
      ),
      pullRequests: Number(row?.pullRequests ?? 0),
      trunkRuns: Number(row?.trunkRuns ?? 0),
      firstOnTrunk: momentOf(row?.firstOnTrunk),
      lastOnTrunk: momentOf(row?.lastOnTrunk),
    };
  });
}

function momentOf(time: number | null | undefined): number | null {
  return time == null ? null : Number(time);
}

function ofKeys(query: FailureQuery, keys: readonly FailureKey[]): FailureQuery {
  return query.where("name", "in", [...new Set(keys.map(({ name }) => cut(name, NAME_LENGTH)))]);
}

function rowOf<Row extends { readonly cause: string; readonly name: string }>(
  rows: readonly Row[],
  { cause, name }: { readonly cause: Cause; readonly name: string },
): Row | undefined {
  return rows.find((row) => isRowOf(row, { cause, name }));
}

function isRowOf(row: { readonly cause: string; readonly name: string }, { cause, name }: FailureKey): boolean {
  return row.cause === cause && row.name === cut(name, NAME_LENGTH);
}
