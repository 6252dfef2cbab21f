import { sql } from "kysely";
import type { Run } from "../../model/run.ts";
import type { Page, Slice } from "../../model/scope.ts";
import { DAY, type Window } from "../../model/window.ts";
import type { CommitTally, JobCommit } from "../../ports/run-store.ts";
import { fromNaive, toNaive } from "../../time/zone.ts";
import { chunks, TERMS_AT_ONCE } from "../engine/chunks.ts";
import { readPage } from "./run-list.ts";
import { allRuns, type CiData, inWindow, outcomes, type RunQuery, readTally } from "./run-query.ts";
import { readRun, runColumns } from "./run-row.ts";

/** How far back commits are searched if there is no index for them. */
const UNINDEXED_DAYS = 60;

/** Commits whose hash begins with the prefix, newest first. */
export async function findCommits(source: CiData, prefix: string, limit: number): Promise<readonly CommitTally[]> {
  const { head } = source;
  const rows = await (await anyTime(source))
    .select([head.as("head"), ...outcomes])
    .select([sql<string | null>`max(repo)`.as("repo"), sql<string | null>`max(time)`.as("newest")])
    // A range, since the engines differ in when `like` uses an index. No character of a hash comes after `f`.
    .where(sql<boolean>`${head} >= ${prefix} and ${head} < ${`${prefix}g`}`)
    .groupBy("head" as never)
    .orderBy("newest", "desc")
    .orderBy("head")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    commit: row.head ?? "",
    repo: row.repo || null,
    newest: row.newest === null ? null : fromNaive(row.newest, source.zone),
    ...readTally(row),
  }));
}

/** The runs of one commit, newest first. */
export async function listRunsOfCommit(source: CiData, commit: string, slice: Slice): Promise<Page<Run>> {
  const query = (await anyTime(source)).where(sql<boolean>`${source.head} = ${commit}`);
  return readPage(query, slice, source.zone);
}

/** The runs of these jobs on these commits, oldest first. */
export async function listRunsOn(source: CiData, pairs: readonly JobCommit[], window: Window): Promise<readonly Run[]> {
  const found: Run[] = [];
  for (const part of chunks(pairs, TERMS_AT_ONCE)) {
    const each = part.map(({ job, commit }) => sql<boolean>`(job = ${job} and ${source.head} = ${commit})`);
    const rows = await inWindow(source, window)
      .select(runColumns)
      .where(sql<boolean>`(${sql.join(each, sql` or `)})`)
      .orderBy("time")
      .orderBy("job_id")
      .limit(part.length * 50)
      .execute();
    found.push(...rows.map((row) => readRun(row, source.zone)));
  }
  return found.sort((one, other) => (one.time ?? 0) - (other.time ?? 0) || one.id - other.id);
}

async function anyTime(source: CiData): Promise<RunQuery> {
  const { fast, zone } = source;
  const query = allRuns(source);
  if (fast) return query;
  const newest = await query.select(sql<string | null>`max(time)`.as("time")).executeTakeFirst();
  if (!newest?.time) return query;
  return query.where("time", ">=", toNaive(fromNaive(newest.time, zone) - UNINDEXED_DAYS * DAY, zone));
}
