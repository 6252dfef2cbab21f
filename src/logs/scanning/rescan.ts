import type { Scan } from "../../model/failure.ts";
import { runKey } from "../../model/run.ts";
import type { Window } from "../../model/window.ts";
import type { ScannedRun } from "../../ports/failure-store.ts";
import type { StoredRun } from "../../ports/run-store.ts";
import { rulesVersion } from "../rules.ts";
import type { ScannerParts } from "./parts.ts";
import { readRunResults, tryToReadRun } from "./read-run.ts";

/** A run whose explanation changed. */
interface ScanChange {
  readonly before: Scan;
  readonly after: Scan;
}

export interface Rescan {
  /** The number of logs that were read again. */
  readonly read: number;
  /** The number of runs whose log no longer exists; their findings are kept. */
  readonly gone: number;
  /** The number of runs whose log is unavailable at the moment; they stay as they are. */
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

/** Scans that were made with other rules, or could not read the log to its end. */
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
  // Findings stay true after the log is gone.
  if (after.outcome === "no_log" || after.outcome === "unreadable") return "gone";
  await failures.save(run, after);
  return before && signature(before) !== signature(after) ? { before, after } : "same";
}

/** Equal for two scans that found the same failures, retried test cases and reason of an abort. */
function signature({ failures, retriedCases, abort }: Scan): string {
  return JSON.stringify([
    failures.map(({ cause, name, file, line }) => [cause, name, file, line]),
    retriedCases,
    abort ?? null,
  ]);
}
