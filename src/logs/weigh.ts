import { HOUR } from "../model/window.ts";
import { ancestorsOf } from "./ancestors.ts";
import { type Finding, type Mended, NO_LINE, type Pass, type Section } from "./finding.ts";
import type { Noted } from "./notes.ts";

/** What became of a finding. */
export type Verdict =
  | "failure"
  | "probable" // dismissed at first, but nothing else explains that the run failed
  | "retried" // the test case passed later in the same run
  | "explained" // it says that something failed, and something more precise was found
  | "recovered" // infrastructure that failed, and the run went on
  | "other run"; // its time stamp is hours before the line above it: pasted from another log

export interface Weighed {
  readonly finding: Finding;
  readonly verdict: Verdict;
}

/** Outcomes of a run in which nothing failed, or everything that failed passed later. */
const WELL: ReadonlySet<string> = new Set(["SUCCESS", "NOT_BUILT"]);
const FAILED: ReadonlySet<string> = new Set(["FAILURE", "UNSTABLE", "ABORTED"]);
/** How many lines above `Retrying` the trouble is that made Jenkins try again. */
const LINES_TO_RETRY = 60;

/** One infrastructure fault prints several lines: the finding of the most precise rule stands for those around it. */
const CLUSTER_LINES = 60;

/** Whether the log says that nothing failed. */
export function isWell(outcome: string | null): boolean {
  return outcome !== null && WELL.has(outcome);
}

/** Decides which findings are the failures of the run. */
export function weigh({ findings, sections, passes, retried, mended, outcome }: Noted): Weighed[] {
  if (isWell(outcome)) return findings.map((finding) => ({ finding, verdict: "recovered" }));
  const placed = findings.map((finding) => withTarget(finding, sections));
  const verdicts = new Map<Finding, Verdict>();
  const open = (weight: Finding["weight"]): Finding[] =>
    placed.filter((finding) => finding.weight === weight && !verdicts.has(finding));
  const settle = (list: readonly Finding[], verdict: Verdict): void => {
    for (const finding of list) verdicts.set(finding, verdict);
  };

  settle(
    placed.filter((finding) => isMended(finding, mended)),
    "recovered",
  );
  settle(open("recovered"), "recovered");
  settle(
    placed.filter((finding) => sectionPassed(finding, sections) || passedAfterAll(finding, passes)),
    "recovered",
  );
  const isNamed = ({ name, target }: Finding): boolean =>
    retried.some((one) => one.name === name && mayBeSameTarget(one.target, target));
  const isRetried = (finding: Finding): boolean => isNamed(finding) || passedLater(finding, sections, passes);
  settle(open("sure").filter(isRetried), "retried");
  settle(parentsAmong(open("sure")), "explained");
  settle(lessPreciseOfLine(open("sure")), "explained");
  settle(pasted(open("sure")), "other run");
  const standing = open("sure");
  settle(standing, "failure");
  if (standing.length > 0) settle(open("final"), "explained");
  const final = bestOfClusters(open("final"));
  settle(final, "failure");
  const known = placed.filter(({ weight }) => weight === "sure" || weight === "final");
  for (const wrapper of open("wrapper").sort(bySpan)) {
    const verdict = isExplained(wrapper, known) ? "explained" : isRetried(wrapper) ? "retried" : "failure";
    settle([wrapper], verdict);
    if (verdict === "failure") known.push(wrapper);
  }
  return placed.map((finding) => ({ finding, verdict: verdicts.get(finding) ?? "explained" }));
}

/**
 * For a failed run without an explanation: dismissed findings that may have failed it are probable. Without any, its
 * last words name it.
 */
export function standUp(weighed: readonly Weighed[], outcome: string | null): Weighed[] {
  const isOpen = outcome !== null && FAILED.has(outcome) && !weighed.some(({ verdict }) => verdict === "failure");
  if (!isOpen) return [...weighed];
  const isDismissed = ({ finding, verdict }: Weighed): boolean => verdict === "recovered" && finding.weight === "sure";
  if (weighed.some(isDismissed))
    return weighed.map((one) => (isDismissed(one) ? { ...one, verdict: "probable" } : one));
  const words = weighed.findLast(({ finding }) => finding.weight === "last words");
  const fault = weighed.findLast((one) => words !== undefined && isSaidBy(words.finding, one));
  if (fault !== undefined) return weighed.map((one) => (one === fault ? { ...one, verdict: "failure" } : one));
  return weighed.map((one) => (one === words ? { ...one, verdict: "failure" } : one));
}

/** Infrastructure that seemed to recover, but was the failed step's last output: other branches went on around it. */
function isSaidBy(words: Finding, { finding, verdict }: Weighed): boolean {
  const isNear = Math.abs(words.logLine - finding.logLine) <= LINES_TO_RETRY;
  return (
    verdict === "recovered" &&
    finding.weight === "recovered" &&
    isNear &&
    finding.excerpt.some((line) => line.includes(words.name))
  );
}

