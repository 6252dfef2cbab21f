import { HOUR, MINUTE } from "../model/window.ts";

/** Runs arrive when a build ends, up to hours late; only a longer silence is worth a warning. */
const QUIET_MS = 6 * HOUR;
const AHEAD_MS = 5 * MINUTE;
/** Zones that anybody confuses are at least half an hour apart. */
const ZONE_MS = 25 * MINUTE;

/**
 * `ahead`: the clock of Jenkins is ahead of ours, by less than any two zones differ. `future`: the times in `ci_data` are
 * of another zone than the configured one. `quiet`: nothing arrived for hours.
 */
export type NewestRun = "none" | "ahead" | "future" | "quiet" | "recent";

/** Judges the start of the newest run, epoch milliseconds. */
export function judgeNewestRun(newest: number | null, now: number): NewestRun {
  if (newest === null) return "none";
  if (newest > now + ZONE_MS) return "future";
  if (newest > now + AHEAD_MS) return "ahead";
  return now - newest > QUIET_MS ? "quiet" : "recent";
}
