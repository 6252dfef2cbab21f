import type { Run } from "../model/run.ts";
import type { Scope } from "../model/scope.ts";
import { DAY, type Window } from "../model/window.ts";
import { type NightlyCase, nightlyCases, type Sighting } from "./nightly-case.ts";
import type { IssueParts } from "./parts.ts";

/** Failed runs of the night that are looked at; a site has a few nightly jobs, and a few runs of each. */
const MOST_RUNS = 500;
const AT_ONCE = 100;
/** How far back a case that is asked for by name is looked for. */
const REMEMBERED = 90 * DAY;
const SIGHTINGS = 5;

type Sources = Pick<IssueParts, "runs" | "failures" | "rules">;

/** The cases that failed in the nightly jobs of a window. */
export async function casesOfNight({ runs, failures, rules }: Sources, window: Window): Promise<NightlyCase[]> {
  const scope: Scope = { window, jobs: rules.nightlyJobs };
  const sightings: Sighting[] = [];
  for (let offset = 0; offset < MOST_RUNS; offset += AT_ONCE) {
    const page = await runs.runs(scope, { status: "FAILURE" }, { limit: AT_ONCE, offset });
    sightings.push(...(await sightingsIn(page.items, failures)));
    if (offset + AT_ONCE >= page.total) break;
  }
  return nightlyCases(sightings);
}

/** A case by its name, as it failed last; first of all at night. Undefined where it has not failed of late. */
export async function recallCase(sources: Sources, name: string, now: number): Promise<NightlyCase | undefined> {
  const { runs, failures, rules } = sources;
  const window = { begin: now - REMEMBERED, end: now };
  const key = { cause: "case" as const, name };
  const slice = { limit: SIGHTINGS, offset: 0 };
  const atNight = await failures.occurrences(key, { window, jobs: rules.nightlyJobs }, slice);
  const found = atNight.total > 0 ? atNight : await failures.occurrences(key, { window, jobs: [] }, slice);
  const rows = await Promise.all(found.items.map((ref) => runs.run(ref)));
  const sightings = await sightingsIn(
    rows.filter((run) => run !== undefined),
    failures,
  );
  const [first, ...others] = sightings.filter(({ failure }) => failure.name === name && failure.cause === "case");
  return first && { name, sightings: [first, ...others] };
}

async function sightingsIn(runs: readonly Run[], failures: IssueParts["failures"]): Promise<Sighting[]> {
  const found = await failures.ofRuns(runs);
  return runs.flatMap((run) => {
    const here = found.find(({ job, id }) => job === run.job && id === run.id)?.failures ?? [];
    return here.map((failure) => ({ run, failure }));
  });
}
