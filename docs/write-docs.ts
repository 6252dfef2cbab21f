import { readFileSync, writeFileSync } from "node:fs";
import { fieldTables, schemaText } from "./describe-exports.ts";
import { logFormatsText, withToolCount } from "./describe-log-formats.ts";

/** `npm run docs`: writes the documents that are generated from the schemas and log formats. A test fails if they are out of date. */
const page = new URL("exports.md", import.meta.url);
const [before = ""] = readFileSync(page, "utf8").split("<!-- made by npm run docs -->");
writeFileSync(page, `${before}<!-- made by npm run docs -->\n\n${fieldTables()}\n`);
writeFileSync(new URL("schema.json", import.meta.url), schemaText());
writeFileSync(new URL("log-formats.md", import.meta.url), logFormatsText());

const readme = new URL("../README.md", import.meta.url);
writeFileSync(readme, withToolCount(readFileSync(readme, "utf8")));
