import { sql } from "kysely";
import type { RunStore } from "../../ports/run-store.ts";
import { fromNaive } from "../../time/zone.ts";
import type { Database } from "../engine/open.ts";
import { findCommits, listRunsOfCommit, listRunsOn } from "./commit-list.ts";
import { readDurations } from "./durations.ts";
import { listFlakyCommits, listFlakyJobs, sumFlaky } from "./flaky-list.ts";
import { listJobs } from "./job-list.ts";
import { readJobReach } from "./job-reach.ts";
import { listPulls, pullsNumbered } from "./pull-list.ts";
import { listRerunJobs, sumRetries } from "./repeated-runs.ts";
import { listRunsOfJob, listRunsOfPulls, listRunsWithin } from "./run-details.ts";
import { countUnsuccessful, findRun, listRuns, listUnsuccessful } from "./run-list.ts";
import { ciData, inWindow } from "./run-query.ts";
import { readTotals, readTrend } from "./totals.ts";

export interface RunStoreOptions {
  readonly zone: string;
  /** Whether the virtual columns exist (`isFast`). */
  readonly fast: boolean;
  /** Whether our own tables hold the statuses that `ci_data` does not take (`hasOriginals`); false by default. */
  readonly hasOriginals?: boolean;
}

/** Reads `ci_data` by column name, so the order of its columns does not matter. */
export function createRunStore(database: Database, options: RunStoreOptions): RunStore {
  const source = ciData(database, options);
  return {
    totals: (scope) => readTotals(source, scope),
    trend: (scope, size) => readTrend(source, scope, size),
    jobs: (scope, slice) => listJobs(source, scope, slice),
    rerunJobs: (scope, limit) => listRerunJobs(source, scope, limit),
    retriedMs: (scope) => sumRetries(source, scope),
    pulls: (scope, slice) => listPulls(source, scope, slice),
    pullsNumbered: (scope, number) => pullsNumbered(source, scope, number),
    jobReach: (scope) => readJobReach(source, scope),
    runs: (scope, filter, slice) => listRuns(source, scope, filter, slice),
    run: (ref) => findRun(source, ref),
    durations: (scope, size) => readDurations(source, scope, size),
    flakyTotals: (scope) => sumFlaky(source, scope),
    flakyJobs: (scope, slice) => listFlakyJobs(source, scope, slice),
    flakyCommits: (scope, slice) => listFlakyCommits(source, scope, slice),
    runsOn: (pairs, window) => listRunsOn(source, pairs, window),
    commits: (prefix, limit) => findCommits(source, prefix, limit),
    runsOfCommit: (commit, slice) => listRunsOfCommit(source, commit, slice),
    unsuccessfulCount: (window) => countUnsuccessful(source, window),
    unsuccessfulRuns: (window) => listUnsuccessful(source, window),
    runsWithin: (scope) => listRunsWithin(source, scope),
    runsOfJob: (scope, part) => listRunsOfJob(source, scope, part),
    runsOfPulls: (scope, pulls) => listRunsOfPulls(source, scope, pulls),

    async allJobNames() {
      const rows = await source.database.kysely.selectFrom("ci_data").select("job").distinct().execute();
      return rows.map(({ job }) => job);
    },

    async jobNames(window) {
      const rows = await inWindow(source, window).select("job").distinct().limit(2_000).execute();
      return rows.map((row) => row.job);
    },

    async repoNames(window) {
      const rows = await inWindow(source, window).select("repo").distinct().limit(2_000).execute();
      return rows.flatMap(({ repo }) => (repo ? [repo] : []));
    },

    async newest() {
      const { kysely } = source.database;
      const row = await kysely
        .selectFrom("ci_data")
        .select(sql<string | null>`max(time)`.as("time"))
        .executeTakeFirst();
      return row?.time ? fromNaive(row.time, source.zone) : null;
    },
  };
}
