import type { CaseDuration, FailureCause } from "../../model/failure.ts";

/** A case that failed, as its results file tells of it. */
export interface FailedCase {
  readonly cause: FailureCause;
  /** As its framework prints it. */
  readonly name: string;
  /** The class or file that holds the case and the case by itself, as far as they are known apart. */
  readonly className: string;
  readonly caseName: string;
  readonly target: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly excerpt: readonly string[];
  readonly durationMs: number | null;
  /** It stands for whatever failed in its target: a Go package, a bazel test. Gives way to what tells more. */
  readonly isWrapper: boolean;
}

/** What a run's test results say. */
export interface TestResults {
  /** How many cases were read. */
  readonly cases: number;
  readonly failures: readonly FailedCase[];
  /** Cases that failed at first and passed when they were run again. */
  readonly retriedCases: readonly string[];
  /** The failed cases and the slowest of the others, slowest first. */
  readonly durations: readonly CaseDuration[];
  /** There were more failures than are listed. */
  readonly truncatedFailures: boolean;
  /** The file ends in the middle or is broken; what comes before is read. */
  readonly isCut: boolean;
}
