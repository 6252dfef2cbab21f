import { type Kysely, sql, type Transaction } from "kysely";
import {
  type CaseDuration,
  type Cause,
  causeOf,
  type Failure,
  type Scan,
  type ScanOutcome,
} from "../../model/failure.ts";
import { type Run, type RunRef, runKey } from "../../model/run.ts";
import type { Window } from "../../model/window.ts";
import type { ScannedRun } from "../../ports/failure-store.ts";
import { chunks, TERMS_AT_ONCE } from "../engine/chunks.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import type { FailuresTable, ScansTable, Tables } from "../engine/schema.ts";

/** Lengths of the columns, in characters; what is longer is cut. */
export const NAME_LENGTH = 300;
const EXCERPT_LENGTH = 16_000;
const WHO_LENGTH = 100;
const HINT_LENGTH = 1_000;
const STATUS_LENGTH = 16;
/** A TEXT column holds 65,535 bytes. */
const DURATIONS_BYTES = 60_000;
const MOST_MS = 2 ** 31 - 1;

export interface FoundInRun extends RunRef {
  readonly failures: readonly Failure[];
}

export async function readScan(kysely: Kysely<Tables>, ref: RunRef): Promise<Scan | undefined> {
  const row = await kysely
    .selectFrom("ci_stat_scans")
    .select(["outcome", "retried_cases", "rules_version", "last_checkout", "case_durations"])
    .where("job", "=", ref.job)
    .where("job_id", "=", ref.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const [found] = await readFailures(kysely, [ref]);
  return {
    job: ref.job,
    id: ref.id,
    outcome: row.outcome as ScanOutcome,
    failures: found?.failures ?? [],
    retriedCases: JSON.parse(row.retried_cases) as string[],
    rulesVersion: row.rules_version,
    lastCheckout: row.last_checkout,
    durations: readDurations(row.case_durations),
  };
}

/** As many of the slowest as the column holds. */
function writeDurations(durations: readonly CaseDuration[]): string | null {
  if (durations.length === 0) return null;
  const rows: string[] = [];
  let room = DURATIONS_BYTES - "[]".length;
  for (const { name, durationMs } of durations) {
    const row = JSON.stringify([name.slice(0, NAME_LENGTH), durationMs]);
    room -= Buffer.byteLength(row) + ",".length;
    if (room < 0) break;
    rows.push(row);
  }
  return `[${rows.join(",")}]`;
}

function readDurations(json: string | null): CaseDuration[] {
  const rows = JSON.parse(json ?? "[]") as readonly (readonly [string, number])[];
  return rows.map(([name, durationMs]) => ({ name, durationMs }));
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

/** Another replica inserted the same rows between our delete and our insert. */
const isDuplicate = (error: unknown) => (error as { code?: string }).code === "ER_DUP_ENTRY";

/** Writes a scan and its failures in one transaction, over whatever an earlier scan wrote. */
export async function saveScan(kysely: Kysely<Tables>, run: Run, scan: Scan): Promise<void> {
  await retryConflicts(() => writeScan(kysely, run, scan), isDuplicate);
}

export async function forgetScan(kysely: Kysely<Tables>, ref: RunRef): Promise<void> {
  await retryConflicts(() => kysely.transaction().execute((transaction) => removeScan(transaction, ref)));
}

async function writeScan(kysely: Kysely<Tables>, run: Run, scan: Scan): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    await removeScan(transaction, run);
    await transaction.insertInto("ci_stat_scans").values(scanRow(run, scan)).execute();
    const rows = scan.failures.map((failure, ordinal) => failureRow(run, failure, ordinal));
    if (rows.length > 0) await transaction.insertInto("ci_stat_failures").values(rows).execute();
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

function scanRow(run: Run, scan: Scan): ScansTable {
  return {
    job: run.job,
    job_id: run.id,
    run_time: run.time,
    repo: run.repo,
    branch: run.branch,
    pull: run.pullRequest?.number ?? null,
    outcome: scan.outcome,
    cause: causeOf(scan.failures),
    retried_cases: JSON.stringify(scan.retriedCases),
    rules_version: scan.rulesVersion,
    last_checkout: scan.lastCheckout,
    run_status: run.status.slice(0, STATUS_LENGTH),
    case_durations: writeDurations(scan.durations),
  };
}

function failureRow(run: Run, failure: Failure, ordinal: number): FailuresTable {
  return {
    job: run.job,
    job_id: run.id,
    ordinal,
    run_time: run.time,
    repo: run.repo,
    branch: run.branch,
    pull: run.pullRequest?.number ?? null,
    commit_hash: run.commit?.slice(0, 64) ?? null,
    cause: failure.cause,
    name: failure.name.slice(0, NAME_LENGTH),
    file: failure.file?.slice(0, NAME_LENGTH) ?? null,
    line: failure.line,
    log_line: failure.logLine,
    excerpt: failure.excerpt.slice(0, EXCERPT_LENGTH),
    target: failure.target?.slice(0, NAME_LENGTH) ?? null,
    fingerprint: failure.fingerprint,
    rule: failure.rule?.slice(0, WHO_LENGTH) ?? null,
    owner: failure.owner?.slice(0, WHO_LENGTH) ?? null,
    hint: failure.hint?.slice(0, HINT_LENGTH) ?? null,
    run_status: run.status.slice(0, STATUS_LENGTH),
    duration_ms: failure.durationMs === null ? null : Math.min(failure.durationMs, MOST_MS),
    probable: failure.probable ? 1 : null,
  };
}

function readFailure(row: FailuresTable): Failure {
  return {
    cause: row.cause as Cause,
    name: row.name,
    file: row.file,
    line: row.line,
    excerpt: row.excerpt,
    target: row.target,
    fingerprint: row.fingerprint,
    rule: row.rule,
    owner: row.owner,
    hint: row.hint,
    logLine: row.log_line,
    durationMs: row.duration_ms ?? null,
    ...(row.probable === 1 ? { probable: true } : {}),
  };
}
