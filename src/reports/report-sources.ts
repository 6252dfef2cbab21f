import type { Scanner } from "../logs/scanning/scanner.ts";
import type { TrackedIssue } from "../model/issue.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { Links } from "../ports/links.ts";
import type { Polls } from "../ports/polls.ts";
import type { RunStore } from "../ports/run-store.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";
import type { SilenceLimit } from "../stats/alerts.ts";

/** What reports and alerts read: a part of what commands read. */
export interface ReportSources {
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly scanner: Scanner;
  readonly links: Links;
  /** Null if Jenkins is not asked for new builds. */
  readonly polls: Pick<Polls, "last"> | null;
  /** Null if no GitHub is configured. */
  readonly issues: { tracked(): Promise<{ readonly tracked: readonly TrackedIssue[] }> } | null;
  readonly site: {
    readonly zone: string;
    readonly nightlyJobs: readonly string[];
    readonly silence: SilenceLimit;
  };
  readonly reports: { readonly subscriptions: Subscriptions; readonly deliveries: Deliveries };
}
