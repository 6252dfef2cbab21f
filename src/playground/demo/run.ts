import type { RunStatus } from "../../model/run.ts";
import type { Planted } from "./planted.ts";

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
}
