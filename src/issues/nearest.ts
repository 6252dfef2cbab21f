import type { Issue } from "../model/issue.ts";

const OFFERED = 3;
/** Below this two names have little more in common than that they are tests. */
const LEAST_ALIKE = 0.25;
const COMMON = new Set(["test", "tests", "unstable", "flaky", "case", "suite", "the", "a", "in", "of", "is", "go"]);

/** Issues that may be about the same, the likeliest first; open ones before closed ones that are as alike. */
export function nearestIssues(name: string, issues: readonly Issue[]): Issue[] {
  const wanted = wordsOf(name);
  return issues
    .map((issue) => ({ issue, alike: alikeness(wanted, wordsOf(issue.title)) + (issue.state === "open" ? 0.05 : 0) }))
    .filter(({ alike }) => alike >= LEAST_ALIKE)
    .sort((one, other) => other.alike - one.alike || other.issue.number - one.issue.number)
    .slice(0, OFFERED)
    .map(({ issue }) => issue);
}

/** `testSuite.TestPlanStats` is the words plan and stats. */
function wordsOf(text: string): Set<string> {
  const words = text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !COMMON.has(word));
  return new Set(words);
}

/** Share of the words wanted that are there, less a little for each that is there besides. */
function alikeness(wanted: ReadonlySet<string>, found: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  const shared = [...wanted].filter((word) => found.has(word)).length;
  return shared / wanted.size - 0.01 * Math.max(0, found.size - shared);
}
