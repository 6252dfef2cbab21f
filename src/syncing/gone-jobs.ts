import { DAY } from "../model/window.ts";

/** How long a job is not listed before what is known of it is dropped: it may only have been hidden from us for a while. */
const GONE_AFTER_MS = DAY;

/** Remembers since when jobs are not listed any more. */
export interface GoneJobs {
  /** The known jobs that have not been listed for a day. */
  look(known: readonly string[], listed: ReadonlySet<string>, now: number): readonly string[];
}

export function createGoneJobs(): GoneJobs {
  let missedSince = new Map<string, number>();
  return {
    look(known, listed, now) {
      const missing = known.filter((job) => !listed.has(job));
      missedSince = new Map(missing.map((job) => [job, missedSince.get(job) ?? now]));
      return missing.filter((job) => now - (missedSince.get(job) ?? now) >= GONE_AFTER_MS);
    },
  };
}
