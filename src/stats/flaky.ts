import { isFailed, type Run } from "../model/run.ts";

/** Jobs that both failed and passed in these runs of one commit. */
export function flakyJobsOf(runs: readonly Pick<Run, "job" | "status">[]): string[] {
  const jobs = [...new Set(runs.map(({ job }) => job))];
  return jobs.filter((job) => {
    const statuses = runs.filter((run) => run.job === job).map(({ status }) => status);
    return statuses.some(isFailed) && statuses.includes("SUCCESS");
  });
}
