import type { RunRef } from "../model/run.ts";
import type { EndedBuild } from "./builds.ts";

/** What is written of how a build ended, and what its row says nothing of. */
export interface KnownRow {
  /** As it ended, also where its row has no word for that. */
  readonly status: string;
  readonly durationMs: number | null;
  readonly analysis: string | null;
  /** Start, epoch milliseconds in whole seconds. */
  readonly time: number | null;
}

/** `written`: as wanted. `there`: somebody else was first. `refused`: the table does not take it, and why. */
export type RowAnswer = { readonly kind: "written" | "there" } | { readonly kind: "refused"; readonly reason: string };

/**
 * Writes rows of `ci_data`, one at a time, and beside them what they have no place for. Fails with a RefusedError where
 * the account may only read.
 */
export interface RunWriter {
  /** Tries the rights and changes nothing. */
  mayWrite(): Promise<void>;
  known(job: string, ids: readonly number[]): Promise<ReadonlyMap<number, KnownRow>>;
  insert(run: EndedBuild): Promise<RowAnswer>;
  /** Sets how it ended, and what its row says nothing of; the rest stays as it is. */
  correct(run: EndedBuild): Promise<RowAnswer>;
  /** Writes everything anew, over the row of another build that had this number before. */
  replace(run: EndedBuild): Promise<RowAnswer>;
  /** What was found in the log, as JSON text, where nothing is noted yet. */
  note(ref: RunRef, analysis: string): Promise<void>;
}
