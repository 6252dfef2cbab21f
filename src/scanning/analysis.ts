import { fingerprint } from "../logs/fingerprint.ts";
import { type Failure, failureCauses } from "../model/failure.ts";

/**
 * Failures as `sync_ci` noted them in `ci_data.analysis_res`: `{"case": ["executor_test.go:testSuite.TestX"]}`, with a
 * list under one of the causes. Anything else, and what is no JSON at all, gives none.
 */
export function readAnalysis(json: string | null): Failure[] {
  const noted = parse(json);
  return failureCauses.flatMap((cause) => {
    const names = noted[cause];
    if (!Array.isArray(names)) return [];
    return names
      .filter((name): name is string => typeof name === "string" && name.trim() !== "")
      .map((text) => {
        const [, file = null, name = text.trim()] = /^([\w./-]+\.\w+):(?:\d+: ?)?(\S.*)$/.exec(text.trim()) ?? [];
        const found = { cause, name, file, line: null, excerpt: "", logLine: null, target: null };
        return { ...found, rule: null, owner: null, hint: null, fingerprint: fingerprint(found) };
      });
  });
}

function parse(json: string | null): Readonly<Record<string, unknown>> {
  if (!json) return {};
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
