import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import type { Rule, RuleSet } from "../rules.ts";
import { endsRun, isEcho, isRepeated } from "./run-end.ts";

/** Some tools say what was wrong before they say that something was. */
const LEADING_LINES = 3;

/** Rules as a format: what the built-in rules and the user's find. */
export function ruled({ rules }: RuleSet): Format {
  return {
    name: "rules",
    readsLevels: true,
    marks: rules.flatMap(({ marks }) => marks),
    open: (notes) => ({
      read(at) {
        if (isEcho(at.text)) return;
        for (const rule of rules) {
          const found = applyRule(rule, at);
          if (found !== null) notes.add(found);
        }
      },
    }),
  };
}

function applyRule(rule: Rule, at: Cursor): Finding | null {
  const others = rule.lines - 1;
  const lines: LogLine[] = others === 0 ? [at] : [...at.before(others), at, ...at.after(others)];
  const text = lines.map((line) => line.text).join("\n");
  if (!rule.marks.some((mark) => text.includes(mark))) return null;
  const matcher = rule.pattern.matcher(text);
  if (!matcher.find() || (rule.cause === "env" && isRepeated(at, (next) => rule.pattern.test(next)))) return null;
  const name = fillIn(rule.failure, (group) => matcher.group(group) ?? "");
  const leading = others === 0 ? at.before(LEADING_LINES) : [];
  const excerpt = trimBlank([...leading, ...lines, ...at.after(others + rule.context).slice(others)]);
  const { cause, owner, hint, precedence } = rule;
  return finding(at, excerpt, { rule: rule.name, cause, name, owner, hint, precedence, weight: weightOf(rule, at) });
}

function weightOf({ cause, final }: Rule, at: Cursor): Finding["weight"] {
  if (cause !== "env") return "sure";
  return final && !endsRun(at) ? "recovered" : "final";
}

/** `$0` and `$1` are groups by number, `${name}` by name. */
function fillIn(template: string, groupOf: (group: number | string) => string): string {
  return template.replace(/\$(?:(\d)|\{(\w+)\})/g, (_, number?: string, name?: string) =>
    groupOf(number === undefined ? (name ?? "") : Number(number)),
  );
}
