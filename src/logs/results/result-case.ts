/** The outcome of a test case. `flaky` failed first and passed when it was run again. */
export type CaseState = "passed" | "failed" | "skipped" | "flaky";

/** A test case as in a results file, before it gets the name that its framework prints. */
export interface ResultCase {
  /** Distinguishes two test cases of one name: the suite, its host, the branch of the pipeline. */
  readonly suite: string;
  readonly className: string;
  readonly name: string;
  /** Where the test case is defined, as far as the file says. */
  readonly file: string | null;
  readonly line: number | null;
  readonly state: CaseState;
  readonly message: string;
  /** The stack trace, or the tool's output about the failure; only both ends if it is long. */
  readonly details: string;
  readonly durationMs: number | null;
}

/** Receives the test cases of a file one by one. */
export type TakeCase = (found: ResultCase) => void;

/** Reads seconds as tools write them: `0.5`, `1,234.5`. Null for anything else. */
export function durationOf(seconds: string | number | undefined): number | null {
  if (seconds === undefined || seconds === "") return null;
  const value = typeof seconds === "number" ? seconds : Number(seconds.replaceAll(",", ""));
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 1000) : null;
}
