import type { Scanner } from "../logs/scanning/scanner.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { IssueLedger, IssueTracker } from "../ports/issues.ts";
import type { Links } from "../ports/links.ts";
import type { RunStore } from "../ports/run-store.ts";
import type { Notifier } from "./notifier.ts";

/** What the work on issues needs. */
export interface IssueParts {
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly scanner: Scanner;
  readonly links: Links;
  readonly tracker: IssueTracker;
  readonly ledger: IssueLedger;
  readonly notifier: Notifier;
  readonly rules: IssueRules;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What the configuration says about issues. */
interface IssueRules {
  readonly labels: readonly string[];
  /** Logins whose issues are preferred where several are open. */
  readonly creators: readonly string[];
  readonly nightlyJobs: readonly string[];
  readonly mode: "create" | "ask" | "off";
  readonly zone: string;
}
