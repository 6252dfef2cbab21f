import type { Alert } from "../model/alert.ts";
import { isFailed, type Run } from "../model/run.ts";
import type { JobTally } from "../model/tally.ts";
import { atWorkSince, type WorkingHours } from "../time/working-hours.ts";
import { startOfDay } from "../time/zone.ts";
import { wilson } from "./wilson.ts";

/** With fewer runs that came to a verdict, a rate says nothing. */
const FEWEST_RUNS = 20;

/** In these hours something new is there at least this often. */
export interface SilenceLimit {
  readonly afterMs: number;
  readonly hours: WorkingHours;
}

/**
 * Trunk and nightly jobs whose newest run failed, by job and branch; red since the first failure after the last success.
 * @param runs newest first
 */
export function redJobs(runs: readonly Run[]): Alert[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    if (!isVerdict(run)) continue;
    const key = `${run.job}@${run.branch ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].flatMap((group): Alert[] => {
    const [newest] = group;
    if (!newest || !isFailed(newest.status)) return [];
    const green = group.findIndex(({ status }) => status === "SUCCESS");
    // Without a success before it, it did not turn red: it is.
    const first = green > 0 ? group[green - 1] : undefined;
    if (!first) return [];
    const since = (first.time ?? 0) + (first.durationMs ?? 0);
    return [{ kind: "red", job: newest.job, branch: newest.branch ?? "", since, run: newest }];
  });
}

/** @param runs newest first */
export function newestVerdict(
  runs: readonly Run[],
  { job, branch }: { readonly job: string; readonly branch: string },
): Run | undefined {
  return runs.find((run) => run.job === job && (run.branch ?? "") === branch && isVerdict(run));
}

function isVerdict({ status }: Run): boolean {
  return status === "SUCCESS" || isFailed(status);
}

/** Jobs that fail more often than they usually do, by more than chance: the intervals of the two shares do not touch. */
export function unusualRates(
  recent: readonly JobTally[],
  usual: readonly JobTally[],
  now: number,
  zone: string,
): Alert[] {
  return recent.flatMap((tally): Alert[] => {
    const before = usual.find(({ job }) => job === tally.job);
    const [judged, judgedBefore] = [judgedRuns(tally), before ? judgedRuns(before) : 0];
    if (!before || judged < FEWEST_RUNS || judgedBefore < FEWEST_RUNS) return [];
    const range = wilson(tally.failure, judged);
    const usually = wilson(before.failure, judgedBefore);
    if (!range || !usually || range.low <= usually.high) return [];
    return [{ kind: "rate", job: tally.job, since: startOfDay(now, zone), recent: tally, usual: before }];
  });
}

function judgedRuns({ success, failure }: { readonly success: number; readonly failure: number }): number {
  return success + failure;
}

/** Nothing new though people have been at work for so long: it is the data that stopped, more likely than the work. */
export function silence(newest: number | null, { afterMs, hours }: SilenceLimit, now: number, zone: string): Alert[] {
  const begin = atWorkSince(now, hours, zone);
  if (newest === null || begin === null || now - Math.max(newest, begin) < afterMs) return [];
  return [{ kind: "silent", since: newest }];
}
