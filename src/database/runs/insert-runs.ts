import type { Insertable } from "kysely";
import { toNaive } from "../../time/zone.ts";
import type { Database } from "../engine/open.ts";
import type { CiDataTable } from "../engine/schema.ts";

/** A run to insert, with the column names of `ci_data`; `time` in epoch milliseconds. */
export interface NewRun extends Omit<CiDataTable, "time" | "ci_stat_pull" | "ci_stat_commit"> {
  readonly time: number | null;
}

const ROWS_AT_ONCE = 200;

/** Inserts runs. A run that exists stays as it is. */
export async function insertRuns({ kysely, engine }: Database, runs: Iterable<NewRun>, zone: string): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    for (const batch of batches(runs)) {
      const rows = batch.map((run) => row(run, zone));
      const insert = transaction.insertInto("ci_data").values(rows);
      await (engine === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute();
    }
  });
}

function row(run: NewRun, zone: string): Insertable<CiDataTable> {
  const { job, job_id, status, duration, commit, branch, comment, repo, analysis_res, description } = run;
  const time = run.time === null ? null : toNaive(run.time, zone);
  return { job, job_id, status, duration, time, commit, branch, comment, repo, analysis_res, description };
}

function* batches(runs: Iterable<NewRun>): Iterable<NewRun[]> {
  let batch: NewRun[] = [];
  for (const run of runs) {
    batch.push(run);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