/** An agent that reconnected, or a block of the pipeline that was retried. */
function isMended({ weight, cause, logLine, branch, excerpt }: Finding, mended: readonly Mended[]): boolean {
  if (cause !== "env" || (weight !== "final" && weight !== "recovered")) return false;
  return mended.some((one) => {
    if (one.logLine < logLine || !isSameBranch(one.branch, branch)) return false;
    const { words } = one;
    return words === null
      ? one.logLine - logLine <= LINES_TO_RETRY
      : excerpt.some((line) => line.includes(words) && /Cannot contact|offline/.test(line));
  });
}

/** A line that does not say which branch printed it may come from any. */
function isSameBranch(one: string, other: string): boolean {
  return one === "" || other === "" || one.startsWith(other) || other.startsWith(one);
}

/** The innermost section that contains the finding names its target. */
function withTarget(finding: Finding, sections: readonly Section[]): Finding {
  if (finding.target !== null || finding.cause !== "case") return finding;
  const section = innermost(finding, sections);
  return section === undefined ? finding : { ...finding, target: section.target };
}

function innermost({ logLine, branch }: Finding, sections: readonly Section[]): Section | undefined {
  const holding = sections.filter(
    (section) => section.begin <= logLine && logLine <= section.end && isSameBranch(section.branch ?? "", branch),
  );
  return holding.reduce<Section | undefined>(
    (best, section) => (best === undefined || section.end - section.begin < best.end - best.begin ? section : best),
    undefined,
  );
}

/** Something that looked like a failure did not fail the tests that printed it. */
function sectionPassed(finding: Finding, sections: readonly Section[]): boolean {
  return finding.cause === "case" && innermost(finding, sections)?.passed === true;
}

function passedAfterAll({ mayPass, name, logLine }: Finding, passes: readonly Pass[]): boolean {
  return mayPass && passes.some((pass) => pass.name === name && pass.logLine > logLine);
}

/** A later section of the same target passed, or the test case itself passed in a later one. */
function passedLater(finding: Finding, sections: readonly Section[], passes: readonly Pass[]): boolean {
  if (finding.cause !== "case" || finding.target === null) return false;
  const own = innermost(finding, sections);
  return sections
    .filter((section) => section !== own && section.target === finding.target && section.end >= finding.logLine)
    .some(
      ({ passed, begin, end }) =>
        passed === true ||
        passes.some(({ name, logLine }) => name === finding.name && begin <= logLine && logLine <= end),
    );
}

/** Among `TestX` and `TestX/sub`, only the deepest are kept. */
function parentsAmong(findings: readonly Finding[]): Finding[] {
  const keyOf = (finding: Finding, name: string): string => JSON.stringify([finding.rule, finding.target, name]);
  const parents = new Set(findings.flatMap((finding) => ancestorsOf(finding.name).map((name) => keyOf(finding, name))));
  return findings.filter((finding) => parents.has(keyOf(finding, finding.name)));
}

/** A general format and the tool's own format may read the same line: the lower precedence says more. */
function lessPreciseOfLine(findings: readonly Finding[]): Finding[] {
  const best = new Map<number, number>();
  for (const { logLine, precedence } of findings)
    if (logLine !== NO_LINE) best.set(logLine, Math.min(precedence, best.get(logLine) ?? precedence));
  return findings.filter(({ logLine, precedence }) => precedence > (best.get(logLine) ?? precedence));
}

/** A log's clock does not go back by hours, so such lines were pasted in. They count only if nothing else was found. */
function pasted(findings: readonly Finding[]): Finding[] {
  let latest = Number.NEGATIVE_INFINITY;
  const old = findings.filter(({ writtenAt }) => {
    const isOld = writtenAt !== null && writtenAt < latest - HOUR;
    latest = Math.max(latest, writtenAt ?? latest);
    return isOld;
  });
  return old.length < findings.length ? old : [];
}

function bestOfClusters(findings: readonly Finding[]): Finding[] {
  const clusters: Finding[][] = [];
  for (const finding of findings) {
    const cluster = clusters.at(-1);
    if (cluster !== undefined && finding.logLine - (cluster.at(-1)?.logLine ?? 0) < CLUSTER_LINES)
      cluster.push(finding);
    else clusters.push([finding]);
  }
  return clusters.flatMap((cluster) => cluster.toSorted((a, b) => a.precedence - b.precedence).slice(0, 1));
}

function isExplained(wrapper: Finding, findings: readonly Finding[]): boolean {
  return findings.some(
    ({ logLine, target, branch }) =>
      (wrapper.spanBegin <= logLine && logLine <= wrapper.spanEnd && isSameBranch(wrapper.branch, branch)) ||
      (wrapper.target !== null && wrapper.target === target),
  );
}

/** Tools write the same target in short or in full, or not at all: `store`, `example.com/app/store`. */
export function mayBeSameTarget(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true;
  return one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

/** The narrowest first, then what says more, then what the run ended on. */
function bySpan(a: Finding, b: Finding): number {
  return a.spanEnd - a.spanBegin - (b.spanEnd - b.spanBegin) || a.precedence - b.precedence || b.logLine - a.logLine;
}
