import PQueue from "p-queue";
import pTimeout from "p-timeout";
import type { Scan } from "../../model/failure.ts";
import { runKey } from "../../model/run.ts";
import { DAY, type Window } from "../../model/window.ts";
import { neverCancelled } from "../../ports/cancellation.ts";
import type { StoredRun } from "../../ports/run-store.ts";
import { signals } from "../../ports/signals.ts";
import { rulesVersion } from "../rules.ts";
import type { ScannerParts } from "./parts.ts";
import { readRunResults, tryToReadRun, unreadable } from "./read-run.ts";
import { type Rescan, rescan } from "./rescan.ts";

/** Reads the logs and test results of FAILURE, UNSTABLE and ABORTED runs, each once, and stores what was found. */
export interface Scanner {
  /** What was found in a run. Reads its log now if it was not read before. */
  scanRun(run: StoredRun): Promise<Scan>;
  /**
   * Reads the unread logs of a window, newest first, until all are read or `until` (epoch milliseconds) has passed.
   * Resolves to the number of runs in the window that are still unread. It includes runs whose logs are unavailable at
   * the moment; these do not delay the others.
   */
  catchUp(window: Window, until: number, onRead?: (left: number) => void): Promise<number>;
  /** Reads again the logs that were read with other rules or not to their end, if they still exist. */
  rescan(window: Window, onRead?: (read: number) => void): Promise<Rescan>;
}

const LOGS_AT_ONCE = 2;

export function createScanner(parts: ScannerParts): Scanner {
  const { runs, failures, clock } = parts;
  const queue = new PQueue({ concurrency: LOGS_AT_ONCE });
  const underWay = new Map<string, Promise<Scan | "later">>();

  /** Callers that ask for the same run at the same time share one reading. */
  function readOnce(run: StoredRun): Promise<Scan | "later"> {
    const key = runKey(run);
    const read = () => neverCancelled(() => readAndKeep(parts, run));
    const reading = underWay.get(key) ?? queue.add(read).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  }

  async function missing(window: Window): Promise<number> {
    const [failed, scanned] = await Promise.all([runs.unsuccessfulCount(window), failures.scannedCount(window)]);
    return Math.max(0, failed - scanned);
  }

  async function unread(window: Window): Promise<StoredRun[]> {
    const [failed, scanned] = await Promise.all([runs.unsuccessfulRuns(window), failures.scanned(window)]);
    const known = new Set(scanned.map(runKey));
    return failed.filter((run) => !known.has(runKey(run)));
  }

  async function readAll(waiting: readonly StoredRun[], until: number, onEach: () => void): Promise<void> {
    const faults: unknown[] = [];
    const readings: Promise<unknown>[] = [];
    for (const run of waiting) {
      await queue.onSizeLessThan(LOGS_AT_ONCE);
      if (clock.now() >= until || faults.length > 0) break;
      const reading = readOnce(run).then((scan) => {
        if (scan !== "later" && !isUnfinished(scan)) onEach();
      });
      readings.push(reading.catch((fault: unknown) => faults.push(fault)));
    }
    await Promise.all(readings);
    if (faults.length > 0) throw faults[0];
  }

  return {
    async scanRun(run) {
      const known = await failures.scan(run);
      if (known && !isUnfinished(known)) return known;
      const scan = await readOnce(run);
      // Not stored: the next attempt may succeed.
      return scan === "later" ? (known ?? unreadable(run, rulesVersion(parts.rules()))) : scan;
    },

    rescan: (window, onRead) => rescan(parts, daysBackwards(window), onRead),

    async catchUp(window, until, onRead) {
      let left = await missing(window);
      for (const day of left === 0 ? [] : daysBackwards(window)) {
        if (clock.now() >= until) break;
        if ((await missing(day)) === 0) continue;
        const reading = readAll(await unread(day), until, () => {
          left = Math.max(0, left - 1);
          onRead?.(left);
        });
        // A long or slow log is read to its end, but no caller waits longer than it asked to.
        await pTimeout(reading, { milliseconds: Math.max(1, until - clock.now()), fallback: () => {} });
      }
      return left;
    },
  };
}

/** What was read so far is shown, and the log will be read again. */
function isUnfinished({ outcome }: Scan): boolean {
  return outcome === "growing" || outcome === "no_results";
}

/** "later" if the log is unavailable at the moment: nothing is stored then. */
async function readAndKeep(parts: ScannerParts, run: StoredRun): Promise<Scan | "later"> {
  const started = performance.now();
  const scan = await readAndSave(parts, run);
  signals.scan.send({ outcome: scan === "later" ? "later" : scan.outcome, ms: performance.now() - started });
  return scan;
}

async function readAndSave(parts: ScannerParts, run: StoredRun): Promise<Scan | "later"> {
  const { failures, logs, results, rules } = parts;
  const told = await readRunResults(run, results);
  // The log was read before, and only the results are still missing.
  if (told === "later" && (await failures.scan(run))?.outcome === "no_results") return "later";
  const scan = await tryToReadRun(run, logs, rules(), told);
  if (scan !== "later") await failures.save(run, scan);
  return scan;
}

/** The window in pieces of at most a day, newest first: people ask mostly about recent runs. */
function daysBackwards({ begin, end }: Window): Window[] {
  const count = Math.ceil((end - begin) / DAY);
  return Array.from({ length: count }, (_, index) => ({
    begin: Math.max(begin, end - (index + 1) * DAY),
    end: end - index * DAY,
  }));
}
