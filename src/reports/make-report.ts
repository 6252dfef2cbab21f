import type { TrackedIssue } from "../model/issue.ts";
import type { ReportKind } from "../model/report.ts";
import type { Scope } from "../model/scope.ts";
import type { Totals } from "../model/tally.ts";
import type { Window } from "../model/window.ts";
import { bucketOf } from "../stats/trend.ts";
import type { View } from "../view/view.ts";
import type { ReportSources } from "./report-sources.ts";
import { windowBeforeReport } from "./schedule.ts";
import type { ReportAsked, ReportFacts } from "./views/blocks.ts";
import { type DailyFacts, dailyReportView } from "./views/daily.ts";
import { hourlyReportView } from "./views/hourly.ts";

/** Which report is wanted. */
export interface ReportWanted {
  readonly kind: ReportKind;
  readonly scope: Scope;
  readonly zone: string;
  readonly now: number;
  /** Until when logs that were not read yet may be read first, epoch milliseconds. */
  readonly patience: number;
  readonly late: boolean;
}

export interface Report {
  readonly view: View;
  /** What decides whether it is worth sending. */
  readonly totals: Totals;
  readonly before: Totals;
}

const TOP = 4;
/** A day has so much more to tell that its card holds one. */
const RUNS_OF_PULL = { hourly: 3, daily: 1 } as const;
const PULLS_OF_JOB = 6;
const RERUN_JOBS = 10;
const NEW_FAILURES = 3;
const FLAKY_CASES = 2;
/** What is flaky is held against all of them. */
const EVERY_COMMIT = { limit: 1_000_000_000, offset: 0 };
const NIGHTLY_RUNS = 2;

export async function makeReport(sources: ReportSources, wanted: ReportWanted): Promise<Report> {
  const asked: ReportAsked = {
    ...wanted,
    before: windowBeforeReport(wanted, wanted.scope.window),
    slice: { limit: TOP, offset: 0 },
  };
  const facts = await gather(sources, asked, wanted);
  const { totals, before } = facts;
  if (wanted.kind === "hourly") return { view: hourlyReportView(asked, facts), totals, before };
  return { view: dailyReportView(asked, await gatherDay(sources, asked, facts)), totals, before };
}

async function gather(
  sources: ReportSources,
  asked: ReportAsked,
  { kind, patience }: ReportWanted,
): Promise<ReportFacts> {
  const { runs, failures, scanner, links } = sources;
  const { scope, before, slice } = asked;
  const [pending, newest] = await Promise.all([scanner.catchUp(scope.window, patience), runs.newest()]);
  const [totals, totalsBefore, pulls, jobs] = await Promise.all([
    runs.totals(scope),
    runs.totals({ ...scope, window: before }),
    runs.pulls(scope, slice),
    runs.jobs(scope, slice),
  ]);
  const failedOf = (pull: { readonly repo: string; readonly number: number }) =>
    runs.runs(scope, { status: "FAILURE", pull }, { limit: RUNS_OF_PULL[kind], offset: 0 });
  const pullsInReport = await Promise.all(
    pulls.items.map(async (pull) => ({ ...pull, failed: await failedOf(pull.pullRequest) })),
  );
  const jobsInReport = await Promise.all(
    jobs.items.map(async (job) => ({
      ...job,
      pulls: await runs.pulls({ ...scope, jobs: [job.job] }, { limit: PULLS_OF_JOB, offset: 0 }),
    })),
  );
  const found = await failures.ofRuns(pullsInReport.flatMap(({ failed }) => failed.items));
  return {
    pending,
    newest,
    totals,
    before: totalsBefore,
    pulls: { items: pullsInReport, total: pulls.total },
    jobs: { items: jobsInReport, total: jobs.total },
    found,
    links,
  };
}

async function gatherDay(
  sources: ReportSources,
  { scope, before }: ReportAsked,
  facts: ReportFacts,
): Promise<DailyFacts> {
  const { runs, failures, site } = sources;
  const top = (limit: number) => ({ limit, offset: 0 });
  const [trend, causes, rerunJobs, retriedMs, fresh, flaky, flakyCommits, nightly] = await Promise.all([
    runs.trend(scope, bucketOf(scope.window)),
    failures.causes(scope),
    runs.rerunJobs(scope, RERUN_JOBS),
    runs.retriedMs(scope),
    failures.newSince(scope, before, top(NEW_FAILURES)),
    runs.flakyTotals(scope),
    runs.flakyCommits(scope, EVERY_COMMIT),
    runs.runs({ window: scope.window, jobs: site.nightlyJobs }, {}, top(NIGHTLY_RUNS)),
  ]);
  const [flakyCases, nightlyFound, filed] = await Promise.all([
    failures.flakyCases(scope, flakyCommits.items, top(FLAKY_CASES)),
    failures.ofRuns(nightly.items),
    filedIn(sources, scope.window),
  ]);
  return { ...facts, trend, causes, rerunJobs, retriedMs, fresh, flaky, flakyCases, nightly, nightlyFound, filed };
}

/** A report is worth sending also where the issues cannot be asked. */
async function filedIn({ issues }: ReportSources, { begin, end }: Window): Promise<readonly TrackedIssue[]> {
  const { tracked } = (await issues?.tracked().catch(() => undefined)) ?? { tracked: [] };
  return tracked.filter(({ filedAt }) => filedAt !== null && filedAt >= begin && filedAt < end);
}
