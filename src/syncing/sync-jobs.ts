import type { Build, BuildSource, JobExtent } from "../ports/builds.ts";
import { isRemoteFault, type RefusedError, type UnreachableError } from "../ports/errors.ts";
import { type WriteParts, writeBuild } from "./write-build.ts";

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

const PAGE = 100;
/** Pages overlap, because a build that is deleted meanwhile moves the others up. */
const OVERLAP = 5;

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
  const { builds, rows } = parts;
  const counts = { builds: 0, written: 0, corrected: 0, unchanged: 0, running: 0 };
  const refused: { id: number; reason: string }[] = [];
  let fault: JobSync["fault"] = null;
  for await (const page of pagesOf(builds, job, since)) {
    if (page instanceof Error) {
      fault = page;
      break;
    }
    const known = await rows.known(
      job,
      page.map(({ id }) => id),
    );
    for (const build of page) {
      const answer = build.kind === "running" ? build : await writeBuild(parts, build.run, known.get(build.id));
      if (answer.kind === "refused") refused.push({ id: build.id, reason: answer.reason });
      else counts[answer.kind]++;
    }
    counts.builds += page.length;
    progress.done(page.length);
  }
  return { job, ...counts, refused, fault };
}

/** Pages of builds, newest first. A fault of Jenkins is the last item. */
async function* pagesOf(
  builds: BuildSource,
  job: string,
  since: number | null,
): AsyncGenerator<readonly Build[] | UnreachableError | RefusedError> {
  const seen = new Set<number>();
  const isWanted = ({ id, time }: Build) => !seen.has(id) && (since === null || time >= since);
  for (let from = 0; ; from += PAGE - OVERLAP) {
    const page = await builds.page(job, from, PAGE).catch(faultOf);
    if (page instanceof Error) {
      yield page;
      return;
    }
    const wanted = page.filter(isWanted);
    for (const { id } of page) seen.add(id);
    if (wanted.length > 0) yield wanted;
    const oldest = page.at(-1);
    if (page.length < PAGE || (since !== null && oldest && oldest.time < since)) return;
  }
}

function faultOf(error: unknown): UnreachableError | RefusedError {
  if (isRemoteFault(error)) return error;
  throw error;
}
