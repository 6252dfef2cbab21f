import { readFileSync, statSync } from "node:fs";
import { parseRules, type RuleFault } from "../logs/rule-file.ts";
import { builtinRules, type RuleSet } from "../logs/rules.ts";
import { SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** The rules in force: the site's own first, then the built-in ones. */
export interface RuleBook {
  rules(): RuleSet;
  /** Faults in the site's file; its other rules apply. */
  faults(): readonly RuleFault[];
}

/** A changed rule is not urgent, so the file is checked no more often than this. */
const LOOK_EVERY_MS = 2 * SECOND;

/**
 * Reads rules from the site's file, again whenever it changes. A missing or unreadable file is a fault; the rules that
 * were read before still apply.
 */
export function openRuleBook(
  file: string | undefined,
  clock: Clock,
  onFaults: (faults: readonly RuleFault[]) => void,
): RuleBook {
  let rules = builtinRules();
  let faults: readonly RuleFault[] = [];
  let version = "";
  let lookAt = Number.NEGATIVE_INFINITY;

  function look(path: string): void {
    const found = versionOf(path);
    if (found === version) return;
    version = found;
    try {
      const read = parseRules(readFileSync(path, "utf8"));
      // A half-saved file must not remove all rules.
      if (read.rules.rules.length > 0 || read.faults.length === 0)
        rules = { rules: [...read.rules.rules, ...builtinRules().rules] };
      faults = read.faults;
    } catch (error) {
      const { code = "unknown" } = error as NodeJS.ErrnoException;
      faults = [{ line: 0, column: 0, message: `the file cannot be read: ${code}` }];
    }
    if (faults.length > 0) onFaults(faults);
  }

  function current(): void {
    if (file === undefined || clock.now() < lookAt) return;
    lookAt = clock.now() + LOOK_EVERY_MS;
    look(file);
  }

  return {
    rules() {
      current();
      return rules;
    },
    faults() {
      current();
      return faults;
    },
  };
}

function versionOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.size} ${found.mtimeMs} ${found.ino}` : "gone";
}
