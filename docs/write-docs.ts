import { readFileSync, writeFileSync } from "node:fs";
import { fieldTables, schemaText } from "./describe-exports.ts";
import { logFormatsText, withToolCount } from "./describe-log-formats.ts";
import { metricsTable } from "./describe-metrics.ts";

/** `npm run docs`: writes the documents that are generated from the schemas and log formats. A test fails if they are out of date. */
const MARK = "<!-- made by npm run docs -->";

/** Replaces what follows the mark. */
function writeBelow(name: string, text: string): void {
  const page = new URL(name, import.meta.url);
  const [before = ""] = readFileSync(page, "utf8").split(MARK);
  writeFileSync(page, `${before}${MARK}\n\n${text}\n`);
}

writeBelow("exports.md", fieldTables());
writeBelow("metrics.md", metricsTable());
writeFileSync(new URL("schema.json", import.meta.url), schemaText());
writeFileSync(new URL("log-formats.md", import.meta.url), logFormatsText());

for (const name of ["../README.md", "../README.zh-CN.md"]) {
  const readme = new URL(name, import.meta.url);
  writeFileSync(readme, withToolCount(readFileSync(readme, "utf8")));
}
