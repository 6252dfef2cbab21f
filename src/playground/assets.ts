import { cpSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Run by `npm run build`: puts beside the page's compiled scripts what tsc leaves behind.

const isSource = import.meta.url.endsWith(".ts");
const root = fileURLToPath(new URL(isSource ? "../../" : "../../../", import.meta.url));
const target = join(root, "dist/src/playground/page");
const resolve = createRequire(import.meta.url).resolve;

const isAsset = (path: string) => !/\.(ts|mts)$|tsconfig\.json$/.test(path);
cpSync(join(root, "src/playground/page"), target, { recursive: true, filter: isAsset });

const vendor = join(target, "vendor");
mkdirSync(vendor, { recursive: true });
const packageFolder = (name: string) => dirname(resolve(`${name}/package.json`));
cpSync(join(packageFolder("markdown-it"), "dist/browser/markdown-it.esm.min.mjs"), join(vendor, "markdown-it.mjs"));
cpSync(join(packageFolder("@visactor/vchart"), "build/index.min.js"), join(vendor, "vchart.js"));
