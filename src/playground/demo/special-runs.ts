import { HOUR, MINUTE, SECOND } from "../../model/window.ts";
import type { AlmanacDay } from "./almanac.ts";
import type { Day } from "./calendar.ts";
import { nightlyCase } from "./cases.ts";
import { type DemoJob, manualJob, nightlyBranches, nightlyJob, releaseJob, smokeJob } from "./company.ts";
import { type DemoOutcome, outcomeOf } from "./outcome.ts";
import { noFault } from "./own-fault.ts";
import type { Planted } from "./planted.ts";
import { type Random, randomOf } from "./random.ts";
import type { RunDraft } from "./run.ts";

/** The day's runs without a pull request: scheduled runs, a release build, somebody's experiment. */
export function specialRuns(day: AlmanacDay, seed: number): RunDraft[] {
  const random = randomOf(seed, "special", day.index);
  const drafts: RunDraft[] = [];
  for (let at = day.begin; at < day.end; at += 30 * MINUTE) {
    drafts.push(plainRun(random, smokeJob, at + random.integer(0, 5) * MINUTE, day));
  }
  for (const branch of nightlyBranches) {
    drafts.push(
      nightlyRun(random, branch, day.begin + random.integer(60, 110) * MINUTE, nightlyFailures(branch, day, seed)),
    );
  }
  if (day.weekday === 2 || day.weekday === 4) drafts.push(plainRun(random, releaseJob, day.begin + 17.5 * HOUR, day));
  if (random.chance(0.5)) drafts.push(plainRun(random, manualJob, day.begin + random.between(10, 18) * HOUR, day));
  return drafts;
}

/** The row of a nightly run does not name its commit; its log does. */
function nightlyRun(random: Random, branch: string, at: number, failures: DemoOutcome["failures"]): RunDraft {
  const status = failures.length > 0 ? "FAILURE" : "SUCCESS";
  return { ...draftOf(random, nightlyJob, at, { status, failures, progress: 1 }), branch };
}

function plainRun(random: Random, job: DemoJob, at: number, day: AlmanacDay): RunDraft {
  const outcome = outcomeOf(random, { job, branch: "master", at, day, ownFault: noFault });
  const commit = random.hex(40);
  return { ...draftOf(random, job, at, outcome), commit, parameters: parametersOf(random, job, commit) };
}

function parametersOf(random: Random, job: DemoJob, commit: string): Record<string, string> {
  if (job === manualJob)
    return { BASELINE: random.hex(40), CANDIDATE: commit, WORKLOAD: random.pick(["sysbench", "tpcc", "ycsb"]) };
  return job === releaseJob ? { RELEASE_TAG: "nightly", PRODUCT: "tidb" } : {};
}

function draftOf(random: Random, job: DemoJob, at: number, outcome: DemoOutcome): RunDraft {
  const durationMs = Math.round(random.around(job.medianMinutes * MINUTE) * outcome.progress);
  const start = Math.floor(at / SECOND) * SECOND;
  return {
    job,
    at: start,
    durationMs,
    outcome,
    branch: "master",
    commit: null,
    comment: null,
    pull: null,
    parameters: null,
  };
}

/** Nights during which a newly failing case keeps failing now and then. */
const LINGERS = 5;

/** The cases that fail in a branch's nightly run: a new one, and some of earlier nights. */
function nightlyFailures(branch: string, night: Day, seed: number): Planted[] {
  const failures: Planted[] = [];
  for (let ago = 0; ago < LINGERS; ago++) {
    const born = night.index - ago;
    const comesBack = ago === 0 || randomOf(seed, "nightly", born, night.index).chance(0.35);
    if (comesBack && birthBranch(born, seed) === branch) failures.push(nightlyCase(born));
  }
  return failures;
}

/** Mostly master, sometimes a release branch that got a cherry-pick. */
function birthBranch(night: number, seed: number): string {
  const random = randomOf(seed, "nightly birth", night);
  const [trunk, ...releases] = nightlyBranches;
  return random.chance(0.65) ? trunk : random.pick(releases);
}
