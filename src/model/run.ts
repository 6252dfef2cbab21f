import type { PullRequest } from "./pull-request.ts";

/** One build of one job. */
export interface RunRef {
  readonly job: string;
  readonly id: number;
}

/** Tells runs apart in a map. */
export function runKey({ job, id }: RunRef): string {
  return `${job}#${id}`;
}

/** A result of Jenkins. `UNSTABLE` is what its test reports make of failed tests; a site may have others (`NOT_BUILT`). */
export type RunStatus = "SUCCESS" | "FAILURE" | "UNSTABLE" | "ABORTED" | (string & {});

/** What counts as failed. */
export const failedStatuses = ["FAILURE", "UNSTABLE"] as const satisfies readonly RunStatus[];

export function isFailed(status: RunStatus): boolean {
  return (failedStatuses as readonly RunStatus[]).includes(status);
}

/** Runs whose logs and results are read: of aborted ones, to say why they were aborted. */
export const unsuccessfulStatuses = ["FAILURE", "UNSTABLE", "ABORTED"] as const satisfies readonly RunStatus[];

export function isUnsuccessful(status: RunStatus): boolean {
  return (unsuccessfulStatuses as readonly RunStatus[]).includes(status);
}

export interface Run extends RunRef {
  readonly status: RunStatus;
  /** Start of the build, milliseconds since the epoch. */
  readonly time: number | null;
  readonly durationMs: number | null;
  readonly commit: string | null;
  readonly branch: string | null;
  readonly repo: string | null;
  /** The pull-request comment that started the run, `/run-unit-test`. */
  readonly comment: string | null;
  /** Null for a special run: nightly, release, started by hand. */
  readonly pullRequest: PullRequest | null;
}
