import { readFileSync } from "node:fs";
import path from "node:path";

/** Of package.json: beside the sources in development, beside `dist` when built. */
export function readVersion(): string {
  for (const up of ["../..", "../../.."]) {
    try {
      const text = readFileSync(path.join(import.meta.dirname, up, "package.json"), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // The other place has it.
    }
  }
  return "–";
}
