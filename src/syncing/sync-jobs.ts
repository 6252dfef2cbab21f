import type { Build, BuildSource, JobExtent } from "../ports/builds.ts";
import type { RefusedError, UnreachableError } from "../ports/errors.ts";
import { pagesOf } from "./pages.ts";
import { type WriteParts, writePage } from "./write-build.ts";

export interface SyncParts extends WriteParts {
  readonly builds: BuildSource;
}

/** Result of syncing one job. */
export interface JobSync {
  readonly job: string;
  /** Builds that were checked. */
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

/** Copies the builds of these jobs since `since` (epoch milliseconds; null: all) into `ci_data`. It can be stopped and repeated. */
export async function syncJobs(
  parts: SyncParts,
  jobs: readonly JobExtent[],
  since: number | null,
  progress: SyncProgress,
): Promise<readonly JobSync[]> {
  const guesses = jobs.map(({ first, last }) => (first === null || last === null ? 0 : last - first + 1));
  let expected = guesses.reduce((sum, guess) => sum + guess, 0);
  progress.expect(expected);
  const synced: JobSync[] = [];
  for (const [index, { job }] of jobs.entries()) {
    progress.step(job);
    const result = await syncJob(parts, job, since, progress);
    expected += result.builds - (guesses[index] ?? 0);
    progress.expect(expected);
    synced.push(result);
  }
  return synced;
}

async function syncJob(parts: SyncParts, job: string, since: number | null, progress: SyncProgress): Promise<JobSync> {
  const counts = { builds: 0, written: 0, corrected: 0, unchanged: 0, running: 0 };
  const refused: { id: number; reason: string }[] = [];
  const seen = new Set<number>();
  const isWanted = ({ id, time }: Build) => !seen.has(id) && (since === null || time >= since);
  for await (const page of pagesOf(parts.builds, job)) {
    if (page instanceof Error) return { job, ...counts, refused, fault: page };
    const wanted = page.builds.filter(isWanted);
    for (const { id } of page.builds) seen.add(id);
    for (const { build, answer } of await writePage(parts, job, wanted)) {
      if (answer.kind === "refused") refused.push({ id: build.id, reason: answer.reason });
      else counts[answer.kind]++;
    }
    counts.builds += wanted.length;
    progress.done(wanted.length);
    const oldest = page.builds.at(-1);
    if (since !== null && oldest && oldest.time < since) break;
  }
  return { job, ...counts, refused, fault: null };
}
