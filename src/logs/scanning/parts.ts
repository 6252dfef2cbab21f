import type { Clock } from "../../ports/clock.ts";
import type { FailureStore } from "../../ports/failure-store.ts";
import type { LogSource } from "../../ports/logs.ts";
import type { ResultSource } from "../../ports/results.ts";
import type { RunStore } from "../../ports/run-store.ts";
import type { RuleSet } from "../rules.ts";

/** The parts that reading logs needs. */
export interface ScannerParts {
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly logs: LogSource;
  readonly results: ResultSource;
  readonly rules: () => RuleSet;
  readonly clock: Clock;
}
