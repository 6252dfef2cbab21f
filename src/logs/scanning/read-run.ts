import type { Scan, ScanOutcome } from "../../model/failure.ts";
import { isRemoteFault } from "../../ports/errors.ts";
import type { LogSource, OpenLog } from "../../ports/logs.ts";
import type { StoredRun } from "../../ports/run-store.ts";
import { type RuleSet, rulesVersion } from "../rules.ts";
import type { LogScan } from "../scan-log.ts";
import { readAnalysis } from "./analysis.ts";
import { readLog } from "./read-log.ts";
import { rulesOfJob } from "./rules-of-job.ts";

/**
 * Why a run failed. The log says so; where there is none that says anything, what `sync_ci` noted serves.
 * @throws UnreachableError, RefusedError where the log is on a machine that is away, or does not let us in: nothing is
 * known, and it is worth another try
 */
export async function readRun(run: StoredRun, logs: LogSource, rules: RuleSet): Promise<Scan> {
  const log = await logs.open(run);
  const ref = { job: run.job, id: run.id, rulesVersion: rulesVersion(rules) };
  const noted = (outcome: ScanOutcome) => fromAnalysis(run, ref.rulesVersion, outcome);
  if (log.kind === "none") return noted("no_log");
  if (log.kind === "unreadable") return noted("unreadable");
  try {
    const { scan, isCut } = await readLog(log.sweep?.() ?? log.read(), rulesOfJob(rules, run.job));
    const outcome = outcomeOf(log, scan, isCut);
    const { failures, retriedCases, lastCheckout } = scan;
    if (outcome !== "log" && failures.length === 0) return noted(outcome);
    return { ...ref, outcome, failures, retriedCases, lastCheckout };
  } catch (error) {
    // A disk that fails half way has a system code; anything else is a fault of ours, or of the moment.
    if (isRemoteFault(error) || (error as NodeJS.ErrnoException).code === undefined) throw error;
    return noted("unreadable");
  }
}

/** The same, but "later" where it is worth another try. */
export async function tryToReadRun(run: StoredRun, logs: LogSource, rules: RuleSet): Promise<Scan | "later"> {
  try {
    return await readRun(run, logs, rules);
  } catch (error) {
    if (isRemoteFault(error)) return "later";
    throw error;
  }
}

function fromAnalysis({ job, id, analysis }: StoredRun, version: string, outcome: ScanOutcome): Scan {
  const failures = readAnalysis(analysis);
  return { job, id, rulesVersion: version, outcome, failures, retriedCases: [], lastCheckout: null };
}

/** Of a run whose log cannot be had now. */
export function unreadable(run: StoredRun, version: string): Scan {
  return fromAnalysis(run, version, "unreadable");
}

function outcomeOf(log: OpenLog, { binary, bytes }: LogScan, isCut: boolean): ScanOutcome {
  if (log.growing) return "growing";
  if (bytes === 0) return "no_log";
  if (binary) return "binary";
  return isCut ? "truncated" : "log";
}
