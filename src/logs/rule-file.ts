import { isMap, isSeq, Lexer, LineCounter, type Node, Parser, parseDocument } from "yaml";
import { z } from "zod";
import { failureCauses } from "../model/failure.ts";
import type { RuleSpec } from "./rule-spec.ts";
import { compileRule, type Rule, type RuleSet } from "./rules.ts";

/** Why a rule is left out, and its place in the file. */
export interface RuleFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const CONTEXT_LINES = 10;
const MOST_FAULTS = 100;
const MOST_NESTED = 50;
const cause = z.enum(failureCauses);
const schema = z
  .strictObject({
    name: z.string().min(1).optional(),
    regex: z.string().min(1),
    jobs: z.array(z.string()).default([]),
    cause: cause.optional(),
    /** The cause, as `sync_ci` called it. */
    key: cause.optional(),
    failure: z.string().min(1).default("$0"),
    lines: z.int().min(1).max(50).default(1),
    context: z.int().min(0).max(200).default(CONTEXT_LINES),
    final: z.boolean().default(true),
    begin: z.string().min(1).nullable().default(null),
    end: z.string().min(1).nullable().default(null),
    owner: z.string().nullable().default(null),
    hint: z.string().nullable().default(null),
  })
  .refine(
    ({ cause, key }) => (cause === undefined) !== (key === undefined),
    "has to have a cause (or key), and one only",
  );

/**
 * Reads a rule file in YAML or JSON: a list, or a list under `rules`. The `[{"jobs", "regex", "key", "lines"}]` of
 * `sync_ci` is such a list. A wrong rule is reported; the others apply.
 */
export function parseRules(text: string): { rules: RuleSet; faults: RuleFault[] } {
  const positions = new LineCounter();
  if (isNestedTooDeep(text)) {
    return {
      rules: { rules: [] },
      faults: [{ line: 1, column: 1, message: `nested deeper than ${MOST_NESTED} levels` }],
    };
  }
  const document = parseDocument(upToFaults(text), { lineCounter: positions, prettyErrors: false, logLevel: "error" });
  const faults: RuleFault[] = [];
  const faultAt = (offset: number, message: string): void => {
    const { line, col } = positions.linePos(offset);
    faults.push({ line, column: col, message });
  };
  for (const { pos, message } of document.errors) faultAt(pos[0], firstLine(message));
  const list = ruleList(document.contents);
  if (list === null) {
    if (faults.length === 0) faultAt(document.contents?.range?.[0] ?? 0, "expected a list of rules");
    return { rules: { rules: [] }, faults };
  }
  const rules = list.flatMap((node, index): Rule[] => {
    try {
      return [compileRule(toSpec(node.toJS(document), index))];
    } catch (error) {
      faultAt(node.range?.[0] ?? 0, `rule ${index + 1}: ${messageOf(error)}`);
      return [];
    }
  });
  return { rules: { rules }, faults };
}

/** The YAML parser recurses: thousands of nested brackets would overflow its stack and end the process. */
function isNestedTooDeep(text: string): boolean {
  let brackets = 0;
  let dashes = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") brackets++;
    else if (token === "]" || token === "}") brackets--;
    else if (token === "-" || token === "?") dashes++;
    else if (token.endsWith("\n")) dashes = 0;
    if (brackets + dashes > MOST_NESTED) return true;
  }
  return false;
}

/** The text up to the point where it has too many faults to fix at once: reporting thousands takes the parser long. */
function upToFaults(text: string): string {
  let faults = 0;
  for (const token of new Parser().parse(text))
    if (token.type === "error" && ++faults > MOST_FAULTS) return text.slice(0, token.offset);
  return text;
}

function ruleList(contents: unknown): Node[] | null {
  const list = isMap(contents) ? contents.get("rules") : contents;
  return isSeq<Node>(list) ? list.items : null;
}

function toSpec(value: unknown, index: number): RuleSpec {
  const { key, cause = key, name = `rule ${index + 1}`, ...rest } = schema.parse(value);
  return { ...rest, name, cause: cause ?? "case" };
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");
  }
  return firstLine(error instanceof Error ? error.message : String(error));
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
