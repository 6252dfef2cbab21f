import type { Scanner } from "../logs/scanning/scanner.ts";
import { type Cause, causeOf, type Failure } from "../model/failure.ts";
import { isFailed, type Run, runKey } from "../model/run.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { StoredRun } from "../ports/run-store.ts";

/** A run with its failures. */
export interface FoundRun extends Run {
  /** Null for a run that did not fail. */
  readonly cause: Cause | null;
  readonly failures: readonly Failure[];
}

export interface FailureSources {
  readonly failures: Pick<FailureStore, "ofRuns">;
  readonly scanner: Pick<Scanner, "scanRun">;
}

/** SQLite refuses expressions nested deeper than 1000. */
const RUNS_AT_ONCE = 200;

/** Adds the failures of each run. Unread logs are read now. */
export async function withFailures(
  runs: readonly StoredRun[],
  { failures, scanner }: FailureSources,
): Promise<FoundRun[]> {
  const failed = runs.filter(({ status }) => isFailed(status));
  const known = new Map<string, readonly Failure[]>();
  for (let at = 0; at < failed.length; at += RUNS_AT_ONCE)
    for (const found of await failures.ofRuns(failed.slice(at, at + RUNS_AT_ONCE)))
      if (found.failures.length > 0) known.set(runKey(found), found.failures);
  const unknown = failed.filter((run) => !known.has(runKey(run)));
  await Promise.all(unknown.map(async (run) => known.set(runKey(run), (await scanner.scanRun(run)).failures)));
  return runs.map(({ analysis: _analysis, ...run }) => {
    const found = known.get(runKey(run)) ?? [];
    return { ...run, cause: isFailed(run.status) ? causeOf(found) : null, failures: found };
  });
}
