import { readFileSync, writeFileSync } from "node:fs";
import { fieldTables, schemaText } from "./describe-exports.ts";

/** `npm run docs`: writes what is made from the schemas. A test says when it was forgotten. */
const page = new URL("exports.md", import.meta.url);
const [before = ""] = readFileSync(page, "utf8").split("<!-- made by npm run docs -->");
writeFileSync(page, `${before}<!-- made by npm run docs -->\n\n${fieldTables()}\n`);
writeFileSync(new URL("schema.json", import.meta.url), schemaText());
