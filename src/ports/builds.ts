import type { BuildFacts } from "../model/build-facts.ts";
import type { BuildPullRequest } from "../model/pull-request.ts";
import type { Run, RunRef } from "../model/run.ts";

/** A build that has ended, as Jenkins has it: what a row of `ci_data` is made of. */
export interface EndedBuild extends Omit<Run, "pullRequest"> {
  readonly time: number;
  readonly durationMs: number;
  /** Null for a special run. */
  readonly pullRequest: BuildPullRequest | null;
  /** The plugin that told of the pull request, `gitlab-branch-source`; null for a special run. */
  readonly plugin: string | null;
  /** Every parameter as text, without passwords. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Facts that the row has no column for. */
  readonly facts?: Partial<Omit<BuildFacts, "originalStatus">>;
}

/** One build of a job as Jenkins has it by now. */
export type Build =
  | { readonly kind: "running"; readonly id: number; readonly time: number }
  | { readonly kind: "ended"; readonly id: number; readonly time: number; readonly run: EndedBuild };

/** A job as Jenkins lists it; the numbers are null where nothing was built yet. */
export interface JobExtent {
  readonly job: string;
  readonly first: number | null;
  readonly last: number | null;
}

/** The number of a job's last build, running or ended. */
interface LastBuild {
  readonly job: string;
  readonly last: number;
}

/** Builds in Jenkins. Fails with an UnreachableError, or a RefusedError that says which key to mend. */
export interface BuildSource {
  /** Undefined where there is no such build (yet, or any more). */
  build(ref: RunRef): Promise<Build | undefined>;
  /** Every job, in folders too. */
  jobs(): Promise<readonly JobExtent[]>;
  /** Every job that was ever built, in folders too, by one call that is cheap for Jenkins. */
  lastBuilds(): Promise<readonly LastBuild[]>;
  job(name: string): Promise<JobExtent | undefined>;
  /** So many builds of a job after the `from` newest ones, newest first. */
  page(job: string, from: number, count: number): Promise<readonly Build[]>;
}
