import { type Finding, NO_LINE, WHOLE_RUN } from "../finding.ts";
import { mayBeSameTarget, type Weighed } from "../weigh.ts";
import { explains } from "./case-excerpt.ts";
import { caseKey, openMatcher } from "./match-case.ts";
import type { FailedCase, TestResults } from "./test-results.ts";

/** Least precedence of infrastructure rules with general words, which tests print as well. */
const GENERAL_PRECEDENCE = 100;

/**
 * Joins the test results with the findings of the log. The results name the failed test cases, one failure each. The
 * log says where they are printed, and explains what test results cannot: builds, checks, infrastructure.
 */
export function joinResults(weighed: readonly Weighed[], results: TestResults): Weighed[] {
  const match = openMatcher(results.failures);
  const partners = new Map<FailedCase, Weighed[]>();
  const others: Weighed[] = [];
  for (const one of weighed) {
    const failed = isOfCase(one.finding) ? match(one.finding) : undefined;
    if (failed === undefined) others.push(one);
    else partners.set(failed, [...(partners.get(failed) ?? []), one]);
  }
  const retried = new Set(results.retriedCases.map(caseKey));
  const standing = others.map((one) => settle(one, results.failures, retried));
  const joined = results.failures.map((failed): Weighed => {
    const finding = merge(failed, bestOf(partners.get(failed) ?? []));
    return { finding, verdict: isExplained(failed, results.failures, standing) ? "explained" : "failure" };
  });
  return [...standing, ...joined].sort((a, b) => placeOf(a.finding) - placeOf(b.finding));
}

/** Findings that do not come from the log are last. */
function placeOf({ logLine }: Finding): number {
  return logLine === NO_LINE ? Number.MAX_SAFE_INTEGER : logLine;
}

function isOfCase({ cause, weight }: Finding): boolean {
  return cause === "case" || (cause === "compile" && weight === "sure");
}

/** What becomes of a finding of the log that is not about a failed test case. */
function settle(one: Weighed, failures: readonly FailedCase[], retried: ReadonlySet<string>): Weighed {
  const { finding, verdict } = one;
  if (verdict !== "failure") return one;
  if (finding.cause === "case" && retried.has(caseKey(finding.name))) return { finding, verdict: "retried" };
  const gives = failures.some((failed) => !failed.isWrapper) && givesWay(finding, failures);
  return gives ? { finding, verdict: "explained" } : one;
}

/** "The tests failed" and other general messages are replaced by the test cases that failed. */
function givesWay({ weight, cause, target, spanEnd, precedence }: Finding, failures: readonly FailedCase[]): boolean {
  if (weight === "final") return precedence >= GENERAL_PRECEDENCE;
  if (weight !== "wrapper") return false;
  if (target !== null)
    return failures.some((failed) => failed.target !== null && mayBeSameTarget(failed.target, target));
  return cause === "case" || spanEnd === WHOLE_RUN.spanEnd;
}

/** A result that only says that its target failed is replaced by findings that say why. */
function isExplained(failed: FailedCase, failures: readonly FailedCase[], standing: readonly Weighed[]): boolean {
  if (!failed.isWrapper) return false;
  const isSame = (target: string | null): boolean => target !== null && mayBeSameTarget(target, failed.target);
  return (
    failures.some((other) => !other.isWrapper && isSame(other.target)) ||
    standing.some(
      ({ finding, verdict }) => verdict === "failure" && (isSame(finding.target) || finding.cause !== "env"),
    )
  );
}

function bestOf(partners: readonly Weighed[]): Finding | undefined {
  const order = ({ finding, verdict }: Weighed): number => finding.excerpt.length + (verdict === "failure" ? 1000 : 0);
  return partners.toSorted((a, b) => order(b) - order(a))[0]?.finding;
}

/** The failure of a test case that both report: the fuller name, the better excerpt, the place with a line. */
function merge(failed: FailedCase, found: Finding | undefined): Finding {
  const own = findingOf(failed);
  if (found === undefined) return own;
  const isFuller = caseKey(failed.name).length > caseKey(found.name).length;
  const { file, line } = found.line === null && (failed.line !== null || found.file === null) ? failed : found;
  return {
    ...found,
    weight: "sure",
    name: isFuller ? failed.name : found.name,
    target: failed.target ?? found.target,
    excerpt: explains(failed.excerpt) ? own.excerpt : found.excerpt,
    durationMs: failed.durationMs,
    file,
    line,
  };
}

function findingOf({ cause, name, file, line, target, excerpt, durationMs }: FailedCase): Finding {
  const place = { cause, name, file, line, target, excerpt, durationMs };
  const unknown = {
    owner: null,
    hint: null,
    logLine: NO_LINE,
    writtenAt: null,
    precedence: 0,
    spanBegin: 0,
    spanEnd: 0,
  };
  return { ...place, ...unknown, rule: "test results", weight: "sure", mayPass: false, branch: "" };
}
