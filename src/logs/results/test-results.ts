import type { CaseDuration, FailureCause } from "../../model/failure.ts";

/** A failed test case, as in its results file. */
export interface FailedCase {
  readonly cause: FailureCause;
  /** The name as its framework prints it. */
  readonly name: string;
  /** The class or file that contains the test case, and the test case alone, if they can be separated. */
  readonly className: string;
  readonly caseName: string;
  readonly target: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly excerpt: readonly string[];
  readonly durationMs: number | null;
  /** Stands for anything that failed in its target: a Go package, a bazel test. Replaced by findings that say more. */
  readonly isWrapper: boolean;
}

/** The test results of a run. */
export interface TestResults {
  /** How many test cases were read. */
  readonly cases: number;
  readonly failures: readonly FailedCase[];
  /** Test cases that failed first and passed when they were run again. */
  readonly retriedCases: readonly string[];
  /** The failed test cases and the slowest of the others, slowest first. */
  readonly durations: readonly CaseDuration[];
  /** There were more failures than are listed. */
  readonly truncatedFailures: boolean;
  /** The file is cut off or broken; everything before that was read. */
  readonly isCut: boolean;
}
