import type { PolledJob } from "../model/poll.ts";
import type { Build, BuildSource, JobExtent } from "../ports/builds.ts";
import { isRemoteFault, type RefusedError, type UnreachableError } from "../ports/errors.ts";
import type { JobNames } from "../ports/job-names.ts";
import type { Polls } from "../ports/polls.ts";
import type { RunStore } from "../ports/run-store.ts";
import { isReadSince, type ReadJobParts, readNewer, readOlder, readSoFar } from "./read-job.ts";
import { type WriteParts, writePage } from "./write-build.ts";

export interface SyncParts extends WriteParts {
  readonly jobNames: Pick<JobNames, "stored" | "keep">;
  readonly builds: BuildSource;
  readonly polls: Pick<Polls, "jobs" | "save">;
  readonly runs: Pick<RunStore, "allJobNames">;
}

/** Result of syncing one job. */
export interface JobSync {
  readonly job: string;
  /** The name in `ci_data`, which is shorter where its column does not hold the job's. */
  readonly storedAs: string;
  /** Builds that were read. */
  readonly builds: number;
  readonly written: number;
  readonly corrected: number;
  readonly unchanged: number;
  /** Builds that have not ended; the next sync writes them. */
  readonly running: number;
  /** Builds that the table rejects, and why. */
  readonly refused: readonly { readonly id: number; readonly reason: string }[];
  /** Why the rest of the job was left out; null if everything was read. */
  readonly fault: UnreachableError | RefusedError | null;
}

export interface SyncProgress {
  expect(total: number): void;
  done(amount: number): void;
  step(name: string): void;
}

/** Which builds are read. */
export interface SyncWish {
  /** Only builds that began then or later, epoch milliseconds; 0: all that Jenkins has. */
  readonly since: number;
  /** Builds that were read before are read again, to correct rows that were changed since. */
  readonly isAgain: boolean;
}

/** Copies the builds of these jobs into `ci_data` that were not read yet. It can be stopped and repeated. */
export async function syncJobs(
  parts: SyncParts,
  jobs: readonly JobExtent[],
  wish: SyncWish,
  progress: SyncProgress,
): Promise<readonly JobSync[]> {
  const known = wish.isAgain ? new Map<string, PolledJob>() : await readBefore(parts);
  const wanted = jobs.map((extent) => ({
    extent,
    polled: readSoFar(extent.job, extent.last ?? 0, known.get(extent.job)),
  }));
  const guesses = wanted.map(({ extent, polled }) => guessOf(extent, polled, wish.since));
  let expected = guesses.reduce((sum, guess) => sum + guess, 0);
  progress.expect(expected);
  const synced: JobSync[] = [];
  for (const [index, { extent, polled }] of wanted.entries()) {
    progress.step(extent.job);
    const result = await syncJob(parts, extent, polled, wish.since, progress);
    expected += result.builds - (guesses[index] ?? 0);
    progress.expect(expected);
    synced.push(result);
  }
  return synced;
}

/** How far jobs were read before. Of a job without a row nothing counts as read, because somebody emptied the table. */
async function readBefore({ polls, runs, jobNames }: SyncParts): Promise<ReadonlyMap<string, PolledJob>> {
  const read = await polls.jobs();
  const names = new Set(await runs.allJobNames());
  const before = new Map<string, PolledJob>();
  for (const polled of read) if (names.has(await jobNames.stored(polled.job))) before.set(polled.job, polled);
  return before;
}

/** About how many builds are still to be read; numbers may be missing in between. */
function guessOf({ first, last }: JobExtent, polled: PolledJob, since: number): number {
  if (first === null || last === null) return 0;
  const older = isReadSince(polled, since) ? 0 : Math.min(polled.oldest ?? last + 1, last + 1) - first;
  return older + (polled.readSince === null ? 0 : last - polled.newest);
}

async function syncJob(
  parts: SyncParts,
  { job, last }: JobExtent,
  polled: PolledJob,
  since: number,
  progress: SyncProgress,
): Promise<JobSync> {
  const storedAs = await parts.jobNames.stored(job);
  const counts = { builds: 0, written: 0, corrected: 0, unchanged: 0, running: 0 };
  const refused: { id: number; reason: string }[] = [];
  const seen = new Set<number>();

  async function take(_: string, page: readonly Build[]): Promise<readonly number[]> {
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const answers = await writePage(parts, job, fresh);
    for (const { build, answer } of answers) {
      if (answer.kind === "refused") refused.push({ id: build.id, reason: answer.reason });
      else counts[answer.kind]++;
    }
    counts.builds += fresh.length;
    progress.done(fresh.length);
    // The service, which would wait for them, may not be running.
    return answers.flatMap(({ build, answer }) => (answer.kind === "running" ? [build.id] : []));
  }

  try {
    await readJob({ ...parts, take }, polled, last, since);
    return { job, storedAs, ...counts, refused, fault: null };
  } catch (fault) {
    if (!isRemoteFault(fault)) throw fault;
    return { job, storedAs, ...counts, refused, fault };
  }
}

/** @param last null where nothing was built, or where we may not see that */
async function readJob(parts: ReadJobParts, polled: PolledJob, last: number | null, since: number): Promise<void> {
  const isBehind = polled.readSince !== null && (last === null || last > polled.newest);
  const reached = isBehind ? await readNewer(parts, polled) : polled;
  if (isReadSince(reached, since)) return;
  await readOlder(parts, reached, last ?? 0, { since, isExact: true, isLate: () => false });
}
