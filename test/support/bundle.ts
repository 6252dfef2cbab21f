import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const dist = path.resolve(import.meta.dirname, "../../dist");

/** One file that starts as a process of its own in a fraction of the time that its sources take. */
export interface Bundle {
  readonly file: string;
  remove(): void;
}

/** Bundles a TypeScript file with all of ours that it needs. It lies in `dist`, where Node finds the packages. */
export async function bundle(entry: string): Promise<Bundle> {
  const folder = mkdtempSync(path.join(dist, "bundle-"));
  const file = path.join(folder, "main.mjs");
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
    logLevel: "error",
  });
  copyFileSync(path.join(dist, "src/logs/sieve/find-word.wasm"), path.join(folder, "find-word.wasm"));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
