import { createHash } from "node:crypto";
import { RE2JS } from "re2js";
import { matchesJob } from "../model/job-pattern.ts";
import { buildSpecs, generalSpecs, preciseSpecs } from "./builtin-rules.ts";
import { FINGERPRINT_VERSION } from "./fingerprint.ts";
import { MARK_BYTES } from "./gate.ts";
import { literalsOf } from "./rule-literals.ts";
import type { RuleSpec } from "./rule-spec.ts";

export interface Rule extends RuleSpec {
  readonly pattern: RE2JS;
  readonly marks: readonly string[];
  /** Of several infrastructure faults in one place the lowest speaks for all; the network format is at 100. */
  readonly precedence: number;
}

export interface RuleSet {
  readonly rules: readonly Rule[];
}

/** Linear time whatever the pattern; throws where it is no RE2 expression or has no fixed text to be looked for. */
export function compileRule(spec: RuleSpec, precedence = 0): Rule {
  const pattern = RE2JS.compile(spec.regex, spec.lines > 1 ? RE2JS.DOTALL : 0);
  const marks = literalsOf(pattern);
  if (marks.length === 0 || marks.some((mark) => Buffer.byteLength(mark) < MARK_BYTES)) {
    throw new Error(
      `regex ${JSON.stringify(spec.regex)} can match without any fixed text of ${MARK_BYTES} bytes or more; ` +
        "add some (upper and lower case told apart), so that it can be looked for fast",
    );
  }
  return { ...spec, pattern, marks, precedence };
}

let builtin: RuleSet | undefined;

export function builtinRules(): RuleSet {
  builtin ??= compileBuiltin();
  return builtin;
}

function compileBuiltin(): RuleSet {
  const withPrecedence = (specs: readonly RuleSpec[], precedence: number): Rule[] =>
    specs.map((spec) => compileRule(spec, precedence));
  return { rules: [...withPrecedence([...preciseSpecs, ...buildSpecs], 50), ...withPrecedence(generalSpecs, 150)] };
}

/** The rules that are for the job. */
export function rulesForJob({ rules }: RuleSet, job: string): RuleSet {
  return { rules: rules.filter(({ jobs }) => jobs.length === 0 || jobs.some((pattern) => matchesJob(pattern, job))) };
}

/** Changes of the scanner itself that make an earlier scan's findings old. */
const SCANNER_VERSION = 2;

/** The same as long as the same log gives the same findings. */
export function rulesVersion({ rules }: RuleSet): string {
  const specs = rules.map(({ pattern: _, marks: __, precedence: ___, ...spec }) => spec);
  const hash = createHash("sha256").update(JSON.stringify(specs)).digest("hex").slice(0, 12);
  return `${SCANNER_VERSION}.${FINGERPRINT_VERSION}-${hash}`;
}
