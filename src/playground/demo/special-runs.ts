import { HOUR, MINUTE, SECOND } from "../../model/window.ts";
import type { Day } from "./calendar.ts";
import { type DemoJob, manualJob, nightlyBranches, nightlyJob, releaseJob, smokeJob } from "./company.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { type Random, randomOf } from "./random.ts";
import type { RunDraft } from "./run-draft.ts";
import { nightlyFailures } from "./stories.ts";

const HALF_HOURS = 48;

/** What runs on a day with no pull request: the clock's runs, a release build, somebody's experiment. */
export function specialRuns(day: Day, seed: number): RunDraft[] {
  const random = randomOf(seed, "special", day.index);
  const drafts: RunDraft[] = [];
  for (let slot = 0; slot < HALF_HOURS; slot++) {
    drafts.push(
      plainRun(random, smokeJob, day.begin + slot * 30 * MINUTE + random.integer(0, 5) * MINUTE, { day, seed }),
    );
  }
  for (const branch of nightlyBranches) drafts.push(nightlyRun(random, branch, day, seed));
  if (day.weekday === 2 || day.weekday === 4) {
    drafts.push(plainRun(random, releaseJob, day.begin + 20.5 * HOUR, { day, seed }));
  }
  if (day.weekday !== 0 && random.chance(0.5)) {
    drafts.push(plainRun(random, manualJob, day.begin + random.between(10, 18) * HOUR, { day, seed }));
  }
  // A change of the clocks may leave a day with fewer hours.
  return drafts.filter(({ at }) => at < day.end);
}

function nightlyRun(random: Random, branch: string, day: Day, seed: number): RunDraft {
  const at = day.begin + 1 * HOUR + random.integer(0, 50) * MINUTE;
  const failures = nightlyFailures(branch, day, seed);
  const outcome: Outcome =
    failures.length > 0
      ? { status: "FAILURE", failures, progress: 1 }
      : { status: "SUCCESS", failures: [], progress: 1 };
  return draftOf(random, nightlyJob, at, outcome, branch);
}

function plainRun(
  random: Random,
  job: DemoJob,
  at: number,
  { day, seed }: { readonly day: Day; readonly seed: number },
): RunDraft {
  const outcome = outcomeOf(random, {
    job,
    repo: "pingcap/tidb",
    branch: "master",
    at,
    day,
    ownFault: new Map(),
    seed,
  });
  return draftOf(random, job, at, outcome, "master");
}

function draftOf(random: Random, job: DemoJob, at: number, outcome: Outcome, branch: string): RunDraft {
  const durationMs = Math.round(random.around(job.medianMinutes * MINUTE) * outcome.progress);
  return {
    job,
    at: Math.floor(at / SECOND) * SECOND,
    durationMs,
    outcome,
    branch,
    commit: random.hex(40),
    comment: null,
    pull: null,
  };
}
