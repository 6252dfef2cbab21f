import { causeOf, type Failure, failureCauses } from "../../model/failure.ts";
import { readJsonObject } from "../../model/json-object.ts";
import { fingerprint } from "../fingerprint.ts";

/**
 * Failures as `sync_ci` noted them in `ci_data.analysis_res`: `{"case": ["executor_test.go:testSuite.TestX"]}`, with a
 * list under one of the causes. Anything else, and what is no JSON at all, gives none.
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

/** More would be no use to who reads the column. */
const MOST_NAMES = 100;

/** Writes `analysis_res`: `{"case": ["executor_test.go:testSuite.TestX"]}`, or `{}` if nothing was found. */
export function writeAnalysis(failures: readonly Failure[]): string {
  const cause = causeOf(failures);
  const names = failures
    .filter((failure) => failure.cause === cause)
    .map(({ file, name }) => (file === null ? name : `${file}:${name}`));
  return JSON.stringify(names.length === 0 ? {} : { [cause]: [...new Set(names)].slice(0, MOST_NAMES) });
}
