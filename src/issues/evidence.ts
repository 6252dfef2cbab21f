import type { Evidence, Frequency } from "../model/evidence.ts";
import { DAY } from "../model/window.ts";
import type { IssueParts } from "./parts.ts";
import type { Subject } from "./subject.ts";

const RUNS_SHOWN = 5;
const BRANCHES_SHOWN = 10;

/** What the stores know about a subject. A group is counted by the case that failed most. */
export async function gatherEvidence(
  { runs, failures }: Pick<IssueParts, "runs" | "failures">,
  subject: Subject,
  now: number,
): Promise<Evidence> {
  const [first] = subject.cases;
  const { run } = first.sightings[0];
  const key = { cause: "case" as const, name: first.name };
  const jobs = [...new Set(first.sightings.map((sighting) => sighting.run.job))];
  const month = { begin: now - 30 * DAY, end: now };

  async function within(days: number): Promise<Frequency> {
    const scope = { window: { begin: now - days * DAY, end: now }, jobs };
    const [[failed = 0], totals] = await Promise.all([failures.runsOf([key], scope), runs.totals(scope)]);
    return { failed, runs: totals.runs };
  }

  const [day, week, all, reach, last, branches, scan] = await Promise.all([
    within(1),
    within(7),
    within(30),
    failures.reach(key),
    failures.occurrences(key, { window: { begin: 0, end: now }, jobs: [] }, { limit: RUNS_SHOWN, offset: 0 }),
    failures.spread(key, { window: month, jobs: [] }, "branch", { limit: BRANCHES_SHOWN, offset: 0 }),
    failures.scan(run),
  ]);
  const seen = run.time ?? now;
  return {
    run,
    commit: run.commit ?? scan?.lastCheckout ?? null,
    jobs,
    day,
    week,
    month: all,
    firstSeen: reach.firstSeen ?? seen,
    lastSeen: reach.lastSeen ?? seen,
    lastRuns: last.items,
    otherBranches: branches.items.flatMap(({ name, runs: count }) =>
      name === null || name === run.branch ? [] : [{ name, runs: count }],
    ),
    asOf: now,
  };
}
