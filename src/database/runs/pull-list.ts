import { sql } from "kysely";
import type { PullRequest } from "../../model/pull-request.ts";
import type { Page, Scope, Slice, Sort } from "../../model/scope.ts";
import type { PullTally } from "../../ports/run-store.ts";
import { chunks, TERMS_AT_ONCE } from "../engine/chunks.ts";
import { listOrder } from "./list-order.ts";
import { allRuns, type CiData, distinctPulls, groups, readRepeats, readTally, repeats, sums } from "./run-query.ts";
import { readPullRequest, runColumns } from "./run-row.ts";

/** Pull requests of a scope, most failures first unless `sort` is given. */
export async function listPulls(
  source: CiData,
  scope: Scope,
  { limit, offset, sort }: Slice,
): Promise<Page<PullTally>> {
  const { kysely } = source.database;
  const rows = await perPull(source, scope, sort).limit(limit).offset(offset).execute();
  const counted = await kysely
    .selectFrom(groups(source, scope).as("grouped"))
    .select(distinctPulls.as("total"))
    .executeTakeFirst();
  return { items: await described(source, rows), total: Number(counted?.total ?? 0) };
}

/** The pull requests of the scope with this number: at most one in each repository. */
export async function pullsNumbered(source: CiData, scope: Scope, number: number): Promise<readonly PullTally[]> {
  const rows = await perPull(source, scope, "failures").where("pull", "=", String(number)).execute();
  return described(source, rows);
}

function perPull(source: CiData, scope: Scope, sort: Sort | undefined) {
  const { kysely } = source.database;
  const tallies = kysely
    .selectFrom(groups(source, scope).as("grouped"))
    .select(["repo", sql<string>`pull`.as("pull"), ...sums, ...repeats])
    .select([sql<number>`count(distinct head)`.as("commits"), sql<string>`max(newest)`.as("newest")])
    .where(sql<boolean>`pull is not null`)
    .groupBy(["repo", "pull" as never]);
  const names = sql`repo, length(pull), pull`;
  return kysely
    .selectFrom(tallies.as("tallies"))
    .selectAll()
    .orderBy(listOrder(sort, sort === "name" ? names : sql`newest desc, ${names}`));
}

type PullRow = Awaited<ReturnType<ReturnType<typeof perPull>["execute"]>>[number];

/** Adds title, author and link from the newest run of each pull request. */
async function described(source: CiData, rows: readonly PullRow[]): Promise<PullTally[]> {
  const newest = new Map<string, PullRequest>();
  for (const part of chunks(rows, TERMS_AT_ONCE))
    for (const run of await newestRuns(source, part)) {
      const pull = readPullRequest(run);
      if (pull) newest.set(`${pull.repo}#${pull.number}`, pull);
    }
  return rows.map((row) => {
    const repo = row.repo ?? "";
    const blank = { repo, number: Number(row.pull), title: null, author: null, branch: null, link: null };
    return {
      pullRequest: newest.get(`${repo}#${row.pull}`) ?? blank,
      ...readTally(row),
      ...readRepeats(row),
      commits: Number(row.commits),
    };
  });
}

function newestRuns(source: CiData, rows: readonly PullRow[]) {
  const each = rows.map((row) => sql<boolean>`(time = ${row.newest} and ${source.pull} = ${row.pull})`);
  return allRuns(source)
    .select(runColumns)
    .where(sql<boolean>`(${sql.join(each, sql` or `)})`)
    .execute();
}
