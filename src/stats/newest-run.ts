import { HOUR, MINUTE } from "../model/window.ts";

/** Runs arrive when a build ends, up to hours late; only a longer silence is worth a warning. */
const QUIET_MS = 6 * HOUR;
const AHEAD_MS = 5 * MINUTE;

/** `future`: the times in `ci_data` are of another zone than the configured one. `quiet`: nothing arrived for hours. */
export type NewestRun = "none" | "future" | "quiet" | "recent";

/** Judges the start of the newest run, epoch milliseconds. */
export function judgeNewestRun(newest: number | null, now: number): NewestRun {
  if (newest === null) return "none";
  if (newest > now + AHEAD_MS) return "future";
  return now - newest > QUIET_MS ? "quiet" : "recent";
}
