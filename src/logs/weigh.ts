import { HOUR } from "../model/window.ts";
import type { Finding, Pass, Section } from "./finding.ts";
import type { Noted } from "./notes.ts";

/** What became of a finding. */
export type Verdict =
  | "failure"
  | "retried" // the case passed later in the same run
  | "explained" // it says that something failed, and something more precise was found
  | "recovered" // infrastructure that failed, and the run went on
  | "other run"; // stamped hours before what precedes it: pasted from another log

export interface Weighed {
  readonly finding: Finding;
  readonly verdict: Verdict;
}

/** Decides which findings are the failures of the run. */
export function weigh({ findings, sections, passes, retried }: Noted): Weighed[] {
  const placed = findings.map((finding) => withTarget(finding, sections));
  const verdicts = new Map<Finding, Verdict>();
  const open = (weight: Finding["weight"]): Finding[] =>
    placed.filter((finding) => finding.weight === weight && !verdicts.has(finding));
  const settle = (list: readonly Finding[], verdict: Verdict): void => {
    for (const finding of list) verdicts.set(finding, verdict);
  };

  settle(open("recovered"), "recovered");
  settle(
    placed.filter((finding) => passedLater(finding, sections, passes) || retried.has(finding.name)),
    "retried",
  );
  settle(parentsAmong(open("sure")), "explained");
  settle(pasted(open("sure")), "other run");
  const sure = open("sure");
  settle(sure, "failure");
  const final = open("final");
  settle(final, sure.length > 0 ? "explained" : "failure");
  for (const wrapper of open("wrapper")) {
    settle([wrapper], isExplained(wrapper, [...sure, ...final]) ? "explained" : "failure");
  }
  return placed.map((finding) => ({ finding, verdict: verdicts.get(finding) ?? "explained" }));
}

/** The innermost section that holds the finding names its target. */
function withTarget(finding: Finding, sections: readonly Section[]): Finding {
  if (finding.target !== null || finding.cause !== "case") return finding;
  const section = innermost(finding.logLine, sections);
  return section === undefined ? finding : { ...finding, target: section.target };
}

function innermost(logLine: number, sections: readonly Section[]): Section | undefined {
  const holding = sections.filter(({ begin, end }) => begin <= logLine && logLine <= end);
  return holding.reduce<Section | undefined>(
    (best, section) => (best === undefined || section.end - section.begin < best.end - best.begin ? section : best),
    undefined,
  );
}

/** Its own section passed after all, a later one of the same target did, or the case itself did in a later one. */
function passedLater(finding: Finding, sections: readonly Section[], passes: readonly Pass[]): boolean {
  if (finding.cause !== "case" || finding.target === null) return false;
  const own = innermost(finding.logLine, sections);
  const later = sections.filter(({ target, end }) => target === finding.target && end >= finding.logLine);
  return later.some(
    (section) =>
      section.passed === true ||
      (section !== own &&
        passes.some(
          ({ name, logLine }) => name === finding.name && section.begin <= logLine && logLine <= section.end,
        )),
  );
}

/** Of `TestX` and `TestX/sub` only the deepest tell something. */
function parentsAmong(findings: readonly Finding[]): Finding[] {
  const keyOf = (finding: Finding, name: string): string => JSON.stringify([finding.rule, finding.target, name]);
  const parents = new Set(findings.flatMap((finding) => ancestorsOf(finding.name).map((name) => keyOf(finding, name))));
  return findings.filter((finding) => parents.has(keyOf(finding, finding.name)));
}

function ancestorsOf(name: string): string[] {
  const parts = name.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** A log's clock does not go back by hours, so such lines were pasted in; they count where nothing else was found. */
function pasted(findings: readonly Finding[]): Finding[] {
  let latest = Number.NEGATIVE_INFINITY;
  const old = findings.filter(({ writtenAt }) => {
    const isOld = writtenAt !== null && writtenAt < latest - HOUR;
    latest = Math.max(latest, writtenAt ?? latest);
    return isOld;
  });
  return old.length < findings.length ? old : [];
}

function isExplained(wrapper: Finding, findings: readonly Finding[]): boolean {
  return findings.some(({ logLine }) => wrapper.spanBegin <= logLine && logLine <= wrapper.logLine);
}
