import type { Failure } from "../model/failure.ts";
import { type Run, runKey } from "../model/run.ts";

/** A failure in a nightly run. */
export interface Sighting {
  readonly run: Run;
  readonly failure: Failure;
}

/** A case that failed at night, with the runs it failed in, newest first. */
export interface NightlyCase {
  readonly name: string;
  readonly sightings: readonly [Sighting, ...Sighting[]];
}

/**
 * The test cases among the failures. Build, lint and infrastructure failures are no unstable tests. Cases of a run that
 * infrastructure broke too are probably its victims: they count only if they also failed in another run.
 * A failure that is only probable never files an issue.
 */
export function nightlyCases(sightings: readonly Sighting[]): NightlyCase[] {
  const byName = new Map<string, [Sighting, ...Sighting[]]>();
  const sick = new Set(sightings.filter(({ failure }) => failure.cause === "env").map(({ run }) => runKey(run)));
  const newestFirst = sightings.toSorted((one, other) => (other.run.time ?? 0) - (one.run.time ?? 0));
  for (const sighting of newestFirst) {
    const { run, failure } = sighting;
    if (failure.cause !== "case" || failure.probable || sick.has(runKey(run))) continue;
    const known = byName.get(failure.name);
    if (known) known.push(sighting);
    else byName.set(failure.name, [sighting]);
  }
  return [...byName].map(([name, found]) => ({ name, sightings: found }));
}

/** Start of the newest run it failed in, epoch milliseconds. */
export function lastFailed({ sightings }: NightlyCase): number {
  return sightings[0].run.time ?? 0;
}
