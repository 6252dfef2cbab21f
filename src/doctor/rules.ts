import path from "node:path";
import { builtinRules } from "../logs/rules.ts";
import { say } from "../model/text.ts";
import type { Clock } from "../ports/clock.ts";
import { openRuleBook } from "../service/rules.ts";
import type { Trial, TrialVerdict } from "./trial.ts";

/** Reads the site's rules as the service reads them. */
export function rulesTrial(file: string | undefined, clock: Clock): Trial {
  return {
    name: "rules",
    title: say("Log rules", "日志规则"),
    keys: "rules",
    ...(file === undefined ? {} : { tried: path.resolve(file) }),
    run: file === undefined ? undefined : async () => judge(file, clock),
  };
}

function judge(file: string, clock: Clock): TrialVerdict {
  const book = openRuleBook(file, clock, () => {});
  const own = book.rules().rules.length - builtinRules().rules.length;
  const faults = book.faults();
  if (faults.length === 0) return { state: "good", result: say(`rules: ${own}`, `规则：${own} 条`) };
  return {
    state: "bad",
    result: say(`valid rules: ${own}; faults: ${faults.length}`, `生效规则：${own} 条；错误：${faults.length} 处`),
    mend: faults.map(({ line, column, message }) => (line === 0 ? message : `${line}:${column}  ${message}`)),
  };
}
