import type { Abort } from "../model/abort.ts";
import type { Finding, Mended, Pass, Section, Weight } from "./finding.ts";

/** What was found in one log before it is weighed. Bounded, since a log may hold a million failures. */
const LIMITS: Readonly<Record<Weight, number>> = {
  sure: 1000,
  wrapper: 1000,
  final: 200,
  recovered: 50,
  "last words": 1,
};
const OTHER_NOTES = 10_000;

export interface Notes {
  add(finding: Finding): void;
  /** Adds a failing test case. `build` is not called once the limit of cases is reached. */
  addCase(build: () => Finding | null): void;
  section(section: Section): void;
  /** Counts only if a test case of that name failed before. */
  pass(pass: Pass): void;
  /** For a test case that failed first and passed later, as the format itself says; null stands for any target. */
  retried(name: string, target?: string | null): void;
  mended(mended: Mended): void;
  checkedOut(commit: string): void;
  /** The run's outcome as the log itself states it: `FAILURE`. */
  finished(outcome: string): void;
  /** Why the run was aborted, if it was. */
  aborted(abort: Abort): void;
  /** Whether anything has failed so far. */
  hasFailure(): boolean;
}

interface Retried {
  readonly name: string;
  readonly target: string | null;
}

export interface Noted {
  readonly findings: readonly Finding[];
  readonly sections: readonly Section[];
  readonly passes: readonly Pass[];
  readonly retried: readonly Retried[];
  readonly mended: readonly Mended[];
  /** The commit of the last `git checkout`. */
  readonly lastCheckout: string | null;
  /** `FAILURE`, for example; null if the log does not say. */
  readonly outcome: string | null;
  /** Null if nothing in the log stopped the run. */
  readonly abort: Abort | null;
  /** Some findings were left out. */
  readonly overflowed: boolean;
}

export function openNotes(): { readonly notes: Notes; noted(): Noted } {
  const byWeight = { sure: [], wrapper: [], final: [], recovered: [], "last words": [] } as Record<Weight, Finding[]>;
  const sections: Section[] = [];
  const passes: Pass[] = [];
  const names = new Set<string>();
  const retried: Retried[] = [];
  const mended: Mended[] = [];
  let lastCheckout: string | null = null;
  let outcome: string | null = null;
  let abort: Abort | null = null;
  let overflowed = false;

  function add(finding: Finding): void {
    const list = byWeight[finding.weight];
    if (list.length < LIMITS[finding.weight]) {
      list.push(finding);
      names.add(finding.name);
    } else overflowed ||= finding.weight === "sure";
  }

  function addCase(build: () => Finding | null): void {
    const isFull = byWeight.sure.length >= LIMITS.sure;
    const found = isFull ? null : build();
    overflowed ||= isFull;
    if (found !== null) add(found);
  }

  return {
    notes: {
      add,
      addCase,
      section: (section) => pushUpTo(OTHER_NOTES, sections, section),
      pass: (pass) => {
        if (names.has(pass.name)) pushUpTo(OTHER_NOTES, passes, pass);
      },
      retried: (name, target = null) => pushUpTo(OTHER_NOTES, retried, { name, target }),
      hasFailure: () => byWeight.sure.length > 0,
      mended: (one) => pushUpTo(OTHER_NOTES, mended, one),
      finished: (word) => {
        outcome = word;
      },
      aborted: (why) => {
        abort = why;
      },
      checkedOut: (commit) => {
        lastCheckout = commit;
      },
    },
    noted: () => ({
      findings: Object.values(byWeight)
        .flat()
        .sort((a, b) => a.logLine - b.logLine),
      sections,
      passes,
      retried,
      mended,
      lastCheckout,
      outcome,
      abort,
      overflowed,
    }),
  };
}

function pushUpTo<Item>(limit: number, list: Item[], item: Item): void {
  if (list.length < limit) list.push(item);
}
