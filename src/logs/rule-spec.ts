import type { FailureCause } from "../model/failure.ts";

/** A rule as written in a rule file; `docs/log-rules.md` explains each key. */
export interface RuleSpec {
  readonly name: string;
  readonly regex: string;
  readonly cause: FailureCause;
  /** Jobs the rule applies to; `*` matches anything; empty means every job. */
  readonly jobs: readonly string[];
  /** Name of the failure: `$0` is the match, `$1` and `${name}` are groups, `${name}` also those of `begin`. */
  readonly failure: string;
  /** How many lines the regex matches at once. */
  readonly lines: number;
  /** How many lines after the match the excerpt includes. */
  readonly context: number;
  /** For infrastructure: the rule applies only if the run ended on the line. */
  readonly final: boolean;
  /** Where the sections begin that the rule applies to; null if it applies everywhere. */
  readonly begin: string | null;
  /** Where a section ends successfully; null if only the next section ends it. */
  readonly end: string | null;
  readonly owner: string | null;
  readonly hint: string | null;
}

const DEFAULTS = { jobs: [], lines: 1, context: 8, final: true, begin: null, end: null, owner: null, hint: null };

/** A built-in rule. Missing keys have their defaults; the failure is named after the rule. */
export function builtinSpec(
  cause: FailureCause,
  given: Partial<RuleSpec> & Pick<RuleSpec, "name" | "regex">,
): RuleSpec {
  return { ...DEFAULTS, cause, failure: given.name, ...given };
}
