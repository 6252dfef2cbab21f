import { secretPatterns } from "./secret-patterns.ts";
import { secretRanges } from "./secretlint.ts";

const MASK = "***";

/** Replaces by `***` what must not be stored, shown or filed: own patterns first, then what secretlint knows of. */
export function maskSecrets(text: string): string {
  const masked = secretPatterns.reduce((rest, { pattern, replacement }) => rest.replace(pattern, replacement), text);
  let shown = "";
  let at = 0;
  for (const [begin, end] of secretRanges(masked).toSorted(([a], [b]) => a - b)) {
    if (begin >= at) shown += masked.slice(at, begin) + MASK;
    at = Math.max(at, end);
  }
  return shown + masked.slice(at);
}
