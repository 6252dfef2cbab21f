import type { Alert } from "../model/alert.ts";
import type { Run } from "../model/run.ts";
import type { Scope } from "../model/scope.ts";
import { DAY } from "../model/window.ts";
import type { ReportSources } from "../reports/report-sources.ts";
import { newestVerdict, redJobs, silence, unusualRates } from "../stats/alerts.ts";
import type { FailuresOf } from "../view/run-row.ts";

/** Trunk jobs that run less often than this are not watched. */
const RUNS_BACK_MS = 7 * DAY;
const RUNS_READ = 500;
const JOBS_READ = 500;
const USUAL_MS = 14 * DAY;

export type AlertSources = Pick<ReportSources, "runs" | "failures" | "site" | "reports">;

/** The filters of a chat's subscription. */
export type Watched = Pick<Scope, "repo" | "branch" | "jobs">;

/** The alerts of one moment. */
export interface Look {
  readonly alerts: readonly Alert[];
  /** What broke in the runs that the alerts are about. */
  readonly found: FailuresOf;
  /** Whether an alert of an earlier look is over. That it is no longer seen is not enough. */
  isOver(alert: Alert): boolean;
}

export async function lookAround({ runs, failures, site }: AlertSources, watched: Watched, now: number): Promise<Look> {
  const day = { begin: now - DAY, end: now };
  const fortnight = { begin: day.begin - USUAL_MS, end: day.begin };
  const week = { begin: now - RUNS_BACK_MS, end: now };
  const [special, recent, usual, newest] = await Promise.all([
    runs.runs({ ...watched, window: week, special: true }, {}, first(RUNS_READ)),
    runs.jobs({ ...watched, window: day }, first(JOBS_READ)),
    runs.jobs({ ...watched, window: fortnight }, first(JOBS_READ)),
    runs.newest(),
  ]);
  const red = redJobs(special.items);
  const alerts = [
    ...red,
    ...unusualRates(recent.items, usual.items, now, site.zone),
    ...silence(newest, site.silence, now, site.zone),
  ];
  const found = await failures.ofRuns(red.flatMap((alert) => (alert.kind === "red" ? alert.run : [])));
  return { alerts, found, isOver: (alert) => isOver(alert, alerts, special.items, newest) };
}

function isOver(alert: Alert, alerts: readonly Alert[], special: readonly Run[], newest: number | null): boolean {
  switch (alert.kind) {
    case "red": {
      const again = alerts.some((each) => isSameJob(each, alert) && each.since !== alert.since);
      return again || newestVerdict(special, alert)?.status === "SUCCESS";
    }
    case "rate":
      return !alerts.some((each) => isSameJob(each, alert));
    case "silent":
      return newest !== null && newest > alert.since;
  }
}

/** A failure rate that stays unusual overnight is still the same alert. */
export function isSame(one: Alert, other: Alert): boolean {
  return one.kind === "rate" ? isSameJob(one, other) : isSameJob(one, other) && one.since === other.since;
}

function isSameJob(one: Alert, other: Alert): boolean {
  if (one.kind === "red" && other.kind === "red") return one.job === other.job && one.branch === other.branch;
  if (one.kind === "rate" && other.kind === "rate") return one.job === other.job;
  return one.kind === other.kind;
}

function first(limit: number) {
  return { limit, offset: 0 };
}
