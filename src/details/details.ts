import type { Scanner } from "../logs/scanning/scanner.ts";
import { type FailureTally, failureCauses } from "../model/failure.ts";
import type { PullRef } from "../model/pull-request.ts";
import type { Page, Scope, Slice } from "../model/scope.ts";
import type { JobTally } from "../model/tally.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { PullTally, RunStore, StoredRun } from "../ports/run-store.ts";
import { type FailureSources, type FoundRun, withFailures } from "./found-run.ts";
import { groupBy } from "./group-by.ts";

/** One piece of a detailed list. Lists are streamed, so a year of runs is never held in memory. */
export type Detail =
  /** The length of the list, and the most runs that can follow. */
  | { readonly kind: "extent"; readonly items: number; readonly total: number; readonly runs: number }
  | { readonly kind: "job"; readonly job: JobTally }
  | { readonly kind: "pull"; readonly pull: PullTally }
  | { readonly kind: "failure"; readonly failure: FailureTally }
  /** Runs of the item before; all of one commit if the list groups them by commit. */
  | { readonly kind: "runs"; readonly runs: readonly FoundRun[]; readonly commit?: string | null };

interface DetailSources extends FailureSources {
  readonly runs: Pick<RunStore, "jobs" | "pulls" | "run" | "runsOfJob" | "runsOfPulls">;
  readonly failures: Pick<FailureStore, "ofRuns" | "top" | "occurrences">;
  readonly scanner: Pick<Scanner, "scanRun" | "catchUp">;
}

export type Details = (sources: DetailSources, scope: Scope, slice: Slice) => AsyncGenerator<Detail>;

const RUNS_AT_ONCE = 200;

/** Jobs, each with its failed runs, newest first. */
export const jobDetails: Details = (sources, scope, slice) => perJob(sources, scope, slice, true);

/** Jobs by their runs without a pull request, each with all these runs, newest first. */
export const nightlyDetails: Details = (sources, scope, slice) =>
  perJob(sources, { ...scope, special: true }, slice, false);

async function* perJob(
  sources: DetailSources,
  scope: Scope,
  slice: Slice,
  failedOnly: boolean,
): AsyncGenerator<Detail, void> {
  const page = await sources.runs.jobs(scope, slice);
  yield extent(page, ({ runs, failure }) => (failedOnly ? failure : runs));
  for (const job of page.items) {
    yield { kind: "job", job };
    for await (const runs of runsOf(sources, scope, job.job, failedOnly))
      yield { kind: "runs", runs: await withFailures(runs, sources) };
  }
}

async function* runsOf(
  { runs }: DetailSources,
  scope: Scope,
  job: string,
  failedOnly: boolean,
): AsyncGenerator<readonly StoredRun[], void> {
  const wanted = { job, limit: RUNS_AT_ONCE, outcome: failedOnly ? ("failed" as const) : undefined };
  let part = await runs.runsOfJob(scope, wanted);
  while (part.length > 0) {
    yield part;
    const below = part.at(-1)?.id;
    if (part.length < RUNS_AT_ONCE || below === undefined) return;
    part = await runs.runsOfJob(scope, { ...wanted, below });
  }
}

/** Pull requests, each by commit with all its runs, newest first. */
export async function* pullDetails(sources: DetailSources, scope: Scope, slice: Slice): AsyncGenerator<Detail, void> {
  const page = await sources.runs.pulls(scope, slice);
  yield extent(page, ({ runs }) => runs);
  for (const pulls of parts(page.items)) {
    const refs = pulls.map(({ pullRequest }) => pullRequest);
    const read = await withFailures(await sources.runs.runsOfPulls(scope, refs), sources);
    const byPull = groupBy(read, ({ pullRequest }) => pullKey(pullRequest));
    for (const pull of pulls) {
      yield { kind: "pull", pull };
      for (const [commit, runs] of groupBy(byPull.get(pullKey(pull.pullRequest)) ?? [], (run) => run.commit))
        yield { kind: "runs", commit, runs };
    }
  }
}

function pullKey(pull: PullRef | null): string {
  return pull === null ? "" : `${pull.repo}#${pull.number}`;
}

const FIRST_PART = 200;
const LARGEST_PART = 5_000;
const MOST_PULLS = 500;

/** Batches of pull requests by their number of runs; the first batch is small, so that output starts early. */
function* parts(pulls: readonly PullTally[]): Generator<readonly PullTally[], void> {
  let size = FIRST_PART;
  let part: PullTally[] = [];
  let runs = 0;
  for (const pull of pulls) {
    if (part.length > 0 && (runs + pull.runs > size || part.length === MOST_PULLS)) {
      yield part;
      part = [];
      runs = 0;
      size = Math.min(size * 4, LARGEST_PART);
    }
    part.push(pull);
    runs += pull.runs;
  }
  if (part.length > 0) yield part;
}

/** Failures, each with the runs in which it failed, newest first. Unread logs of the window are read first. */
export async function* failureDetails(
  sources: DetailSources,
  scope: Scope,
  slice: Slice,
): AsyncGenerator<Detail, void> {
  await sources.scanner.catchUp(scope.window, Number.POSITIVE_INFINITY);
  const page = await sources.failures.top(scope, failureCauses, slice);
  yield extent(page, ({ runs }) => runs);
  for (const failure of page.items) {
    yield { kind: "failure", failure };
    for (let offset = 0; offset < failure.runs; offset += RUNS_AT_ONCE) {
      const found = await sources.failures.occurrences(failure, scope, { limit: RUNS_AT_ONCE, offset });
      const read = await Promise.all(found.items.map((ref) => sources.runs.run(ref)));
      const runs = await withFailures(
        read.filter((run) => run !== undefined),
        sources,
      );
      const isIt = (each: { cause: string; name: string }) =>
        each.cause === failure.cause && each.name === failure.name;
      yield { kind: "runs", runs: runs.map((run) => ({ ...run, failures: run.failures.filter(isIt) })) };
    }
  }
}

function extent<Item>({ items, total }: Page<Item>, runsOfItem: (item: Item) => number): Detail {
  return { kind: "extent", items: items.length, total, runs: items.reduce((sum, item) => sum + runsOfItem(item), 0) };
}
