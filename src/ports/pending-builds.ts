import type { PendingBuild } from "../model/pending-build.ts";
import type { RunRef } from "../model/run.ts";
import type { Lease } from "./lease.ts";

/** Builds that are to be written into `ci_data` once they have ended. Instants are epoch milliseconds. */
export interface PendingBuilds {
  /** A build that is waiting already stays as it is. */
  add(ref: RunRef, now: number): Promise<void>;
  /** Claims builds that are due, those due longest first. */
  claim(limit: number, leaseMs: number, now: number): Promise<readonly ClaimedBuild[]>;
  /** Writes how the build stands and gives up the lease. */
  settle(lease: Lease<RunRef>, standing: Pick<PendingBuild, "state" | "tryAt" | "reason">): Promise<boolean>;
  /** How many are waiting. */
  waiting(): Promise<number>;
  /** Builds that were given up, or whose last try failed, newest first. */
  troubled(limit: number): Promise<readonly PendingBuild[]>;
  /** Drops builds that were settled before `before`. */
  forget(before: number): Promise<void>;
}

export interface ClaimedBuild {
  readonly build: PendingBuild;
  readonly lease: Lease<RunRef>;
}
