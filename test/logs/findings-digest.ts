import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { scanText } from "./scan-text.ts";

const folder = fileURLToPath(new URL("../fixtures/logs", import.meta.url));

/** A digest of all fixtures' failures and aborts: it changes with any of their names, places, excerpts and fingerprints. */
export async function digestOfFindings(): Promise<string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".log"));
  const hash = createHash("sha256");
  for (const path of paths.sort()) {
    const { failures, retriedCases, abort } = await scanText(readFileSync(`${folder}/${path}`));
    hash.update(JSON.stringify([path, failures, retriedCases, abort]));
  }
  return hash.digest("hex").slice(0, 12);
}
