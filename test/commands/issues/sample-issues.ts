import type { TrackedIssue } from "../../../src/model/issue.ts";

/** An issue of our ledger with only what matters said. */
export function tracked(more: Partial<TrackedIssue> = {}): TrackedIssue {
  const { number = null } = more;
  return {
    subject: "case:testSuite.TestPlanStats",
    cases: ["testSuite.TestPlanStats"],
    state: "new",
    url: number === null ? null : `https://github.com/pingcap/tidb/issues/${number}`,
    filedAt: null,
    closedAt: null,
    snoozedUntil: null,
    lastFailed: null,
    offeredAt: null,
    notice: null,
    ...more,
    number,
  };
}
