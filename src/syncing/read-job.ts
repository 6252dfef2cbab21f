import type { PolledJob } from "../model/poll.ts";
import type { Build, BuildSource } from "../ports/builds.ts";
import type { Polls } from "../ports/polls.ts";
import { indexBelow, pagesOf } from "./pages.ts";

export interface ReadJobParts {
  readonly builds: BuildSource;
  readonly polls: Pick<Polls, "save">;
  /** Writes builds of a job. Resolves to the numbers of those that must be read again, because nobody else writes them. */
  readonly take: (job: string, builds: readonly Build[]) => Promise<readonly number[]>;
}

/** How far back builds are read, and until when. */
export interface ReadLimit {
  /** Epoch milliseconds; 0: all that Jenkins has. */
  readonly since: number;
  /** Builds of a page that began before `since` are left out, instead of being taken along. */
  readonly isExact?: boolean;
  /** Whether to stop after the page that is being read. */
  readonly isLate: () => boolean;
}

/** A job of which nothing was read. */
function unread(job: string): PolledJob {
  return { job, newest: 0, oldest: null, readSince: null };
}

/**
 * How far a job was read whose last build has the number `last`. Numbers begin anew where a job was deleted and made
 * again: nothing of it was read then.
 */
export function readSoFar(job: string, last: number, polled: PolledJob | undefined): PolledJob {
  return polled && last >= polled.newest ? polled : unread(job);
}

export function isReadSince({ readSince }: PolledJob, since: number): boolean {
  return readSince !== null && readSince <= since;
}

/** Reads the builds newer than those that were read. How far they were read is saved at the end: there is never a gap. */
export async function readNewer(parts: ReadJobParts, polled: PolledJob): Promise<PolledJob> {
  let newest = polled.newest;
  let again: readonly number[] = [];
  for await (const page of pagesOf(parts.builds, polled.job)) {
    if (page instanceof Error) throw page;
    const newer = page.builds.filter(({ id }) => id > polled.newest);
    again = [...again, ...(await parts.take(polled.job, newer))];
    newest = Math.max(newest, ...newer.map(({ id }) => id));
    if (newer.length < page.builds.length) break;
  }
  return save(parts, { ...polled, newest: below(newest, again) });
}

/**
 * Reads the builds older than those that were read, newest first. Saves after each page how far it came.
 * @param last the number of the job's last build
 */
export async function readOlder(
  parts: ReadJobParts,
  polled: PolledJob,
  last: number,
  { since, isExact = false, isLate }: ReadLimit,
): Promise<PolledJob> {
  const { job } = polled;
  let reached = polled;
  const from = polled.oldest === null ? 0 : await indexBelow(parts.builds, job, last, polled.oldest);
  for await (const page of pagesOf(parts.builds, job, from)) {
    if (page instanceof Error) throw page;
    const older = page.builds.filter(({ id }) => id < (reached.oldest ?? Number.POSITIVE_INFINITY));
    const taken = older.filter(({ time }) => !isExact || time >= since);
    const again = await parts.take(job, taken);
    const readSince = taken.length < older.length ? since : page.isLast ? 0 : null;
    reached = await save(parts, extended(reached, page.builds, taken, { again, readSince }));
    if (isReadSince(reached, since) || isLate()) break;
  }
  return reached;
}

interface PageEnd {
  readonly again: readonly number[];
  /** Epoch milliseconds since which the job is read by now; null where only the builds tell. */
  readonly readSince: number | null;
}

/** How far a job is read after this page. Builds that are newer than those of its first page are left to `readNewer`. */
function extended(
  reached: PolledJob,
  page: readonly Build[],
  taken: readonly Build[],
  { again, readSince }: PageEnd,
): PolledJob {
  const isFirst = reached.oldest === null;
  const newest = isFirst ? Math.max(0, ...page.map(({ id }) => id)) : reached.newest;
  const oldest = Math.min(reached.oldest ?? Number.POSITIVE_INFINITY, ...taken.map(({ id }) => id));
  return {
    job: reached.job,
    newest: below(newest, again),
    oldest: Number.isFinite(oldest) ? oldest : null,
    readSince: readSince ?? Math.min(reached.readSince ?? Number.POSITIVE_INFINITY, ...taken.map(({ time }) => time)),
  };
}

/** The highest number up to which nothing has to be read again. */
function below(newest: number, again: readonly number[]): number {
  return Math.min(newest, ...again.map((id) => id - 1));
}

async function save({ polls }: ReadJobParts, polled: PolledJob): Promise<PolledJob> {
  await polls.save(polled);
  return polled;
}
