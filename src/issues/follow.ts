import type { Issue, TrackedIssue } from "../model/issue.ts";
import { DAY, MINUTE } from "../model/window.ts";
import type { IssueParts } from "./parts.ts";
import type { QuietCase } from "./views/alarm.ts";

const QUIET_DAYS = 30;
const QUIET_RUNS = 200;

/** Records what people did to tracked issues since the last look; it is announced with the rest. */
export async function noteChanges(
  { ledger }: Pick<IssueParts, "ledger">,
  tracked: readonly TrackedIssue[],
  issues: readonly Issue[],
  now: number,
): Promise<readonly TrackedIssue[]> {
  const seen = tracked.map((each) => changed(each, issues) ?? each);
  for (const [index, next] of seen.entries()) {
    if (next === tracked[index]) continue;
    // If somebody is deciding on it right now, it is recorded the next time.
    const lease = await ledger.claim(next.subject, next.cases, MINUTE, now);
    if (lease) await ledger.keep(lease, next, now);
  }
  return seen;
}

function changed(tracked: TrackedIssue, issues: readonly Issue[]): TrackedIssue | undefined {
  const issue = issues.find(({ number }) => number === tracked.number);
  if (!issue) return undefined;
  if (tracked.state === "open" && issue.state === "closed")
    return { ...tracked, state: "closed", closedAt: issue.closedAt, notice: "closed" };
  if (tracked.state === "closed" && issue.state === "open")
    return { ...tracked, state: "open", closedAt: null, notice: "reopened" };
  return undefined;
}

/** Open issues whose cases have not failed for 30 days and 200 nightly runs, and that were not offered in 30 days. */
export async function quietCases(
  { failures, runs, rules }: Pick<IssueParts, "failures" | "runs" | "rules">,
  tracked: readonly TrackedIssue[],
  now: number,
): Promise<QuietCase[]> {
  const quiet: QuietCase[] = [];
  for (const each of tracked) {
    const offered = each.offeredAt !== null && each.offeredAt > now - QUIET_DAYS * DAY;
    if (each.state !== "open" || each.number === null || offered) continue;
    const reaches = await Promise.all(each.cases.map((name) => failures.reach({ cause: "case", name })));
    const last = Math.max(each.lastFailed ?? 0, ...reaches.map(({ lastSeen }) => lastSeen ?? 0));
    const quietDays = Math.floor((now - last) / DAY);
    if (last === 0 || quietDays < QUIET_DAYS) continue;
    const { runs: quietRuns } = await runs.totals({ window: { begin: last + 1, end: now }, jobs: rules.nightlyJobs });
    if (quietRuns >= QUIET_RUNS)
      quiet.push({ tracked: each, name: each.cases[0] ?? each.subject, quietDays, quietRuns });
  }
  return quiet;
}
