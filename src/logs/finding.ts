import type { Cause } from "../model/failure.ts";
import type { Cursor, LogLine } from "./cursor.ts";

/**
 * How far a finding explains the run by itself.
 * `sure` always counts. `wrapper` says that something failed within a span of lines, and is replaced by anything there
 * that says more. `final` (infrastructure) is where the run ended, and counts only if nothing sure was found.
 * `recovered` is infrastructure that failed without stopping the run: it explains nothing, and is kept for information.
 * `last words` name a run that nothing else explains.
 */
export type Weight = "sure" | "wrapper" | "final" | "recovered" | "last words";

/** The log line of a finding that does not come from a log. */
export const NO_LINE = 0;

/** What a format, a rule or the test results reported, before it is weighed. */
export interface Finding {
  /** The format or rule that found it. */
  readonly rule: string;
  readonly cause: Cause;
  readonly name: string;
  readonly weight: Weight;
  readonly file: string | null;
  readonly line: number | null;
  readonly target: string | null;
  readonly owner: string | null;
  readonly hint: string | null;
  /** The line number from 1, or NO_LINE. */
  readonly logLine: number;
  /** How long the test case took, if the test results say so. */
  readonly durationMs: number | null;
  /** Epoch milliseconds; null if the log's lines have no time stamps. */
  readonly writtenAt: number | null;
  /** Of two findings in one place, the lower says more and stands for both. General formats have 10. */
  readonly precedence: number;
  /** For a wrapper, the lines that it is about. */
  readonly spanBegin: number;
  readonly spanEnd: number;
  readonly excerpt: readonly string[];
  /** The test case was still running, and is not a failure if it passes later. */
  readonly mayPass: boolean;
  /** The branch of the pipeline that printed it; empty if the lines do not say. */
  readonly branch: string;
}

/** The lines of a wrapper that is about the whole run. */
export const WHOLE_RUN = { weight: "wrapper", spanBegin: 1, spanEnd: Number.MAX_SAFE_INTEGER } as const;

type Given = Pick<Finding, "rule" | "cause" | "name"> & Partial<Finding>;

/** A finding at a line, with the lines that explain it. */
export function finding(at: Cursor, excerpt: readonly LogLine[], given: Given): Finding {
  return {
    weight: "sure",
    file: null,
    line: null,
    target: null,
    owner: null,
    hint: null,
    logLine: at.number,
    durationMs: null,
    writtenAt: at.writtenAt(),
    precedence: 0,
    spanBegin: at.number,
    spanEnd: at.number,
    mayPass: false,
    branch: at.branch,
    excerpt: shorten((excerpt.length > 0 ? excerpt : [at]).map(({ text }) => text)),
    ...given,
  };
}

const LINE_CHARACTERS = 600;
const EXCERPT_CHARACTERS = 6000;

/** Cuts long texts: thousands of findings must fit in memory, and one on a card. */
export function shorten(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let room = EXCERPT_CHARACTERS;
  for (const line of lines) {
    const cut = line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS)}…` : line;
    room -= cut.length + 1;
    if (room < 0) return [...kept, "…"];
    kept.push(cut);
  }
  return kept;
}

/** Lines that belong to one target: a Go package's output up to its result, a bazel target's. */
export interface Section {
  readonly target: string;
  readonly begin: number;
  readonly end: number;
  /** Null if the section does not say. */
  readonly passed: boolean | null;
  /** The branch of the pipeline that printed it; empty or absent if the lines do not say. */
  readonly branch?: string;
}

/** A test case that had failed before, and passed at this line. */
export interface Pass {
  readonly name: string;
  readonly logLine: number;
}

/** A line that says that earlier trouble is over: findings that contain the words, or all of them if null. */
export interface Mended {
  readonly logLine: number;
  readonly branch: string;
  readonly words: string | null;
}
