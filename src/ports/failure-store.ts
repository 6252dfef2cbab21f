import type { AbortCounts } from "../model/abort.ts";
import type {
  CauseCounts,
  Elsewhere,
  Failure,
  FailureCause,
  FailureKey,
  FailureTally,
  Occurrence,
  Reach,
  Scan,
} from "../model/failure.ts";
import type { FlakyCase } from "../model/flaky.ts";
import type { PullRef } from "../model/pull-request.ts";
import type { Run, RunRef } from "../model/run.ts";
import type { Page, Scope, Slice } from "../model/scope.ts";
import type { Window } from "../model/window.ts";
import type { JobCommit } from "./run-store.ts";

/** A run that need not be read again: unless the rules have changed. */
export type ScannedRun = RunRef & Pick<Scan, "outcome" | "rulesVersion">;

/** What scanning found, kept. */
export interface FailureStore {
  /** FAILURE runs that were scanned, by cause; `unknown` are those in which nothing was found. */
  causes(scope: Scope): Promise<CauseCounts>;
  /** ABORTED runs that were scanned, by reason; `unknown` are those whose log says none. */
  aborts(scope: Scope): Promise<AbortCounts>;
  /** Most runs first. */
  top(scope: Scope, causes: readonly FailureCause[], slice: Slice): Promise<Page<FailureTally>>;
  /** What broke in the scope and not in the window `before` it; most runs first. */
  newSince(scope: Scope, before: Window, slice: Slice): Promise<Page<FailureTally>>;
  /** What broke in the scope and not in the other; most runs first. */
  onlyIn(scope: Scope, other: Scope, slice: Slice): Promise<Page<FailureTally>>;
  /** Broken things whose name is so; `*` stands for anything. Most runs first. */
  named(pattern: string, scope: Scope, slice: Slice): Promise<Page<FailureTally>>;
  /** Failures whose excerpt holds this line, whatever the case of its letters. Most runs first. */
  saying(line: string, scope: Scope, slice: Slice): Promise<Page<FailureTally>>;
  /** Within the scope, or ever. */
  reach(key: FailureKey, scope?: Scope): Promise<Reach>;
  /** Runs it failed in from each start to the next, the last until the scope ends. `starts` are at most 100. */
  trendOf(key: FailureKey, scope: Scope, starts: readonly number[]): Promise<readonly number[]>;
  /** Runs it failed in by job, branch or pull request (`owner/name#1`), most first. */
  spread(key: FailureKey, scope: Scope, by: SpreadBy, slice: Slice): Promise<Page<SpreadPart>>;
  /** The runs it failed in, newest first. */
  occurrences(key: FailureKey, scope: Scope, slice: Slice): Promise<Page<Occurrence>>;
  /** Runs each failed in, in the order of the keys. */
  runsOf(keys: readonly FailureKey[], scope: Scope): Promise<readonly number[]>;
  /** Where these were seen but on this pull request, in the order of the keys. */
  elsewhere(keys: readonly FailureKey[], pull: PullRef, window: Window): Promise<readonly Elsewhere[]>;
  /** Most runs on flaky commits first. */
  flakyCases(scope: Scope, commits: readonly JobCommit[], slice: Slice): Promise<Page<FlakyCase>>;
  scan(ref: RunRef): Promise<Scan | undefined>;
  /** The failures of several runs at once. */
  ofRuns(refs: readonly RunRef[]): Promise<readonly (RunRef & { readonly failures: readonly Failure[] })[]>;
  /** Runs that need not be read again. */
  scannedCount(window: Window): Promise<number>;
  scanned(window: Window): Promise<readonly ScannedRun[]>;
  /** Written at once; a run that was scanned before is written anew. */
  save(run: Run, scan: Scan): Promise<void>;
  /** Drops what was found in a run that has not failed after all. */
  forget(ref: RunRef): Promise<void>;
  /** Runs whose scan the database refused to keep, newest first. */
  unkept(slice: Slice): Promise<Page<UnkeptRun>>;
  /** Drops what was found in runs that began before `before`, epoch milliseconds. Resolves to how many runs. */
  prune(before: number): Promise<number>;
}

/** A run that was read and could not be kept. */
export interface UnkeptRun extends RunRef {
  /** Start of the run, epoch milliseconds; null where its row has none. */
  readonly time: number | null;
  /** What the database said. */
  readonly reason: string;
}

export type SpreadBy = "job" | "branch" | "pull";

export interface SpreadPart {
  /** Of the job, branch or pull request; null for runs without one. */
  readonly name: string | null;
  readonly runs: number;
}
