import type { TrackedIssue } from "../model/issue.ts";
import type { Run } from "../model/run.ts";
import { DAY } from "../model/window.ts";
import type { NightlyCase, Sighting } from "./nightly-case.ts";
import type { IssueParts } from "./parts.ts";
import { caseKey, caseOfKey, type Subject } from "./subject.ts";

/** How far back a case that is asked for by name is looked for. */
const LOOK_BACK_MS = 90 * DAY;
const SIGHTINGS = 5;

/** A subject by its key, or a case by its name; undefined if none of its cases has failed in 90 days. */
export async function recallSubject(
  parts: Pick<IssueParts, "runs" | "failures" | "rules">,
  named: string,
  tracked: readonly TrackedIssue[],
  now: number,
): Promise<Subject | undefined> {
  const known = tracked.find(({ subject }) => subject === named);
  const names = known?.cases ?? [caseOfKey(named) ?? named];
  const found = await Promise.all(names.map((name) => recallCase(parts, name, now)));
  const [first, ...others] = found.filter((nightly) => nightly !== undefined);
  if (!first) return undefined;
  const scope = (["message", "package"] as const).find((each) => known?.subject.startsWith(`${each}:`)) ?? "case";
  return { key: known?.subject ?? caseKey(first.name), scope, cases: [first, ...others] };
}

/** A case as it failed last: in the nightly jobs if it failed there, otherwise in any job. */
async function recallCase(
  { runs, failures, rules }: Pick<IssueParts, "runs" | "failures" | "rules">,
  name: string,
  now: number,
): Promise<NightlyCase | undefined> {
  const window = { begin: now - LOOK_BACK_MS, end: now };
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

/** The failures of some runs, each with its run. An aborted run says why it was aborted, never that a case failed. */
export async function sightingsIn(runs: readonly Run[], failures: IssueParts["failures"]): Promise<Sighting[]> {
  const ended = runs.filter(({ status }) => status !== "ABORTED");
  const found = await failures.ofRuns(ended);
  return ended.flatMap((run) => {
    const here = found.find(({ job, id }) => job === run.job && id === run.id)?.failures ?? [];
    return here.map((failure) => ({ run, failure }));
  });
}
