import { type RuleSet, rulesForJob } from "../rules.ts";

const known = new WeakMap<RuleSet, Map<string, RuleSet>>();

/** The rules that apply to a job. Jobs with the same rules share a set: preparing one takes longer than a small log. */
export function rulesOfJob(all: RuleSet, job: string): RuleSet {
  const own = rulesForJob(all, job);
  if (own.rules.length === all.rules.length) return all;
  const sets = known.get(all) ?? new Map<string, RuleSet>();
  known.set(all, sets);
  const kept = new Set(own.rules);
  const key = all.rules.map((rule) => (kept.has(rule) ? "1" : "0")).join("");
  const set = sets.get(key) ?? own;
  sets.set(key, set);
  return set;
}
