import { matchesJob } from "../model/job-pattern.ts";
import type { BuildSource, JobExtent } from "../ports/builds.ts";
import { RefusedError } from "../ports/errors.ts";
import type { JobNames } from "../ports/job-names.ts";
import type { RunStore } from "../ports/run-store.ts";

export interface ChosenJobs {
  readonly jobs: readonly JobExtent[];
  /** Requested names that Jenkins does not have. */
  readonly unknown: readonly string[];
  /** Names that Jenkins listed, for "did you mean". */
  readonly listed: readonly string[];
}

/**
 * The requested jobs; `*` stands for anything. If none is requested, the jobs in `ci_data` if another program fills it,
 * because that program has chosen which jobs count; if nobody does (`isOurs`), or if it is empty, every job of Jenkins.
 */
export async function chooseJobs(
  wanted: readonly string[],
  builds: BuildSource,
  { runs, jobNames }: { readonly runs: Pick<RunStore, "allJobNames">; readonly jobNames: Pick<JobNames, "stored"> },
  isOurs: boolean,
): Promise<ChosenJobs> {
  if (wanted.length === 0) {
    const known = new Set(isOurs ? [] : await runs.allJobNames());
    return knownJobs(builds, known, jobNames);
  }
  const plain = wanted.filter((name) => !name.includes("*"));
  const asked = await Promise.all(plain.map((name) => builds.job(name).catch((error) => closedJob(name, error))));
  const unknown = plain.filter((_, index) => asked[index] === undefined);
  const patterns = wanted.filter((name) => name.includes("*"));
  const listed = patterns.length + unknown.length === 0 ? [] : await builds.jobs();
  const matching = listed.filter(({ job }) => patterns.some((pattern) => matchesJob(pattern, job)));
  const unmatched = patterns.filter((pattern) => !listed.some(({ job }) => matchesJob(pattern, job)));
  const found = [...asked.filter((job) => job !== undefined), ...matching];
  const jobs = [...new Map(found.map((each) => [each.job, each])).values()];
  return { jobs, unknown: [...unknown, ...unmatched], listed: listed.map(({ job }) => job) };
}

/** A job that we may not read still exists; its sync reports the fault. */
function closedJob(job: string, error: unknown): JobExtent {
  if (error instanceof RefusedError) return { job, first: null, last: null };
  throw error;
}

async function knownJobs(
  builds: BuildSource,
  known: ReadonlySet<string>,
  jobNames: Pick<JobNames, "stored">,
): Promise<ChosenJobs> {
  const listed = await builds.jobs();
  const isKnown = await Promise.all(
    listed.map(async ({ job }) => known.size === 0 || known.has(await jobNames.stored(job))),
  );
  const jobs = listed.filter((_, index) => isKnown[index]);
  return { jobs, unknown: [], listed: listed.map(({ job }) => job) };
}
