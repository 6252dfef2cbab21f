import type { RunRef } from "../model/run.ts";

/** A build log that is there. */
export interface OpenLog {
  readonly kind: "log";
  /** Bytes of its text; null where only reading to the end tells, and reading from the middle is as slow. */
  readonly size: number | null;
  /** Another one whenever the log has changed. */
  readonly version: string;
  /** The build may still be writing it. */
  readonly growing: boolean;
  /** Its text from a byte on, anew at each call. @throws TruncatedError after what there is of it, UnreachableError */
  read(from?: number): AsyncIterable<Uint8Array>;
  /** All of it, faster, for who is done with a chunk on asking for the next: its memory is used again. */
  sweep?(): AsyncIterable<Uint8Array>;
}

export type LogAnswer = OpenLog | { readonly kind: "none" } | { readonly kind: "unreadable"; readonly reason: string };

export interface LogSource {
  /**
   * @throws UnreachableError, and a RefusedError where it is not let in: neither says anything about the run, and it is
   * worth another try later
   */
  open(ref: RunRef): Promise<LogAnswer>;
}
