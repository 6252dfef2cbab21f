import { createHash } from "node:crypto";
import { RE2JS } from "re2js";
import { matchesJob } from "../model/job-pattern.ts";
import { buildSpecs, runnerSpecs } from "./builtin-rules.ts";
import { FINGERPRINT_VERSION } from "./fingerprint.ts";
import { MARK_BYTES } from "./gate.ts";
import { generalSpecs, preciseSpecs } from "./infrastructure-rules.ts";
import { literalsOf } from "./rule-literals.ts";
import type { RuleSpec } from "./rule-spec.ts";
import { SCANNER_VERSION } from "./scanner-version.ts";

/** A compiled regex, and literals of which every match contains at least one. */
export interface Searched {
  readonly pattern: RE2JS;
  readonly marks: readonly string[];
}

export interface Rule extends RuleSpec, Searched {
  readonly sectionBegin: Searched | null;
  readonly sectionEnd: Searched | null;
  /** Of several infrastructure faults in one place, the lowest precedence is shown. The network format has 100. */
  readonly precedence: number;
}

export interface RuleSet {
  readonly rules: readonly Rule[];
}

/** @throws Error if a regex is not RE2 syntax or has no fixed text to search for, or if a group does not exist */
export function compileRule(spec: RuleSpec, precedence = 0): Rule {
  const searched = compileRegex("regex", spec.regex, spec.lines > 1);
  const sectionBegin = spec.begin === null ? null : compileRegex("begin", spec.begin, false);
  const sectionEnd = spec.end === null ? null : compileRegex("end", spec.end, false);
  if (sectionEnd !== null && sectionBegin === null) throw new Error("end needs a begin");
  const rule = { ...spec, ...searched, sectionBegin, sectionEnd, precedence };
  checkGroups(rule);
  return rule;
}

function compileRegex(key: string, regex: string, seesLineEnds: boolean): Searched {
  const pattern = RE2JS.compile(regex, seesLineEnds ? RE2JS.DOTALL : 0);
  const marks = literalsOf(pattern);
  if (marks.length === 0 || marks.some((mark) => Buffer.byteLength(mark) < MARK_BYTES)) {
    throw new Error(
      `${key} ${JSON.stringify(regex)} can match without any fixed text of ${MARK_BYTES} bytes or more; ` +
        "add some (upper and lower case differ), because logs are searched for that text",
    );
  }
  return { pattern, marks };
}

/** Fills in `$1` and `${name}` in the failure's name. */
export const GROUP_IN_NAME = /\$(?:(\d)|\{(\w+)\})/g;

function checkGroups({ failure, pattern, sectionBegin }: Rule): void {
  const names = [pattern, sectionBegin?.pattern].flatMap((regex) => Object.keys(regex?.namedGroups() ?? {}));
  for (const [group, number, name] of failure.matchAll(GROUP_IN_NAME)) {
    const isThere = name === undefined ? Number(number) <= pattern.groupCount() : names.includes(name);
    if (!isThere) throw new Error(`failure names the group ${group}, which the regex does not have`);
  }
}

let builtin: RuleSet | undefined;

export function builtinRules(): RuleSet {
  builtin ??= compileBuiltin();
  return builtin;
}

function compileBuiltin(): RuleSet {
  const withPrecedence = (specs: readonly RuleSpec[], precedence: number): Rule[] =>
    specs.map((spec) => compileRule(spec, precedence));
  return {
    rules: [
      ...withPrecedence([...preciseSpecs, ...buildSpecs, ...runnerSpecs], 50),
      ...withPrecedence(generalSpecs, 150),
    ],
  };
}

/** The rules that apply to the job. */
export function rulesForJob({ rules }: RuleSet, job: string): RuleSet {
  return { rules: rules.filter(({ jobs }) => jobs.length === 0 || jobs.some((pattern) => matchesJob(pattern, job))) };
}

/** Changes whenever a log could have other findings: with the scanner, the fingerprints or the rules. */
export function rulesVersion({ rules }: RuleSet): string {
  const specs = rules.map(({ name, regex, cause, jobs, failure, lines, context, final, begin, end, owner, hint }) => [
    { name, regex, cause, jobs, failure, lines, context, final, begin, end, owner, hint },
  ]);
  const hash = createHash("sha256").update(JSON.stringify(specs)).digest("hex").slice(0, 12);
  return `${SCANNER_VERSION}.${FINGERPRINT_VERSION}-${hash}`;
}
