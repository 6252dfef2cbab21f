import type { RuleSpec } from "./rule-spec.ts";

export const builtinSpecs: readonly RuleSpec[] = [];
