import { DAY, HOUR, MINUTE, SECOND } from "../../model/window.ts";
import { type AlmanacDay, dayOfMoment, slowness } from "./almanac.ts";
import { nextAtWork } from "./calendar.ts";
import type { DemoJob } from "./company.ts";
import { outcomeOf } from "./outcome.ts";
import { noFault, type OwnFault, ownFaultOf } from "./own-fault.ts";
import { MERGE } from "./people.ts";
import type { DemoPull } from "./pull-request.ts";
import { type Random, randomOf } from "./random.ts";
import { endOf, type RunDraft } from "./run.ts";

/** A pull request that is not merged within this time is abandoned. */
export const LIFE_DAYS = 9;

/** One head of a pull request. */
interface Head {
  readonly pull: DemoPull;
  readonly jobs: readonly DemoJob[];
  readonly commit: string;
  readonly ownFault: OwnFault;
  /** When the next head is pushed, which aborts its runs. */
  readonly outdatedAt: number;
}

/** All runs of a pull request, from its opening to its merge. */
export function runsOf(pull: DemoPull, almanac: readonly AlmanacDay[], seed: number): RunDraft[] {
  const random = randomOf(seed, pull.repository.repo, pull.number);
  const atWork = (from: number) => nextAtWork(random, from, pull.day, pull.author.hoursBehind);
  const jobs = pull.repository.jobs.filter(({ share }) => random.chance(share));
  const pushes = [pull.openedAt];
  while (pushes.length < 7 && random.chance(0.6)) {
    pushes.push(
      atWork((pushes.at(-1) ?? 0) + random.pick([20, 45, 80, 150, 400, 1200]) * random.between(0.7, 1.4) * MINUTE),
    );
  }
  return pushes.flatMap((at, index) => {
    const outdatedAt = pushes[index + 1] ?? Number.POSITIVE_INFINITY;
    const unready = random.chance(outdatedAt === Number.POSITIVE_INFINITY ? 0.06 : 0.36);
    const ownFault = unready ? ownFaultOf(random, pull.repository.repo) : noFault;
    return runsOfHead({ pull, jobs, commit: random.hex(40), ownFault, outdatedAt }, at, { random, almanac, atWork });
  });
}

interface Circumstances {
  readonly random: Random;
  readonly almanac: readonly AlmanacDay[];
  readonly atWork: (from: number) => number;
}

function runsOfHead(head: Head, pushedAt: number, around: Circumstances): RunDraft[] {
  const { random, atWork } = around;
  const { jobs } = head;
  const drafts = jobs.flatMap((job) => attempts(head, job, pushedAt, around));
  const merged = head.outdatedAt === Number.POSITIVE_INFINITY && head.ownFault.size === 0 && random.chance(0.7);
  if (!merged) return drafts;
  const approvedAt = atWork(Math.max(...drafts.map(endOf), pushedAt) + random.between(0.3, 20) * HOUR);
  return [...drafts, ...jobs.flatMap((job) => attempts(head, job, approvedAt, around, MERGE))];
}

/** The run of a job on a head, and the reruns that the author asked for after a failure. */
function attempts(head: Head, job: DemoJob, startedAt: number, around: Circumstances, trigger?: string): RunDraft[] {
  const { random } = around;
  const drafts: RunDraft[] = [];
  let comment: string | null = trigger ?? null;
  const lastAt = Math.min(head.outdatedAt, head.pull.openedAt + (LIFE_DAYS - 1) * DAY);
  for (let at = startedAt; at < lastAt && drafts.length < 4; ) {
    const draft = attempt(head, job, at + random.integer(4, 100) * SECOND, around, comment);
    drafts.push(draft);
    const hopeful = random.chance(head.ownFault.has(job.work) ? 0.25 : 0.85);
    if (draft.outcome.status !== "FAILURE" || !hopeful) break;
    at = around.atWork(endOf(draft) + random.between(3, 40) * MINUTE);
    comment = job.trigger;
  }
  return drafts;
}

function attempt(head: Head, job: DemoJob, at: number, around: Circumstances, comment: string | null): RunDraft {
  const { pull, commit, ownFault, outdatedAt } = head;
  const { almanac, random } = around;
  const day = dayOfMoment(almanac, at);
  const outcome = outcomeOf(random, { job, branch: pull.branch, at, day, ownFault });
  const usualMs = random.around(job.medianMinutes * MINUTE) * slowness(job.name, day);
  const durationMs = Math.round(Math.max(usualMs * outcome.progress, 20 * SECOND));
  const draft = {
    job,
    at: Math.floor(at / SECOND) * SECOND,
    branch: pull.branch,
    commit,
    comment,
    pull,
    parameters: null,
  };
  if (at + durationMs <= outdatedAt || !random.chance(0.85)) return { ...draft, durationMs, outcome };
  // A new push aborts the runs of the old head.
  const stoppedAfter = Math.max(Math.round(outdatedAt - at) + random.integer(1, 20) * SECOND, 5 * SECOND);
  const stopped = { status: "ABORTED", abort: "superseded", failures: [], progress: 0.5 } as const;
  return { ...draft, durationMs: stoppedAfter, outcome: stopped };
}
