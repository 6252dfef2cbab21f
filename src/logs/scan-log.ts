import { setImmediate as othersTurn } from "node:timers/promises";
import type { Abort } from "../model/abort.ts";
import type { Failure } from "../model/failure.ts";
import type { LineView } from "./cursor.ts";
import { looksBinary } from "./encodings.ts";
import { type Finding, NO_LINE } from "./finding.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Format } from "./format.ts";
import { formats } from "./formats/registry.ts";
import { ruled } from "./formats/ruled.ts";
import { buildGate, type Gate } from "./gate.ts";
import { logEnd } from "./log-end.ts";
import { maskSecrets } from "./mask-secrets.ts";
import { type Noted, openNotes } from "./notes.ts";
import { pages } from "./pages.ts";
import { joinResults } from "./results/join.ts";
import type { TestResults } from "./results/test-results.ts";
import type { RuleSet } from "./rules.ts";
import { openSearch } from "./search.ts";
import { createSieve, type Sieve } from "./sieve/sieve.ts";
import { isWell, mayBeSameTarget, standUp, type Verdict, type Weighed, weigh } from "./weigh.ts";

/** More failures than anybody reads; `truncatedFailures` says that there were more. */
const MAX_FAILURES = 200;

/** What a rule or format found at a line, and what became of it. */
interface Explanation {
  readonly logLine: number;
  readonly rule: string;
  readonly name: string;
  readonly verdict: Verdict;
}

export interface LogScan {
  readonly bytes: number;
  readonly lines: number;
  readonly failures: readonly Failure[];
  /** Test cases that failed first and passed later in the same run. */
  readonly retriedCases: readonly string[];
  /** There were more failures than are listed. */
  readonly truncatedFailures: boolean;
  /** The log is not text, so nothing was searched for. */
  readonly binary: boolean;
  /** The log's last lines if nothing in it explains the failure; secrets are masked. */
  readonly logEnd?: string;
  /** The commit of the last `git checkout`. */
  readonly lastCheckout: string | null;
  /** Why the run was aborted; null if the log does not say. Secrets are masked. */
  readonly abort: Abort | null;
  readonly explained: readonly Explanation[];
}

const SEES_ALL: LineView = { levels: "drop", own: null };

interface Scanner {
  readonly sources: readonly Format[];
  readonly gate: Gate;
  /** Buffers that no scan uses at the moment, for the next scan. */
  readonly idle: Sieve[];
}

/** Building a gate takes longer than reading a small log with it. */
const scanners = new WeakMap<RuleSet, Scanner>();

function scannerOf(rules: RuleSet): Scanner {
  const known = scanners.get(rules);
  if (known !== undefined) return known;
  const sources = [ruled(rules), ...formats];
  const gate = buildGate([...sources.map(({ marks }) => marks), ...sources.map(({ passMarks = [] }) => passMarks)]);
  const scanner = { sources, gate, idle: [] };
  scanners.set(rules, scanner);
  return scanner;
}

/**
 * Reads a log of any size once and says why the run failed, combined with the run's test results if there are any.
 * Other work gets its turn after each half megabyte.
 */
export async function scanLog(
  chunks: AsyncIterable<Uint8Array>,
  rules: RuleSet,
  results: TestResults | null = null,
): Promise<LogScan> {
  const { sources, gate, idle } = scannerOf(rules);
  const sieve = idle.pop() ?? createSieve(gate.keys());
  try {
    const { noted, end, ...read } = await readThrough(chunks, sources, gate, sieve);
    const summary = summarize(noted, results);
    const isSilent = summary.failures.length === 0 && end !== "" && !isWell(noted.outcome);
    return { ...read, ...summary, ...(isSilent ? { logEnd: end } : {}) };
  } finally {
    idle.push(sieve);
  }
}

