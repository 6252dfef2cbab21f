import type { DemoJob } from "./company.ts";
import type { DemoOutcome } from "./outcome.ts";
import type { DemoPull } from "./pull-request.ts";

/** A run before it has a number. */
export interface RunDraft {
  readonly job: DemoJob;
  /** Start, epoch milliseconds, whole seconds as `ci_data` keeps them. */
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: DemoOutcome;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly comment: string | null;
  readonly pull: DemoPull | null;
  /** Jenkins parameters of a run that no pull request started. */
  readonly parameters: Readonly<Record<string, string>> | null;
}

export function endOf({ at, durationMs }: RunDraft): number {
  return at + durationMs;
}
