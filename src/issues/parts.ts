import type { FailureStore, IssueLedger, IssueTracker, Links, RunStore } from "../ports.ts";
import type { Scanner } from "../scanning/scanner.ts";

/** What the work on issues needs. */
export interface IssueParts {
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly scanner: Scanner;
  readonly links: Links;
  readonly tracker: IssueTracker;
  readonly ledger: IssueLedger;
  readonly rules: IssueRules;
}

/** What the configuration says about issues. */
export interface IssueRules {
  readonly labels: readonly string[];
  readonly creators: readonly string[];
  readonly nightlyJobs: readonly string[];
  readonly mode: "create" | "ask" | "off";
  readonly zone: string;
}
