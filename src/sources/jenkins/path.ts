import type { RunRef } from "../../model/run.ts";

/** URL path of a job: `/job/a/job/b` for the folder job `a/b`; undefined for a name that would lead elsewhere. */
export function jobPath(job: string): string | undefined {
  const parts = job.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return undefined;
  return parts.map((part) => `/job/${encodeURIComponent(part)}`).join("");
}

export function buildPath({ job, id }: RunRef): string | undefined {
  const path = jobPath(job);
  return path && `${path}/${id}`;
}
