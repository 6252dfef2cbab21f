import { Gauge, type Registry } from "prom-client";
import type { Tally } from "../model/tally.ts";
import { successRate } from "../stats/rates.ts";
import type { Cached } from "./cached.ts";

/** The CI itself, job by job. Those beyond the busiest hundred are one, `(others)`. */
export interface CiFacts {
  readonly day: readonly LabelledTally[];
  readonly week: readonly LabelledTally[];
}

export interface LabelledTally {
  readonly job: string;
  readonly tally: Tally;
}

/** How many jobs get a label of their own. */
export const MOST_JOBS = 100;

/** Gauges that name jobs. */
export function measureJobs(registry: Registry, facts: Cached<CiFacts>): void {
  const registers = [registry];
  new Gauge({
    name: "ci_stat_ci_runs",
    help: "Runs of the last 24 hours, by job and status",
    labelNames: ["job", "status"],
    registers,
    async collect() {
      this.reset();
      for (const { job, tally } of (await facts())?.day ?? [])
        for (const [status, runs] of statuses(tally)) this.set({ job, status }, runs);
    },
  });
  new Gauge({
    name: "ci_stat_ci_pass_ratio",
    help: "success / (success + failure) of the last 24 hours and 7 days, by job; absent where nothing ended either way",
    labelNames: ["job", "window"],
    registers,
    async collect() {
      this.reset();
      const known = await facts();
      for (const [window, jobs] of [["24h", known?.day ?? []] as const, ["7d", known?.week ?? []] as const])
        for (const { job, tally } of jobs) {
          const ratio = successRate(tally);
          if (ratio !== null) this.set({ job, window }, ratio);
        }
    },
  });
}

function statuses({ success, failure, unstable, aborted, other }: Tally): readonly (readonly [string, number])[] {
  return [
    ["success", success],
    ["failure", failure - unstable],
    ["unstable", unstable],
    ["aborted", aborted],
    ["other", other],
  ];
}
