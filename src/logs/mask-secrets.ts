import { secretPatterns } from "./secret-patterns.ts";
import { secretRanges } from "./secretlint.ts";

const MASK = "***";

/** Replaces secrets with `***` before anything is stored, shown or filed: by our own patterns, then by secretlint's. */
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
