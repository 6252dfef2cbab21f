import type { CaseDuration } from "../../model/failure.ts";
import { ancestorsOf } from "../ancestors.ts";
import { maskSecrets } from "../mask-secrets.ts";
import { nameOfCase } from "./case-name.ts";
import { failedCases } from "./failed-cases.ts";
import type { ResultCase, TakeCase } from "./result-case.ts";
import type { FailedCase, TestResults } from "./test-results.ts";

/** The most failed test cases that are kept. Nobody reads more. */
const MAX_FAILED = 1000;
const MAX_RETRIED = 1000;
const MAX_DURATIONS = 200;
const NAME_CHARACTERS = 1000;
const MESSAGE_CHARACTERS = 16_000;

interface Seen {
  readonly name: string;
  readonly failures: readonly FailedCase[];
  /** The test case passed when it was run again. */
  retried: boolean;
}

/** Collects the test cases of one run from any number of files, in bounded memory. */
export function openCases(): { readonly take: TakeCase; results(isCut: boolean): TestResults } {
  const failed = new Map<string, Seen>();
  const retried = new Set<string>();
  const slow = openSlowest(MAX_DURATIONS);
  let cases = 0;
  let truncatedFailures = false;

  function takeFailed(key: string, found: ResultCase): void {
    const known = failed.get(key);
    if (known !== undefined) known.retried = false;
    else if (failed.size < MAX_FAILED) failed.set(key, openSeen(found));
    else truncatedFailures = true;
  }

  function takeOther(key: string, found: ResultCase): void {
    const known = failed.get(key);
    if (known !== undefined && found.state === "passed") known.retried = true;
    if (found.state === "flaky" && retried.size < MAX_RETRIED) retried.add(nameOfCase(found).name);
  }

  return {
    take(told) {
      cases++;
      const found = bounded(told);
      const key = JSON.stringify([found.suite, found.className, found.name]);
      if (found.state === "failed") takeFailed(key, found);
      else takeOther(key, found);
      slow.take(found);
    },
    results(isCut) {
      const seen = [...failed.values()];
      for (const { name } of seen.filter((one) => one.retried)) retried.add(name);
      const failures = distinct(seen.flatMap((one) => (one.retried ? [] : one.failures)));
      return { cases, failures, retriedCases: [...retried], durations: slow.durations(), truncatedFailures, isCut };
    },
  };
}

/** The longest name that is kept. The table would cut longer ones anyway. */
function bounded(found: ResultCase): ResultCase {
  const { suite, className, name, file, message } = found;
  return {
    ...found,
    suite: cut(suite, NAME_CHARACTERS),
    className: cut(className, NAME_CHARACTERS),
    name: cut(name, NAME_CHARACTERS),
    file: file === null ? null : cut(file, NAME_CHARACTERS),
    message: cut(message, MESSAGE_CHARACTERS),
  };
}

/** A copy, since a slice of a string keeps the whole string in memory. */
function cut(text: string, characters: number): string {
  return text.length <= characters ? text : Buffer.from(text.slice(0, characters)).toString();
}

function openSeen(found: ResultCase): Seen {
  const named = nameOfCase(found);
  return { name: named.name, failures: failedCases(found, named), retried: false };
}

/** One failure for each test case, however often it failed. Of `TestX` and `TestX/sub`, only the deepest are kept. */
function distinct(failures: readonly FailedCase[]): FailedCase[] {
  const keyOf = ({ target }: FailedCase, name: string): string => JSON.stringify([target, name]);
  const parents = new Set(
    failures.flatMap((one) => (one.target === null ? [] : ancestorsOf(one.name).map((name) => keyOf(one, name)))),
  );
  const byKey = new Map<string, FailedCase>();
  for (const failure of failures) {
    const key = keyOf(failure, failure.name);
    const known = byKey.get(key);
    if (!parents.has(key) && (known === undefined || known.excerpt.length === 0)) byKey.set(key, failure);
  }
  return [...byKey.values()];
}

/** Keeps the failed test cases and the slowest of the others. */
function openSlowest(limit: number): { take(found: ResultCase): void; durations(): CaseDuration[] } {
  const kept: (CaseDuration & { readonly failed: boolean })[] = [];
  /** Test cases faster than this are not among the slowest. */
  let floorMs = -1;

  function trim(): void {
    kept.sort((a, b) => Number(b.failed) - Number(a.failed) || b.durationMs - a.durationMs).splice(limit);
    floorMs = kept.at(-1)?.durationMs ?? floorMs;
  }

  return {
    take(found) {
      const { durationMs, state } = found;
      const failed = state === "failed";
      if (durationMs === null || state === "skipped" || (!failed && durationMs <= floorMs)) return;
      kept.push({ name: nameOfCase(found).name, durationMs, failed });
      if (kept.length >= limit * 4) trim();
    },
    durations() {
      trim();
      const slowestFirst = kept.toSorted((a, b) => b.durationMs - a.durationMs);
      return slowestFirst.map(({ name, durationMs }) => ({ name: maskSecrets(name), durationMs }));
    },
  };
}
