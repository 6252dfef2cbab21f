import type { RunStatus } from "../../model/run.ts";
import type { DemoJob } from "./company.ts";
import type { DemoAbort, DemoOutcome } from "./outcome.ts";
import type { Planted } from "./planted.ts";
import type { DemoPull } from "./pull-request.ts";

/** A row of `ci_data` with its column names, and the failures planted in its log. */
export interface DemoRun {
  readonly job: string;
  readonly job_id: number;
  readonly status: RunStatus;
  /** Milliseconds. */
  readonly duration: number;
  /** Start, milliseconds since the epoch. */
  readonly time: number;
  readonly commit: string | null;
  readonly branch: string | null;
  readonly comment: string | null;
  readonly repo: string | null;
  /** JSON text. */
  readonly analysis_res: string | null;
  /** JSON text. */
  readonly description: string | null;
  /** Not a column: the failures that should be found in its log. */
  readonly planted: readonly Planted[];
  /** Not a column: why it was aborted, null if it was not. */
  readonly abort: DemoAbort | null;
}

/** A run without its build number. */
export interface RunDraft {
  readonly job: DemoJob;
  /** Start in epoch milliseconds, in whole seconds as in `ci_data`. */
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: DemoOutcome;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly comment: string | null;
  readonly pull: DemoPull | null;
  /** Jenkins parameters of a run without a pull request. */
  readonly parameters: Readonly<Record<string, string>> | null;
}

export function endOf({ at, durationMs }: RunDraft): number {
  return at + durationMs;
}
