import type { RuleSet } from "../logs/rules.ts";
import type { Clock, FailureStore, LogSource, RunStore } from "../ports.ts";

/** What reading logs takes. */
export interface ScannerParts {
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly logs: LogSource;
  readonly rules: () => RuleSet;
  readonly clock: Clock;
}
