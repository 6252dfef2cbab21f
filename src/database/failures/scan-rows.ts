import { type CaseDuration, type Cause, causeOf, type Failure, type Scan } from "../../model/failure.ts";
import type { Run } from "../../model/run.ts";
import { cut, intOrNull, jsonWithin } from "../engine/cut.ts";
import type { FailuresTable, ScansTable } from "../engine/schema.ts";

/** Sizes of the columns in characters. Longer texts are cut. */
export const NAME_LENGTH = 300;
const PLACE_LENGTH = 255;
const HASH_LENGTH = 64;
const EXCERPT_LENGTH = 16_000;
const WHO_LENGTH = 100;
const HINT_LENGTH = 1_000;
const STATUS_LENGTH = 16;
/** A `text` column holds 65,535 bytes. */
const LIST_BYTES = 60_000;
/** Once the excerpts of one run are longer than this in total, further ones are shortened. */
const FULL_EXCERPTS_LENGTH = 200_000;
const SHORT_EXCERPT_LENGTH = 500;

export function scanRow(run: Run, scan: Scan): ScansTable {
  return {
    ...runColumns(run),
    outcome: scan.outcome,
    cause: causeOf(scan.failures),
    retried_cases: jsonWithin(
      scan.retriedCases.map((name) => cut(name, NAME_LENGTH)),
      LIST_BYTES,
    ),
    rules_version: cut(scan.rulesVersion, HASH_LENGTH),
    last_checkout: cut(scan.lastCheckout, HASH_LENGTH),
    case_durations: scan.durations.length === 0 ? null : writeDurations(scan.durations),
    fault: null,
    log_end: cut(scan.logEnd ?? null, EXCERPT_LENGTH),
  };
}

function runColumns(run: Run) {
  return {
    job: cut(run.job, PLACE_LENGTH),
    job_id: run.id,
    run_time: run.time,
    repo: cut(run.repo, PLACE_LENGTH),
    branch: cut(run.branch, PLACE_LENGTH),
    pull: run.pullRequest?.number ?? null,
    run_status: cut(run.status, STATUS_LENGTH),
  };
}

/** As many of the slowest test cases as the column holds. */
function writeDurations(durations: readonly CaseDuration[]): string {
  return jsonWithin(
    durations.map(({ name, durationMs }) => [cut(name, NAME_LENGTH), durationMs]),
    LIST_BYTES,
  );
}

export function readDurations(json: string | null): CaseDuration[] {
  const rows = JSON.parse(json ?? "[]") as readonly (readonly [string, number])[];
  return rows.map(([name, durationMs]) => ({ name, durationMs }));
}

/** A run in which hundreds of test cases failed has as many excerpts, mostly of one fault. */
export function failureRows(run: Run, failures: readonly Failure[]): FailuresTable[] {
  let length = 0;
  return failures.map((failure, ordinal) => {
    const excerpt = cut(failure.excerpt, length < FULL_EXCERPTS_LENGTH ? EXCERPT_LENGTH : SHORT_EXCERPT_LENGTH);
    length += excerpt.length;
    return failureRow(run, { ...failure, excerpt }, ordinal);
  });
}

function failureRow(run: Run, failure: Failure, ordinal: number): FailuresTable {
  return {
    ...runColumns(run),
    ordinal,
    commit_hash: cut(run.commit, HASH_LENGTH),
    cause: failure.cause,
    name: cut(failure.name, NAME_LENGTH),
    file: cut(failure.file, NAME_LENGTH),
    line: intOrNull(failure.line),
    log_line: intOrNull(failure.logLine),
    excerpt: failure.excerpt,
    target: cut(failure.target, NAME_LENGTH),
    fingerprint: cut(failure.fingerprint, HASH_LENGTH),
    rule: cut(failure.rule, WHO_LENGTH),
    owner: cut(failure.owner, WHO_LENGTH),
    hint: cut(failure.hint, HINT_LENGTH),
    duration_ms: intOrNull(failure.durationMs),
    probable: failure.probable ? 1 : null,
  };
}

export function readFailure(row: FailuresTable): Failure {
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
