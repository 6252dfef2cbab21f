import type { DemoJob } from "./company.ts";
import type { DemoOutcome } from "./outcome.ts";
import type { DemoPull } from "./pull-request.ts";

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
