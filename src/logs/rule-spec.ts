import type { FailureCause } from "../model/failure.ts";

/** A rule as it is written; see the README for what each key means. */
export interface RuleSpec {
  readonly name: string;
  readonly regex: string;
  readonly cause: FailureCause;
  /** Jobs it is for, `*` stands for anything; empty means every job. */
  readonly jobs: readonly string[];
  /** What the failure is called: `$0` is the match, `$1` and `${name}` its groups. */
  readonly failure: string;
  /** How many lines the regex sees at once. */
  readonly lines: number;
  /** How many lines after the match the excerpt has. */
  readonly context: number;
  /** Of infrastructure: it counts only where the run ended on it. */
  readonly final: boolean;
  readonly owner: string | null;
  readonly hint: string | null;
}
