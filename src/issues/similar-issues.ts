import type { Issue } from "../model/issue.ts";

const SUGGESTED = 3;
/** Below this, two names share little more than being tests. */
const LEAST_ALIKE = 0.3;
const COMMON = new Set(["test", "tests", "unstable", "flaky", "case", "suite", "the", "a", "in", "of", "is", "go"]);

/** Issues that may be about the same case, most similar first; open ones before equally similar closed ones. */
export function similarIssues(name: string, issues: readonly Issue[]): Issue[] {
  const titles = issues.map((issue) => ({ issue, words: wordsOf(issue.title) }));
  const weights = new Map([...wordsOf(name)].map((word) => [word, rarity(word, titles)]));
  return titles
    .map(({ issue, words }) => ({ issue, alike: alikeness(weights, words) + (issue.state === "open" ? 0.05 : 0) }))
    .filter(({ alike }) => alike >= LEAST_ALIKE)
    .sort((one, other) => other.alike - one.alike || other.issue.number - one.issue.number)
    .slice(0, SUGGESTED)
    .map(({ issue }) => issue);
}

/** A word that is in many titles says little. */
function rarity(word: string, titles: readonly { readonly words: ReadonlySet<string> }[]): number {
  const having = titles.filter(({ words }) => words.has(word)).length;
  return Math.log(1 + titles.length / (1 + having));
}

/** `testSuite.TestPlanStats` holds the words plan and stats. */
function wordsOf(text: string): Set<string> {
  const words = text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !COMMON.has(word));
  return new Set(words);
}

/** The share of the wanted words that is there, by weight, less a little for each extra word. */
function alikeness(wanted: ReadonlyMap<string, number>, found: ReadonlySet<string>): number {
  const all = [...wanted.values()].reduce((sum, weight) => sum + weight, 0);
  const shared = [...wanted].filter(([word]) => found.has(word));
  const weight = shared.reduce((sum, [, each]) => sum + each, 0);
  return all === 0 ? 0 : weight / all - 0.01 * Math.max(0, found.size - shared.length);
}
