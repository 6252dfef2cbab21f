import type { Poll, PolledJob } from "../model/poll.ts";
import type { Lease } from "./lease.ts";

/** How far Jenkins has been read, kept so that any replica can go on from there. Instants are epoch milliseconds. */
export interface Polls {
  /** The right to poll; undefined if the next poll is not due yet, or another replica is at it. */
  claim(leaseMs: number, now: number): Promise<Lease | undefined>;
  /** Writes how the poll went and when the next one is due, and gives up the lease. */
  settle(lease: Lease, poll: Poll, dueAt: number): Promise<boolean>;
  /** Undefined if Jenkins was never polled. */
  last(): Promise<Poll | undefined>;
  jobs(): Promise<readonly PolledJob[]>;
  save(job: PolledJob): Promise<void>;
  /** Drops what is known of jobs that Jenkins has no more. */
  forget(jobs: readonly string[]): Promise<void>;
}
