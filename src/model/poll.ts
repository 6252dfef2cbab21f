/** Most characters of a job's full name that we can keep how far it was read. Jenkins has no limit. */
export const LONGEST_NAME = 700;

/** How far a job of Jenkins has been read. Its builds from `oldest` to `newest` are in `ci_data`, or pending. */
export interface PolledJob {
  readonly job: string;
  /** Highest build number that was seen; 0 if none was. */
  readonly newest: number;
  /** Lowest build number that was read; null if none was. */
  readonly oldest: number | null;
  /** Epoch milliseconds: every build that Jenkins has since then was read. 0: all of them. Null: none yet. */
  readonly readSince: number | null;
}

/** The last time that Jenkins was asked for new builds. Instants are epoch milliseconds. */
export interface Poll {
  /** Null before the first answer. */
  readonly answeredAt: number | null;
  /** Jobs that Jenkins listed. */
  readonly jobs: number;
  /** Jobs whose older builds are still being read. */
  readonly behind: number;
  /** Jobs that could not be read at the last poll: access was refused, or Jenkins could not serve them. */
  readonly unreadable: number;
  /** Every build since then was read, in all jobs that can be read. 0: all that Jenkins has. Null: not known yet. */
  readonly readSince: number | null;
  /** Why the last try failed; null if it did not. */
  readonly fault: string | null;
}
