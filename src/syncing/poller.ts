import PQueue from "p-queue";
import { LONGEST_NAME, type Poll, type PolledJob } from "../model/poll.ts";
import { DAY, MINUTE, SECOND } from "../model/window.ts";
import type { Build, BuildSource } from "../ports/builds.ts";
import type { Clock } from "../ports/clock.ts";
import { isRemoteFault } from "../ports/errors.ts";
import type { Lease } from "../ports/lease.ts";
import type { PendingBuilds } from "../ports/pending-builds.ts";
import type { Polls } from "../ports/polls.ts";
import { createGoneJobs, type GoneJobs } from "./gone-jobs.ts";
import { isReadSince, type ReadJobParts, readNewer, readOlder, readSoFar } from "./read-job.ts";
import { type WriteParts, writePage } from "./write-build.ts";

export interface PollerParts extends WriteParts {
  readonly builds: BuildSource;
  readonly polls: Polls;
  /** Writes builds that still run, once they have ended. */
  readonly pendingBuilds: Pick<PendingBuilds, "add">;
  readonly clock: Clock;
  /** How often Jenkins is asked. */
  readonly periodMs: number;
  readonly onJobFault: (job: string, fault: Error) => void;
  readonly onRefused: (job: string, id: number, reason: string) => void;
  /** Called after each poll while older builds are being read, and once when all are. */
  readonly onProgress: (poll: Poll) => void;
}

/** Asks Jenkins for new builds, in one replica at a time, and reads what it has of the past. */
export interface Poller {
  /** Polls if that is due. @throws UnreachableError, RefusedError if Jenkins does not list its jobs */
  tick(): Promise<void>;
  /** Ends a poll that is under way after the pages that it is reading. */
  stop(): Promise<void>;
}

/** Longer than a poll takes: what is read after `WORK_MS` is the rest of a page. */
const LEASE_MS = 5 * MINUTE;
/** Older builds are read for this long before new ones are looked for again. */
const WORK_MS = 20 * SECOND;
/** How soon a replica looks again whether the one that polls is gone. */
const WATCH_MS = 15 * SECOND;
const JOBS_AT_ONCE = 4;
/** The last days are read first, in every job; then the last month; then the rest. */
const STAGES_MS = [3 * DAY, 30 * DAY, Number.POSITIVE_INFINITY];

/** A job as Jenkins lists it, and how far it was read. */
interface ListedJob {
  readonly last: number;
  polled: PolledJob;
  isUnreadable: boolean;
}

export function createPoller(parts: PollerParts): Poller {
  const { polls, clock, periodMs } = parts;
  const gone = createGoneJobs();
  let lookAt = Number.NEGATIVE_INFINITY;
  let isStopping = false;
  let polling = Promise.resolve();

  async function pollIfDue(): Promise<void> {
    const now = clock.now();
    if (isStopping || now < lookAt) return;
    lookAt = now + Math.min(periodMs, WATCH_MS);
    const lease = await polls.claim(LEASE_MS, now);
    if (lease) await poll(lease, now);
  }

  async function poll(lease: Lease, now: number): Promise<void> {
    const isLate = () => isStopping || clock.now() > now + WORK_MS;
    const before = (await polls.last()) ?? nothing;
    let after = before;
    try {
      after = await pollOnce(parts, gone, isLate);
      if (after.behind + before.behind > 0) parts.onProgress(after);
    } catch (fault) {
      after = { ...before, fault: isRemoteFault(fault) ? fault.message : "an internal error, see the log" };
      throw fault;
    } finally {
      lookAt = after.behind > 0 && isLate() ? now : now + periodMs;
      await polls.settle(lease, after, lookAt);
    }
  }

  return {
    tick() {
      polling = pollIfDue();
      return polling;
    },
    async stop() {
      isStopping = true;
      await polling.catch(() => undefined);
    },
  };
}

const nothing: Poll = { answeredAt: null, jobs: 0, behind: 0, unreadable: 0, readSince: null, fault: null };

async function pollOnce(parts: PollerParts, gone: GoneJobs, isLate: () => boolean): Promise<Poll> {
  const now = parts.clock.now();
  const jobs = await listJobs(parts, gone);
  const reading: ReadJobParts = { ...parts, take: (job, builds) => take(parts, job, builds) };
  await each(jobs, parts, async (job) => {
    if (job.polled.readSince === null || job.last <= job.polled.newest) return;
    job.polled = await readNewer(reading, job.polled);
  });
  for (const stage of STAGES_MS) {
    const since = Math.max(0, now - stage);
    await each(jobs, parts, async (job) => {
      if (isLate() || job.isUnreadable || isReadSince(job.polled, since)) return;
      job.polled = await readOlder(reading, job.polled, job.last, { since, isLate });
    });
  }
  const readable = jobs.filter(({ isUnreadable }) => !isUnreadable);
  return {
    answeredAt: now,
    jobs: jobs.length,
    behind: readable.filter(({ polled }) => !isReadSince(polled, 0)).length,
    unreadable: jobs.length - readable.length,
    readSince: readSinceOf(readable),
    fault: null,
  };
}

/** Nothing has to be read again: a build that still runs is left to those who wait for builds. */
async function take(parts: PollerParts, job: string, builds: readonly Build[]): Promise<readonly number[]> {
  const stored = await parts.jobNames.keep(job);
  for (const { build, answer } of await writePage(parts, job, builds)) {
    if (answer.kind === "running") await parts.pendingBuilds.add({ job: stored, id: build.id }, parts.clock.now());
    if (answer.kind === "refused") parts.onRefused(job, build.id, answer.reason);
  }
  return [];
}

async function listJobs({ builds, polls, clock }: PollerParts, gone: GoneJobs): Promise<ListedJob[]> {
  const [listed, known] = await Promise.all([builds.lastBuilds(), polls.jobs()]);
  const names = known.map(({ job }) => job);
  await polls.forget(gone.look(names, new Set(listed.map(({ job }) => job)), clock.now()));
  const read = new Map(known.map((polled) => [polled.job, polled]));
  return listed
    .filter(({ job }) => job.length <= LONGEST_NAME)
    .map(({ job, last }) => ({ last, polled: readSoFar(job, last, read.get(job)), isUnreadable: false }));
}

/** A job that fails keeps no other waiting, and is tried again at the next poll. */
async function each(
  jobs: readonly ListedJob[],
  { onJobFault }: PollerParts,
  work: (job: ListedJob) => Promise<void>,
): Promise<void> {
  const queue = new PQueue({ concurrency: JOBS_AT_ONCE });
  const withoutFault = (job: ListedJob) =>
    work(job).catch((fault: unknown) => {
      if (!isRemoteFault(fault)) throw fault;
      job.isUnreadable = true;
      onJobFault(job.polled.job, fault);
    });
  try {
    await queue.addAll(jobs.map((job) => () => withoutFault(job)));
  } finally {
    queue.clear();
    await queue.onIdle();
  }
}

function readSinceOf(jobs: readonly ListedJob[]): number | null {
  return jobs.reduce<number | null>(
    (latest, { polled }) => (latest === null || polled.readSince === null ? null : Math.max(latest, polled.readSince)),
    0,
  );
}
