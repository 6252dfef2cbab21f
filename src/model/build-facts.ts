import type { Abort } from "./abort.ts";
import type { RunStatus } from "./run.ts";

/** Facts of a build that `ci_data` has no column for, or too narrow a one. Null if unknown, or if the row holds it. */
export interface BuildFacts {
  /** How the build ended, if the row's status column does not take it. */
  readonly originalStatus: RunStatus | null;
  readonly abort: Abort | null;
  /** What triggered the build. */
  readonly source: string | null;
}
