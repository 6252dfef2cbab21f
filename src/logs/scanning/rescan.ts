import type { Scan } from "../../model/failure.ts";
import { runKey } from "../../model/run.ts";
import type { Window } from "../../model/window.ts";
import type { ScannedRun } from "../../ports/failure-store.ts";
import type { StoredRun } from "../../ports/run-store.ts";
import { rulesVersion } from "../rules.ts";
import type { ScannerParts } from "./parts.ts";
import { readRunResults, tryToReadRun } from "./read-run.ts";

/** A run that is explained otherwise than before. */
interface ScanChange {
  readonly before: Scan;
  readonly after: Scan;
}

export interface Rescan {
  /** Logs that were read again. */
  readonly read: number;
  /** Runs whose log is not there any more; what was found in it is kept. */
  readonly gone: number;
  /** Runs whose log cannot be had at the moment; they stay as they are. */
  readonly later: number;
  readonly changes: readonly ScanChange[];
}

type Outcome = "gone" | "later" | "same" | ScanChange;

export async function rescan(
  parts: ScannerParts,
  windows: readonly Window[],
  onRead: (read: number) => void = () => {},
): Promise<Rescan> {
  const outcomes: Outcome[] = [];
  for (const window of windows) {
    for (const run of await outdated(parts, window)) {
      outcomes.push(await readAgain(parts, run));
      onRead(outcomes.length);
    }
  }
  const gone = outcomes.filter((outcome) => outcome === "gone").length;
  const later = outcomes.filter((outcome) => outcome === "later").length;
  const changes = outcomes.filter((outcome) => typeof outcome === "object");
  return { read: outcomes.length - gone - later, gone, later, changes };
}

/** What other rules were applied to, and what could not be read to its end. */
async function outdated({ runs, failures, rules }: ScannerParts, window: Window): Promise<StoredRun[]> {
  const current = rulesVersion(rules());
  const [failed, scanned] = await Promise.all([runs.unsuccessfulRuns(window), failures.scanned(window)]);
  const isOutdated = (scan: ScannedRun) => scan.rulesVersion !== current || scan.outcome !== "log";
  const wanted = new Set(scanned.filter(isOutdated).map(runKey));
  return failed.filter((run) => wanted.has(runKey(run)));
}

async function readAgain({ failures, logs, results, rules }: ScannerParts, run: StoredRun): Promise<Outcome> {
  const before = await failures.scan(run);
  const told = await readRunResults(run, results);
  const after = told === "later" ? told : await tryToReadRun(run, logs, rules(), told);
  if (after === "later") return after;
  // What was found in a log while it was there stays true.
  if (after.outcome === "no_log" || after.outcome === "unreadable") return "gone";
  await failures.save(run, after);
  return before && signature(before) !== signature(after) ? { before, after } : "same";
}

/** Equal for two scans that found the same failures and retried cases. */
function signature({ failures, retriedCases }: Scan): string {
  return JSON.stringify([failures.map(({ cause, name, file, line }) => [cause, name, file, line]), retriedCases]);
}
