import { type Kysely, sql, type Transaction } from "kysely";
import type { Failure, Scan, ScanOutcome } from "../../model/failure.ts";
import { type Run, type RunRef, runKey } from "../../model/run.ts";
import type { Window } from "../../model/window.ts";
import type { ScannedRun } from "../../ports/failure-store.ts";
import { chunks, TERMS_AT_ONCE } from "../engine/chunks.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { cut } from "../engine/cut.ts";
import { isDuplicate, isUnfit, messageOf } from "../engine/errors.ts";
import type { FailuresTable, ScansTable, Tables } from "../engine/schema.ts";
import { forgetAbort, putFacts, readFacts } from "../runs/build-facts.ts";
import { failureRows, NAME_LENGTH, readDurations, readFailure, scanRow } from "./scan-rows.ts";

export interface FoundInRun extends RunRef {
  readonly failures: readonly Failure[];
}

export async function readScan(kysely: Kysely<Tables>, ref: RunRef): Promise<Scan | undefined> {
  const row = await kysely
    .selectFrom("ci_stat_scans")
    .select(["outcome", "retried_cases", "rules_version", "last_checkout", "case_durations", "log_end"])
    .where("job", "=", ref.job)
    .where("job_id", "=", ref.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const [[found], facts] = await Promise.all([readFailures(kysely, [ref]), readFacts(kysely, ref)]);
  return {
    job: ref.job,
    id: ref.id,
    outcome: row.outcome as ScanOutcome,
    failures: found?.failures ?? [],
    retriedCases: JSON.parse(row.retried_cases) as string[],
    rulesVersion: row.rules_version,
    lastCheckout: row.last_checkout,
    durations: readDurations(row.case_durations),
    ...(row.log_end === null ? {} : { logEnd: row.log_end }),
    ...(facts?.abort ? { abort: facts.abort } : {}),
  };
}

export async function readFailures(kysely: Kysely<Tables>, refs: readonly RunRef[]): Promise<readonly FoundInRun[]> {
  const found = new Map(refs.map((ref): [string, Failure[]] => [runKey(ref), []]));
  for (const part of chunks(refs, TERMS_AT_ONCE)) {
    const each = part.map(({ job, id }) => sql<boolean>`(job = ${job} and job_id = ${id})`);
    const rows = await kysely
      .selectFrom("ci_stat_failures")
      .selectAll()
      .where(sql<boolean>`(${sql.join(each, sql` or `)})`)
      .orderBy("ordinal")
      .execute();
    for (const row of rows) found.get(runKey({ job: row.job, id: row.job_id }))?.push(readFailure(row));
  }
  return refs.map(({ job, id }) => ({ job, id, failures: found.get(runKey({ job, id })) ?? [] }));
}

export async function countScanned(kysely: Kysely<Tables>, window: Window): Promise<number> {
  const row = await scannedIn(kysely, window).select(sql<number>`count(*)`.as("runs")).executeTakeFirst();
  return Number(row?.runs ?? 0);
}

export async function listScanned(kysely: Kysely<Tables>, window: Window): Promise<readonly ScannedRun[]> {
  const rows = await scannedIn(kysely, window).select(["job", "job_id", "outcome", "rules_version"]).execute();
  return rows.map((row) => ({
    job: row.job,
    id: row.job_id,
    outcome: row.outcome as ScanOutcome,
    rulesVersion: row.rules_version,
  }));
}

/**
 * Writes a scan and its failures in one transaction, replacing those of an earlier scan. If the database refuses a
 * value even after all cuts, the run is marked as `unkept` instead, so that one bad run does not block the others.
 */
export async function saveScan(kysely: Kysely<Tables>, run: Run, scan: Scan): Promise<void> {
  try {
    await retryConflicts(() => writeScan(kysely, run, scan), isDuplicate);
  } catch (error) {
    if (!isUnfit(error)) throw error;
    const nothing = { failures: [], retriedCases: [], lastCheckout: null, durations: [] } as const;
    const row = {
      ...scanRow(run, { ...scan, ...nothing, outcome: "unkept" }),
      fault: cut(messageOf(error), NAME_LENGTH),
    };
    await retryConflicts(() => writeRows(kysely, run, scan, row, []), isDuplicate);
  }
}

export async function forgetScan(kysely: Kysely<Tables>, ref: RunRef): Promise<void> {
  await retryConflicts(() =>
    kysely.transaction().execute(async (transaction) => {
      await removeScan(transaction, ref);
      await forgetAbort(transaction, ref);
    }),
  );
}

async function writeScan(kysely: Kysely<Tables>, run: Run, scan: Scan): Promise<void> {
  await writeRows(kysely, run, scan, scanRow(run, scan), failureRows(run, scan.failures));
}

async function writeRows(
  kysely: Kysely<Tables>,
  run: Run,
  { abort }: Scan,
  row: ScansTable,
  rows: readonly FailuresTable[],
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    await removeScan(transaction, run);
    if (abort !== undefined) await putFacts(transaction, run, { abort });
    await transaction.insertInto("ci_stat_scans").values(row).execute();
    if (rows.length > 0)
      await transaction
        .insertInto("ci_stat_failures")
        .values([...rows])
        .execute();
  });
}

async function removeScan(transaction: Transaction<Tables>, { job, id }: RunRef): Promise<void> {
  const before = await transaction
    .selectFrom("ci_stat_scans")
    .select("job")
    .where("job", "=", job)
    .where("job_id", "=", id)
    .executeTakeFirst();
  // Deleting rows that are not there would lock the gap that other scans are writing into.
  if (!before) return;
  for (const table of ["ci_stat_failures", "ci_stat_scans"] as const)
    await transaction.deleteFrom(table).where("job", "=", job).where("job_id", "=", id).execute();
}

function scannedIn(kysely: Kysely<Tables>, { begin, end }: Window) {
  const unfinished: ScanOutcome[] = ["growing", "no_results"];
  const inWindow = kysely.selectFrom("ci_stat_scans").where("run_time", ">=", begin).where("run_time", "<", end);
  return inWindow.where("outcome", "not in", unfinished);
}
