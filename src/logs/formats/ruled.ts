import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { GROUP_IN_NAME, type Rule, type RuleSet, type Searched } from "../rules.ts";
import { endsRun, isEcho, isRepeated } from "./run-end.ts";

/** Some tools say what was wrong before they say that something was. */
const LEADING_LINES = 3;

/** The groups of the line that began a section, by name. */
type Groups = Readonly<Record<string, string>>;

/** The built-in rules and the site's own, as one format. */
export function ruled({ rules }: RuleSet): Format {
  return {
    name: "rules",
    prints: "all",
    readsLevels: true,
    marks: rules.flatMap(({ marks, sectionBegin, sectionEnd }) => [
      ...marks,
      ...(sectionBegin?.marks ?? []),
      ...(sectionEnd?.marks ?? []),
    ]),
    open(notes) {
      const sections = new Map<Rule, Groups>();
      return {
        read(at) {
          if (isEcho(at.text)) return;
          for (const found of rules.map((rule) => readRule(rule, at, sections))) if (found !== null) notes.add(found);
        },
      };
    },
  };
}

function readRule(rule: Rule, at: Cursor, sections: Map<Rule, Groups>): Finding | null {
  followSections(rule, at.text, sections);
  const groups = rule.sectionBegin === null ? {} : sections.get(rule);
  return groups === undefined ? null : applyRule(rule, at, groups);
}

function followSections(rule: Rule, text: string, sections: Map<Rule, Groups>): void {
  const begun = rule.sectionBegin === null ? null : groupsIn(rule.sectionBegin, text);
  if (begun !== null) sections.set(rule, begun);
  else if (rule.sectionEnd !== null && groupsIn(rule.sectionEnd, text) !== null) sections.delete(rule);
}

/** Null where the line does not match. */
function groupsIn({ pattern, marks }: Searched, text: string): Groups | null {
  if (!marks.some((mark) => text.includes(mark))) return null;
  const matcher = pattern.matcher(text);
  if (!matcher.find()) return null;
  const names = Object.keys(pattern.namedGroups());
  return Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? ""]));
}

function applyRule(rule: Rule, at: Cursor, sectionGroups: Groups): Finding | null {
  const others = rule.lines - 1;
  const lines: LogLine[] = others === 0 ? [at] : [...at.before(others), at, ...at.after(others)];
  const text = lines.map((line) => line.text).join("\n");
  if (!rule.marks.some((mark) => text.includes(mark))) return null;
  const matcher = rule.pattern.matcher(text);
  if (!matcher.find() || (rule.cause === "env" && isRepeated(at, (next) => rule.pattern.test(next)))) return null;
  const own = rule.pattern.namedGroups();
  const name = rule.failure.replace(GROUP_IN_NAME, (_, number?: string, group: string = "") => {
    if (number !== undefined) return matcher.group(Number(number)) ?? "";
    return group in own ? (matcher.group(group) ?? "") : (sectionGroups[group] ?? "");
  });
  const leading = others === 0 ? at.before(LEADING_LINES) : [];
  const excerpt = trimBlank([...leading, ...lines, ...at.after(others + rule.context).slice(others)]);
  const { cause, owner, hint, precedence } = rule;
  return finding(at, excerpt, { rule: rule.name, cause, name, owner, hint, precedence, weight: weightOf(rule, at) });
}

function weightOf({ cause, final }: Rule, at: Cursor): Finding["weight"] {
  if (cause !== "env") return "sure";
  return final && !endsRun(at) ? "recovered" : "final";
}
