import { causeOf, type Failure, failureCauses } from "../../model/failure.ts";
import { readJsonObject } from "../../model/json-object.ts";
import { fingerprint } from "../fingerprint.ts";

/**
 * Reads failures as `sync_ci` stores them in `ci_data.analysis_res`: `{"case": ["executor_test.go:testSuite.TestX"]}`,
 * a list under one of the causes. Anything else, and text that is not JSON, gives no failures.
 */
export function readAnalysis(json: string | null): Failure[] {
  const noted = readJsonObject(json);
  return failureCauses.flatMap((cause) => {
    const names = noted[cause];
    if (!Array.isArray(names)) return [];
    return names
      .filter((name): name is string => typeof name === "string" && name.trim() !== "")
      .map((text) => {
        const [, file = null, name = text.trim()] = /^([\w./-]+\.\w+):(?:\d+: ?)?(\S.*)$/.exec(text.trim()) ?? [];
        const found = { cause, name, file, line: null, excerpt: "", logLine: null, durationMs: null, target: null };
        return { ...found, rule: null, owner: null, hint: null, fingerprint: fingerprint(found) };
      });
  });
}

/** The most failures that are written. Readers of the column need no more. */
const MOST_NAMES = 100;

/** Writes `analysis_res`: `{"case": ["executor_test.go:testSuite.TestX"]}`, or `{}` if nothing was found. */
export function writeAnalysis(failures: readonly Failure[]): string {
  const cause = causeOf(failures);
  const names = failures
    .filter((failure) => failure.cause === cause)
    .map(({ file, name }) => (file === null ? name : `${file}:${name}`));
  return JSON.stringify(names.length === 0 ? {} : { [cause]: [...new Set(names)].slice(0, MOST_NAMES) });
}
