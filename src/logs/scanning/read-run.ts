import type { Abort } from "../../model/abort.ts";
import type { Scan, ScanOutcome } from "../../model/failure.ts";
import { isRemoteFault, RefusedError } from "../../ports/errors.ts";
import type { LogSource, OpenLog } from "../../ports/logs.ts";
import type { ResultSource } from "../../ports/results.ts";
import type { StoredRun } from "../../ports/run-store.ts";
import { readResults } from "../results/read-results.ts";
import type { TestResults } from "../results/test-results.ts";
import { type RuleSet, rulesVersion } from "../rules.ts";
import type { LogScan } from "../scan-log.ts";
import { readAnalysis } from "./analysis.ts";
import { readLog, readWithoutLog, upToCut } from "./read-log.ts";
import { rulesOfJob } from "./rules-of-job.ts";

/** The test results of a run; null if it has none, "later" if they are unavailable at the moment. */
export type RunResults = TestResults | null | "later";

/** If access is denied, the disk fails, or the file is not a test result, only the log is read. */
export async function readRunResults(run: StoredRun, source: ResultSource): Promise<RunResults> {
  try {
    const answer = await source.open(run);
    if (answer.kind === "none") return null;
    const results = await readResults(upToCut(answer.read()).chunks, answer.format);
    return results === "refused" || results.cases === 0 ? null : results;
  } catch (error) {
    if (error instanceof RefusedError || isSystemFault(error)) return null;
    if (isRemoteFault(error)) return "later";
    throw error;
  }
}

/**
 * Why a run failed, from its log and its test results, or from what `sync_ci` stored if neither says so.
 * @throws UnreachableError, RefusedError if the log is on a machine that is down or denies access: nothing is known,
 * and another try may succeed
 */
export async function readRun(run: StoredRun, logs: LogSource, all: RuleSet, told: RunResults): Promise<Scan> {
  const rules = rulesOfJob(all, run.job);
  const results = told === "later" ? null : told;
  const withoutLog = async (outcome: ScanOutcome): Promise<Scan> =>
    scanOf(run, all, outcome, await readWithoutLog(rules, results), results);
  const log = await logs.open(run);
  if (log.kind === "none") return withoutLog("no_log");
  if (log.kind === "unreadable") return withoutLog("unreadable");
  try {
    const { scan, isCut } = await readLog(log.sweep?.() ?? log.read(), rules, results);
    return scanOf(run, all, outcomeOf(log, scan, isCut, told), scan, results);
  } catch (error) {
    if (!isSystemFault(error)) throw error;
    return withoutLog("unreadable");
  }
}

/** "later" if another try may succeed. */
export async function tryToReadRun(
  run: StoredRun,
  logs: LogSource,
  rules: RuleSet,
  told: RunResults,
): Promise<Scan | "later"> {
  try {
    return await readRun(run, logs, rules, told);
  } catch (error) {
    if (isRemoteFault(error)) return "later";
    throw error;
  }
}

/** The result for a run whose log is unavailable at the moment. */
export function unreadable(run: StoredRun, version: string): Scan {
  const failures = readAnalysis(run.analysis);
  const { job, id } = run;
  return { job, id, rulesVersion: version, outcome: "unreadable", failures, ...NOTHING_ELSE };
}

const UNKNOWN_ABORT = { reason: "unknown", detail: null } as const;
const NOTHING_ELSE = { retriedCases: [], durations: [], lastCheckout: null } as const;

/** A disk that fails halfway gives a system error code. Anything else is a bug of ours, or temporary. */
function isSystemFault(error: unknown): boolean {
  return !isRemoteFault(error) && (error as NodeJS.ErrnoException).code !== undefined;
}

/** What `sync_ci` stored replaces a log that was not read to its end and says nothing. */
function scanOf(
  { job, id, status, analysis }: StoredRun,
  rules: RuleSet,
  outcome: ScanOutcome,
  { failures, retriedCases, lastCheckout, logEnd, abort }: LogScan,
  results: TestResults | null,
): Scan {
  const isRead = outcome === "log" || outcome === "no_results";
  const found = { failures, retriedCases, lastCheckout, durations: results?.durations ?? [] };
  const noted = isRead || failures.length > 0 ? found : { ...found, failures: readAnalysis(analysis) };
  const end = noted.failures.length > 0 || logEnd === undefined ? {} : { logEnd };
  const scan = { job, id, rulesVersion: rulesVersion(rules), outcome, ...noted, ...end };
  return status === "ABORTED" ? withAbort(scan, abort) : scan;
}

/** Where the reason is known, last words add nothing to it. */
function withAbort(scan: Scan, abort: Abort | null): Scan {
  if (abort === null) return { ...scan, abort: UNKNOWN_ABORT };
  return { ...scan, abort, failures: scan.failures.filter(({ cause }) => cause !== "unknown") };
}

function outcomeOf(log: OpenLog, { binary, bytes }: LogScan, isCut: boolean, told: RunResults): ScanOutcome {
  if (log.growing) return "growing";
  if (bytes === 0) return "no_log";
  if (binary) return "binary";
  if (told === "later") return "no_results";
  return isCut ? "truncated" : "log";
}
