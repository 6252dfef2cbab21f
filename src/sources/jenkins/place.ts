import { jenkinsJobPath } from "../../model/jenkins-path.ts";
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

/** URL path of a job; undefined for a name that would lead elsewhere. */
export function jobPath(job: string): string | undefined {
  const parts = job.split("/");
  return parts.some((part) => part === "" || part === "." || part === "..") ? undefined : jenkinsJobPath(job);
}

export function buildPath({ job, id }: RunRef): string | undefined {
  const path = jobPath(job);
  return path && `${path}/${id}`;
}
