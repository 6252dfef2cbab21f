import type { PolledJob } from "../model/poll.ts";
import type { Build, BuildSource } from "../ports/builds.ts";
import type { Clock } from "../ports/clock.ts";
import type { PendingBuilds } from "../ports/pending-builds.ts";
import type { Polls } from "../ports/polls.ts";
import { indexBelow, pagesOf } from "./pages.ts";
import { type WriteParts, writePage } from "./write-build.ts";

export interface PollJobParts extends WriteParts {
  readonly builds: BuildSource;
  readonly polls: Pick<Polls, "save">;
  /** Writes builds that still run, once they have ended. */
  readonly pendingBuilds: Pick<PendingBuilds, "add">;
  readonly clock: Clock;
  readonly onRefused: (job: string, id: number, reason: string) => void;
}

/** A job of which nothing was read. */
export function unread(job: string): PolledJob {
  return { job, newest: 0, oldest: null, readSince: null };
}

/** Reads the builds newer than those that were read. How far they were read is saved at the end: there is never a gap. */
export async function readNewer(parts: PollJobParts, polled: PolledJob): Promise<PolledJob> {
  let newest = polled.newest;
  for await (const page of pagesOf(parts.builds, polled.job)) {
    if (page instanceof Error) throw page;
    await write(
      parts,
      polled.job,
      page.builds.filter(({ id }) => id > polled.newest),
    );
    newest = Math.max(newest, ...page.builds.map(({ id }) => id));
    if (page.builds.some(({ id }) => id <= polled.newest)) break;
  }
  return save(parts, { ...polled, newest });
}

/**
 * Reads the builds older than those that were read, newest first, back to `since` (epoch milliseconds; 0: all) or until
 * `isLate`. Saves after each page how far it came.
 * @param last the number of the job's last build
 */
export async function readOlder(
  parts: PollJobParts,
  polled: PolledJob,
  last: number,
  since: number,
  isLate: () => boolean,
): Promise<PolledJob> {
  const { job } = polled;
  let reached = polled;
  const from = polled.oldest === null ? 0 : await indexBelow(parts.builds, job, last, polled.oldest);
  for await (const page of pagesOf(parts.builds, job, from)) {
    if (page instanceof Error) throw page;
    await write(
      parts,
      job,
      page.builds.filter(({ id }) => id < (reached.oldest ?? Number.POSITIVE_INFINITY)),
    );
    reached = await save(parts, below(reached, page.builds, page.isLast));
    if (isReadSince(reached, since) || isLate()) break;
  }
  return reached;
}

export function isReadSince({ readSince }: PolledJob, since: number): boolean {
  return readSince !== null && readSince <= since;
}

/** How far a job is read after this page. Builds that are newer than those of its first page are left to `readNewer`. */
function below(reached: PolledJob, builds: readonly Build[], isLast: boolean): PolledJob {
  const numbers = builds.map(({ id }) => id);
  const isFirst = reached.oldest === null;
  return {
    job: reached.job,
    newest: isFirst ? Math.max(0, ...numbers) : reached.newest,
    oldest: builds.length === 0 ? reached.oldest : Math.min(reached.oldest ?? Number.POSITIVE_INFINITY, ...numbers),
    readSince: isLast ? 0 : Math.min(reached.readSince ?? Number.POSITIVE_INFINITY, ...builds.map(({ time }) => time)),
  };
}

async function write(parts: PollJobParts, job: string, builds: readonly Build[]): Promise<void> {
  for (const { build, answer } of await writePage(parts, job, builds)) {
    if (answer.kind === "running") await parts.pendingBuilds.add({ job, id: build.id }, parts.clock.now());
    if (answer.kind === "refused") parts.onRefused(job, build.id, answer.reason);
  }
}

async function save({ polls }: PollJobParts, polled: PolledJob): Promise<PolledJob> {
  await polls.save(polled);
  return polled;
}
