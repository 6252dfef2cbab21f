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

/** What the test results of a run say; null where it has none, "later" where they cannot be had at the moment. */
export type RunResults = TestResults | null | "later";

/** Where we are not let in, or the disk fails, or what is there is no test result, the log has to do. */
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
 * Why a run failed. The log and the test results say so; where neither does, what `sync_ci` noted serves.
 * @throws UnreachableError, RefusedError where the log is on a machine that is away, or does not let us in: nothing is
 * known, and it is worth another try
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

/** "later" where it is worth another try. */
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

/** Of a run whose log cannot be had now. */
export function unreadable(run: StoredRun, version: string): Scan {
  const failures = readAnalysis(run.analysis);
  const { job, id } = run;
  return { job, id, rulesVersion: version, outcome: "unreadable", failures, ...NOTHING_ELSE };
}

const NOTHING_ELSE = { retriedCases: [], durations: [], lastCheckout: null } as const;

/** A disk that fails half way has a system code; anything else is a fault of ours, or of the moment. */
function isSystemFault(error: unknown): boolean {
  return !isRemoteFault(error) && (error as NodeJS.ErrnoException).code !== undefined;
}

/** What `sync_ci` noted stands in for a log that was not read to its end and says nothing. */
function scanOf(
  { job, id, analysis }: StoredRun,
  rules: RuleSet,
  outcome: ScanOutcome,
  { failures, retriedCases, lastCheckout, logEnd }: LogScan,
  results: TestResults | null,
): Scan {
  const isRead = outcome === "log" || outcome === "no_results";
  const found = { failures, retriedCases, lastCheckout, durations: results?.durations ?? [] };
  const noted = isRead || failures.length > 0 ? found : { ...found, failures: readAnalysis(analysis) };
  const end = noted.failures.length > 0 || logEnd === undefined ? {} : { logEnd };
  return { job, id, rulesVersion: rulesVersion(rules), outcome, ...noted, ...end };
}

function outcomeOf(log: OpenLog, { binary, bytes }: LogScan, isCut: boolean, told: RunResults): ScanOutcome {
  if (log.growing) return "growing";
  if (bytes === 0) return "no_log";
  if (binary) return "binary";
  if (told === "later") return "no_results";
  return isCut ? "truncated" : "log";
}
