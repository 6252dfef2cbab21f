import type { RunRef } from "./run.ts";

/** A build that somebody wants in `ci_data` as soon as it has ended. */
export interface PendingBuild extends RunRef {
  /** `waiting`: not there yet. `done`: its row is there. `given_up`: it never will be, and `reason` says why. */
  readonly state: "waiting" | "done" | "given_up";
  /** When it was asked for, epoch milliseconds. */
  readonly askedAt: number;
  /** When Jenkins is to be asked next. */
  readonly tryAt: number;
  /** What was in the way the last time; null where the build simply runs. */
  readonly reason: string | null;
}
