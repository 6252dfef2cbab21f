import { cpSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Run by `npm run build`: copies what tsc does not compile beside the pages' compiled scripts.

const isSource = import.meta.url.endsWith(".ts");
const root = fileURLToPath(new URL(isSource ? "../../" : "../../../", import.meta.url));
const resolve = createRequire(import.meta.url).resolve;

const isAsset = (path: string) => !/\.(ts|mts)$|tsconfig\.json$/.test(path);
for (const page of ["src/playground/page", "src/log-page/page"])
  cpSync(join(root, page), join(root, "dist", page), { recursive: true, filter: isAsset });

const vendor = join(root, "dist/src/playground/page/vendor");
mkdirSync(vendor, { recursive: true });
const packageFolder = (name: string) => dirname(resolve(`${name}/package.json`));
cpSync(join(packageFolder("markdown-it"), "dist/browser/markdown-it.esm.min.mjs"), join(vendor, "markdown-it.mjs"));
cpSync(join(packageFolder("@visactor/vchart"), "build/index.min.js"), join(vendor, "vchart.js"));
