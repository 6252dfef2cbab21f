import { type Kysely, sql } from "kysely";
import type { FlakyCase } from "../../model/flaky.ts";
import type { Page, Scope, Slice } from "../../model/scope.ts";
import type { JobCommit } from "../../ports/run-store.ts";
import { chunks, VALUES_AT_ONCE } from "../engine/chunks.ts";
import type { Tables } from "../engine/schema.ts";
import { runsCount } from "./case-history.ts";
import { inScope, readSeen, seen } from "./failure-list.ts";

/**
 * Test cases that failed on commits on which the same job also passed, or in several pull requests. The commits come
 * from `ci_data`, which may be in another database, so they are matched with the test cases here.
 */
export async function listFlakyCases(
  kysely: Kysely<Tables>,
  scope: Scope,
  commits: readonly JobCommit[],
  { limit, offset }: Slice,
): Promise<Page<FlakyCase>> {
  const flakyRuns = await countOnFlaky(kysely, scope, commits);
  const several = await tallied(kysely, scope, sql<boolean>`${sql.ref("pullRequests")} > 1`);
  const known = new Set(several.map(({ name }) => name));
  const others = [...flakyRuns.keys()].filter((name) => !known.has(name));
  const once = [];
  for (const names of chunks(others, VALUES_AT_ONCE))
    once.push(...(await tallied(kysely, scope, sql<boolean>`name in (${sql.join(names)})`)));
  const cases = [...several, ...once].map((each) => ({ ...each, flakyRuns: flakyRuns.get(each.name) ?? 0 }));
  return { items: cases.sort(byEvidence).slice(offset, offset + limit), total: cases.length };
}

/** Runs on flaky commits by test case. A run has one job and one commit, so no two chunks count it. */
async function countOnFlaky(kysely: Kysely<Tables>, scope: Scope, commits: readonly JobCommit[]) {
  const counts = new Map<string, number>();
  const keys = [...new Set(commits.map(({ job, commit }) => `${job} ${commit}`))];
  for (const part of chunks(keys, VALUES_AT_ONCE)) {
    const rows = await failedCases(kysely, scope)
      .select(["name", runsCount.as("runs")])
      .where(sql<boolean>`concat(job, ' ', commit_hash) in (${sql.join(part)})`)
      .groupBy("name")
      .execute();
    for (const { name, runs } of rows) counts.set(name, (counts.get(name) ?? 0) + Number(runs));
  }
  return counts;
}

async function tallied(kysely: Kysely<Tables>, scope: Scope, wanted: ReturnType<typeof sql<boolean>>) {
  const cases = failedCases(kysely, scope)
    .select(["cause", "name", ...seen])
    .groupBy(["cause", "name"]);
  return (await kysely.selectFrom(cases.as("cases")).selectAll().where(wanted).execute()).map(readSeen);
}

function failedCases(kysely: Kysely<Tables>, scope: Scope) {
  return inScope(kysely.selectFrom("ci_stat_failures"), scope).where("cause", "=", "case");
}

function byEvidence(one: FlakyCase, other: FlakyCase): number {
  return (
    other.flakyRuns - one.flakyRuns ||
    other.pullRequests - one.pullRequests ||
    other.runs - one.runs ||
    (one.name < other.name ? -1 : 1)
  );
}
