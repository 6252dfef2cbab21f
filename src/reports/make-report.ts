import type { TrackedIssue } from "../model/issue.ts";
import type { ReportKind } from "../model/report.ts";
import type { Scope } from "../model/scope.ts";
import type { Totals } from "../model/tally.ts";
import type { Window } from "../model/window.ts";
import { abortShares } from "../stats/aborts.ts";
import { backfillOf } from "../stats/backfill.ts";
import { bucketOf } from "../stats/trend.ts";
import type { View } from "../view/view.ts";
import type { ReportSources } from "./report-sources.ts";
import { windowBeforeReport } from "./schedule.ts";
import type { ReportAsked, ReportFacts } from "./views/blocks.ts";
import { type DailyFacts, dailyReportView } from "./views/daily.ts";
import { hourlyReportView } from "./views/hourly.ts";

/** Which report to make. */
export interface ReportRequest {
  readonly kind: ReportKind;
  readonly scope: Scope;
  readonly zone: string;
  readonly now: number;
  /** Until when logs that have not been read yet may be read first, epoch milliseconds. */
  readonly readLogsUntilMs: number;
  readonly late: boolean;
}

export interface Report {
  readonly view: View;
  /** These two decide whether the report is worth sending. */
  readonly totals: Totals;
  readonly before: Totals;
}

const LIST_LENGTH = 4;
/** The daily card has many more sections, so it shows one failed run of each pull request. */
const RUNS_OF_PULL = { hourly: 3, daily: 1 } as const;
const PULLS_OF_JOB = 6;
const RERUN_JOBS = 10;
const NEW_FAILURES = 3;
const FLAKY_CASES = 2;
/** A case is flaky if it failed on any flaky commit, so all of them are needed. */
const EVERY_COMMIT = { limit: 1_000_000_000, offset: 0 };
const NIGHTLY_RUNS = 2;

export async function makeReport(sources: ReportSources, request: ReportRequest): Promise<Report> {
  const asked: ReportAsked = {
    ...request,
    before: windowBeforeReport(request, request.scope.window),
    slice: { limit: LIST_LENGTH, offset: 0 },
  };
  const facts = await gather(sources, asked, request);
  const { totals, before } = facts;
  if (request.kind === "hourly") return { view: hourlyReportView(asked, facts), totals, before };
  return { view: dailyReportView(asked, await gatherDay(sources, asked, request, facts)), totals, before };
}

async function gather(
  sources: ReportSources,
  asked: ReportAsked,
  { kind, readLogsUntilMs }: ReportRequest,
): Promise<ReportFacts> {
  const { runs, failures, scanner, links, polls } = sources;
  const { scope, before, slice } = asked;
  const [pending, newest, poll] = await Promise.all([
    scanner.catchUp(scope.window, readLogsUntilMs),
    runs.newest(),
    polls?.last(),
  ]);
  const [totals, totalsBefore, pulls, jobs] = await Promise.all([
    runs.totals(scope),
    runs.totals({ ...scope, window: before }),
    runs.pulls(scope, slice),
    runs.jobs(scope, slice),
  ]);
  const failedOf = (pull: { readonly repo: string; readonly number: number }) =>
    runs.runs(scope, { outcome: "failed", pull }, { limit: RUNS_OF_PULL[kind], offset: 0 });
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
    backfill: backfillOf(poll, scope.window),
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
  { readLogsUntilMs }: ReportRequest,
  facts: ReportFacts,
): Promise<DailyFacts> {
  const { runs, failures, scanner } = sources;
  // What is new can only be told once the day before has been read as well.
  const unread = facts.pending + (await scanner.catchUp(before, readLogsUntilMs));
  const [trend, causes, aborts, rerunJobs, retriedMs, flaky, flakyCommits] = await Promise.all([
    runs.trend(scope, bucketOf(scope.window)),
    failures.causes(scope),
    failures.aborts(scope),
    runs.rerunJobs(scope, RERUN_JOBS),
    runs.retriedMs(scope),
    runs.flakyTotals(scope),
    runs.flakyCommits(scope, EVERY_COMMIT),
  ]);
  const [fresh, flakyCases, nightly, filed] = await Promise.all([
    unread > 0 ? null : failures.newSince(scope, before, first(NEW_FAILURES)),
    failures.flakyCases(scope, flakyCommits.items, first(FLAKY_CASES)),
    nightlyRuns(sources, scope),
    filedIn(sources, scope.window),
  ]);
  const read = { trend, causes, aborts: abortShares(facts.totals, aborts) };
  return { ...facts, ...read, rerunJobs, retriedMs, unread, fresh, flaky, flakyCases, nightly, filed };
}

/** Null for a chat that asked about some repository or jobs only: nightly jobs are not among them. */
async function nightlyRuns({ runs, failures, site }: ReportSources, scope: Scope): Promise<DailyFacts["nightly"]> {
  if (scope.repo !== undefined || scope.jobs.length > 0) return null;
  const found = await runs.runs({ ...scope, jobs: site.nightlyJobs }, {}, first(NIGHTLY_RUNS));
  return { runs: found, failures: await failures.ofRuns(found.items) };
}

/** The report is worth sending even when the issues cannot be read. */
async function filedIn({ issues }: ReportSources, { begin, end }: Window): Promise<readonly TrackedIssue[]> {
  const { tracked } = (await issues?.tracked().catch(() => undefined)) ?? { tracked: [] };
  return tracked.filter(({ filedAt }) => filedAt !== null && filedAt >= begin && filedAt < end);
}

function first(limit: number) {
  return { limit, offset: 0 };
}
