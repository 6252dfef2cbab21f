import type { PendingBuild } from "../model/pending-build.ts";
import type { RunRef } from "../model/run.ts";

/** Builds that are to be written when they have ended. */
export interface PendingBuilds {
  /** One that waits already stays as it is. */
  add(ref: RunRef, now: number): Promise<void>;
  /** Takes those that are due, the longest due first; one whose owner died is free again after the lease. */
  claim(now: number, leaseUntil: number, limit: number): Promise<readonly PendingBuild[]>;
  /** Says how it stands, and gives up the claim. */
  settle(ref: RunRef, standing: Pick<PendingBuild, "state" | "tryAt" | "reason">): Promise<void>;
  waiting(): Promise<number>;
  /** Those that something is in the way of, or that were given up, newest first. */
  troubled(limit: number): Promise<readonly PendingBuild[]>;
  /** Drops what is settled since `before`. */
  forget(before: number): Promise<void>;
}
