import type { RunRef } from "../../model/run.ts";

/** A part of Jenkins that can fail. `keys` names what contains it and then the part itself, the widest first. */
export interface JenkinsPlace {
  /** Null for the whole site. */
  readonly job: string | null;
  readonly keys: readonly [string, ...string[]];
}

export const SITE = "site";

export const listPlace: JenkinsPlace = { job: null, keys: [SITE, "list of jobs"] };

export function jobPlace(job: string): JenkinsPlace {
  return { job, keys: [SITE, `job ${job}`] };
}

export function buildPlace({ job, id }: RunRef): JenkinsPlace {
  return { job, keys: [SITE, `job ${job}`, `build ${job}#${id}`] };
}

export function logPlace({ job, id }: RunRef): JenkinsPlace {
  return { job, keys: [SITE, `job ${job}`, `build ${job}#${id}`, `log ${job}#${id}`] };
}

export function resultsPlace({ job, id }: RunRef): JenkinsPlace {
  return { job, keys: [SITE, `job ${job}`, `build ${job}#${id}`, `results ${job}#${id}`] };
}