async function readThrough(
  chunks: AsyncIterable<Uint8Array>,
  sources: readonly Format[],
  gate: Gate,
  sieve: Sieve,
): Promise<Pick<LogScan, "bytes" | "lines" | "binary"> & { readonly noted: Noted; readonly end: string }> {
  const { notes, noted } = openNotes();
  const readers = sources.map((source) => source.open(notes));
  const views = viewsOf(sources);
  const search = openSearch(gate, sieve, (owner, at) => {
    const isPass = owner >= readers.length;
    const index = owner % readers.length;
    if (!isPass || notes.hasFailure()) readers[index]?.read(at(views[index] ?? SEES_ALL));
  });
  let bytes = 0;
  let binary: boolean | undefined;
  let end = "";
  for await (const page of pages(chunks, sieve.buffer)) {
    bytes = page.bytesRead;
    binary ??= looksBinary(page.buffer.subarray(page.begin, page.end));
    let at: number | null = null;
    do {
      if (!binary) at = search.search(page, at);
      await othersTurn();
    } while (at !== null);
    if (page.end === page.held) end = binary ? "" : logEnd(page);
  }
  for (const reader of readers) reader.end?.();
  return { bytes, lines: search.lines(), binary: binary === true, noted: noted(), end };
}

/** Formats that see lines in the same way share one view, and the lines read for it. */
function viewsOf(sources: readonly Format[]): LineView[] {
  const views = new Map<string, LineView>();
  return sources.map(({ readsLevels, prints }) => {
    const view: LineView = { levels: readsLevels ? "keep" : "drop", own: prints === "all" ? null : (prints ?? []) };
    const key = JSON.stringify(view);
    const known = views.get(key) ?? view;
    views.set(key, known);
    return known;
  });
}

function summarize(noted: Noted, results: TestResults | null): Omit<LogScan, "bytes" | "lines" | "binary"> {
  const joined = results === null ? weigh(noted) : joinResults(weigh(noted), results);
  const weighed = standUp(joined, noted.outcome);
  const stands = ({ verdict }: Weighed): boolean => verdict === "failure" || verdict === "probable";
  const isProbable = weighed.some(({ verdict }) => verdict === "probable");
  const found = distinct(weighed.filter(stands).map(({ finding }) => finding));
  const failedAtLast = new Set(results?.failures.map(({ name }) => name));
  const retried = new Set([
    ...noted.retried.map(({ name }) => name),
    ...weighed.filter(({ verdict }) => verdict === "retried").map(({ finding }) => finding.name),
    ...(results?.retriedCases ?? []),
  ]);
  return {
    failures: found
      .slice(0, MAX_FAILURES)
      .map((finding) => ({ ...toFailure(finding), ...(isProbable ? { probable: true } : {}) })),
    retriedCases: [...retried].filter((name) => !failedAtLast.has(name)).map(maskSecrets),
    truncatedFailures: noted.overflowed || results?.truncatedFailures === true || found.length > MAX_FAILURES,
    lastCheckout: noted.lastCheckout,
    abort: noted.abort && { ...noted.abort, detail: noted.abort.detail && maskSecrets(noted.abort.detail) },
    explained: weighed.filter(({ finding }) => finding.logLine !== NO_LINE).map(explain),
  };
}

function toFailure(finding: Finding): Failure {
  const { cause, file, line, target, rule, owner, hint, durationMs } = finding;
  const logLine = finding.logLine === NO_LINE ? null : finding.logLine;
  const name = maskSecrets(finding.name);
  const excerpt = maskSecrets(finding.excerpt.join("\n"));
  const print = fingerprint({ cause, name, target, file, excerpt });
  return { cause, name, file, line, excerpt, logLine, durationMs, target, fingerprint: print, rule, owner, hint };
}

/** Two formats, or a summary, may report the same failure. The finding that has a target and says more is kept. */
function distinct(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  const byName = new Map<string, number[]>();
  for (const finding of findings) {
    const key = `${finding.cause} ${finding.name}`;
    const places = byName.get(key) ?? [];
    const place = places.find((index) => mayBeSameTarget(kept[index]?.target ?? null, finding.target));
    const known = place === undefined ? undefined : kept[place];
    if (place !== undefined && known !== undefined) kept[place] = fuller(known, finding);
    else byName.set(key, [...places, kept.push(finding) - 1]);
  }
  return kept;
}

function fuller(known: Finding, other: Finding): Finding {
  const target = known.target ?? other.target;
  return known.excerpt.length >= other.excerpt.length
    ? { ...known, target }
    : { ...known, ...placeOf(known, other), target, excerpt: other.excerpt };
}

function placeOf(known: Finding, other: Finding): Pick<Finding, "file" | "line"> {
  return other.file === null ? known : other;
}

function explain({ finding, verdict }: Weighed): Explanation {
  const { logLine, rule, name } = finding;
  return { logLine, rule, name: maskSecrets(name), verdict };
}
