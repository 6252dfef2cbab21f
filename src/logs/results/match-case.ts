import type { Finding } from "../finding.ts";
import { mayBeSameTarget } from "../weigh.ts";
import type { FailedCase } from "./test-results.ts";

/** Shorter parts of a name are too short to identify a test case. */
const MIN_PART_CHARACTERS = 6;

interface Known {
  readonly failed: FailedCase;
  readonly key: string;
  /** The last part of the class, and the test case alone; null if they cannot be separated. */
  readonly type: string | null;
  readonly leaf: string;
}

/** Finds the test case in a results file that a finding in the log is about. */
export function openMatcher(failures: readonly FailedCase[]): (finding: Finding) => FailedCase | undefined {
  const byName = groupBy(failures, ({ name }) => name);
  const known = failures.map(knownOf);
  const byKey = groupBy(known, ({ key }) => key);

  return (finding) => {
    const fits = (failed: FailedCase): boolean => mayBeSameTarget(failed.target, finding.target);
    const named = byName.get(finding.name)?.find(fits);
    if (named !== undefined) return named;
    const key = caseKey(finding.name);
    const same = byKey.get(key)?.find(({ failed }) => fits(failed));
    if (same !== undefined) return same.failed;
    const alike = known.filter((one) => isAlike(one, key) && fits(one.failed));
    return alike.length === 1 ? alike[0]?.failed : undefined;
  };
}

/** A name without the separators that tools write: `a::b`, `a › b`, `a > b()` and `a.b` are the same. */
export function caseKey(name: string): string {
  return name
    .replace(/\[It\] /g, "")
    .replace(/\.py(?=::|$)/, "")
    .replace(/[^\p{L}\p{N}]+/gu, ".")
    .replace(/^\.|\.$/g, "");
}

function knownOf(failed: FailedCase): Known {
  const type = caseKey(failed.className).split(".").at(-1);
  return { failed, key: caseKey(failed.name), type: type || null, leaf: caseKey(failed.caseName) };
}

/** One name is less complete, or the log has other parts between the class and the test case. */
function isAlike({ key, type, leaf }: Known, logKey: string): boolean {
  if (endsWithPart(key, logKey) || endsWithPart(logKey, key)) return true;
  return type !== null && leaf !== "" && logKey.split(".").includes(type) && logKey.endsWith(`.${leaf}`);
}

function endsWithPart(whole: string, part: string): boolean {
  return part.length >= MIN_PART_CHARACTERS && whole.endsWith(`.${part}`);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
