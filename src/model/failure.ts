import type { Abort } from "./abort.ts";
import type { RunRef } from "./run.ts";

/** Why something failed: a test case, the build, lint and format, infrastructure. */
export const failureCauses = ["case", "compile", "check", "env"] as const;
export type FailureCause = (typeof failureCauses)[number];

/** Why a run failed; `unknown` where no failure was found in it. */
export type Cause = FailureCause | "unknown";

/** FAILURE runs by cause. */
export type CauseCounts = { readonly [C in Cause]: number };

/** A case, build, check or infrastructure fault that failed in a run. */
export interface Failure {
  /** `unknown` where nothing but the run's last words names it: such a run counts as unexplained. */
  readonly cause: Cause;
  /** As its framework prints it: `testSuite.TestPlanStats`. */
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  /** The lines of the log that explain it, secrets masked. */
  readonly excerpt: string;
  /** Line of the log where it was found, from 1; null where it was not read from a log. */
  readonly logLine: number | null;
  /** How long the case ran; null where no test result says so. */
  readonly durationMs: number | null;
  /** What holds the case: a Go package, a bazel target, a test binary; null where none was printed. */
  readonly target: string | null;
  /** Identifies the failure across runs; see `src/logs/fingerprint.ts`. */
  readonly fingerprint: string;
  /** The log format or rule that found it; null where it was not read from a log. */
  readonly rule: string | null;
  /** Who looks after it and what to do about it, where a rule says so. */
  readonly owner: string | null;
  readonly hint: string | null;
  /** It was dismissed at first and is shown because nothing else explains the run; no issue is filed on it. */
  readonly probable?: true;
}

/** What one look at a run's log gave. */
export type ScanOutcome =
  | "log" // the log was read to its end
  | "no_log" // there is none: `analysis_res` was used
  | "unreadable" // there is one, and it could not be read
  | "truncated" // it is cut off: it was read as far as it goes
  | "binary" // it is no text
  | "no_results" // the log was read, the test results could not be had: they are asked for again
  | "unkept" // it was read, and the database refused what was found
  | "growing"; // the build may still have been writing it: it is read again

export interface CaseDuration {
  readonly name: string;
  readonly durationMs: number;
}

export interface Scan extends RunRef {
  readonly outcome: ScanOutcome;
  readonly failures: readonly Failure[];
  /** Cases that failed first and passed later in the same run. */
  readonly retriedCases: readonly string[];
  /** The failed cases and the slowest of the others, slowest first, as far as test results say. */
  readonly durations: readonly CaseDuration[];
  /** The log's last lines, where the log was read and explains nothing; secrets masked. */
  readonly logEnd?: string;
  /** Of an ABORTED run. */
  readonly abort?: Abort;
  /** The commit of the log's last `git checkout`, where the run's row names none. */
  readonly lastCheckout: string | null;
  /** Of the formats and rules that it was read with. */
  readonly rulesVersion: string;
}

/** What a broken thing is known by. */
export interface FailureKey {
  readonly cause: Cause;
  readonly name: string;
}

/** One broken thing, over every run it broke. */
export interface FailureTally extends FailureKey {
  readonly file: string | null;
  readonly line: number | null;
  readonly runs: number;
  readonly pullRequests: number;
  readonly jobs: number;
  /** Start of the first and the last run it was seen in, milliseconds since the epoch. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** One run in which a broken thing failed. */
export interface Occurrence extends RunRef {
  /** Start of the run, milliseconds since the epoch. */
  readonly time: number;
  readonly repo: string | null;
  readonly branch: string | null;
  readonly pull: number | null;
  readonly commit: string | null;
  readonly excerpt: string;
  readonly logLine: number | null;
}

/** How far a broken thing reaches. */
export interface Reach {
  readonly runs: number;
  readonly pullRequests: number;
  /** Runs on trunk: special runs of master, main, a release branch, or of no branch at all. */
  readonly trunkRuns: number;
  /** Start of the first and the last run it was seen in; null where there is none. */
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
}

/** Where else a failure of a pull request was seen. */
export interface Elsewhere extends FailureKey {
  /** Runs of others that had it, by job. */
  readonly runsByJob: ReadonlyMap<string, number>;
  readonly pullRequests: number;
  readonly trunkRuns: number;
  /** Start of the first and the last run on trunk that had it, epoch milliseconds; null where none had. */
  readonly firstOnTrunk: number | null;
  readonly lastOnTrunk: number | null;
}

/** The cause a run is counted under: a broken case outweighs what broke around it. */
export function causeOf(failures: readonly Failure[]): Cause {
  return failureCauses.find((cause) => failures.some((failure) => failure.cause === cause)) ?? "unknown";
}
