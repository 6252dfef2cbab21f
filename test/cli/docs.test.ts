import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fieldTables, schemaText } from "../../docs/describe-exports.ts";

test("the schema in the docs is the one that the program has; npm run docs writes it", () => {
  expect(readFileSync("docs/schema.json", "utf8")).toBe(schemaText());
});

test("so are the tables of fields", () => {
  expect(readFileSync("docs/exports.md", "utf8")).toContain(fieldTables());
});
