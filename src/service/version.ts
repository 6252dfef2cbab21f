import { readFileSync } from "node:fs";
import path from "node:path";

/** Reads the version from package.json, which is beside `src` in development and beside `dist` when built. */
export function readVersion(): string {
  for (const up of ["../..", "../../.."]) {
    try {
      const text = readFileSync(path.join(import.meta.dirname, up, "package.json"), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // Try the other place.
    }
  }
  return "–";
}
