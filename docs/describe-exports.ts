import { z } from "zod";
import { documents } from "../src/cli/documents.ts";

/** Generates `docs/schema.json` and the tables of `docs/exports.md` from the schemas that the tests also use. */

interface Field {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Field[];
  readonly items?: Field;
  readonly properties?: Readonly<Record<string, Field>>;
}

export function schemaText(): string {
  const schemas = Object.entries(documents).map(([name, schema]) => {
    // Documents may contain more keys than the schema describes.
    const { $schema: _draft, ...body } = z.toJSONSchema(schema, { io: "input" });
    return [name, body];
  });
  const document = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "What ci-stat prints with --json, by command",
    $defs: Object.fromEntries(schemas),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A heading and a table for each document. */
export function fieldTables(): string {
  return Object.entries(documents)
    .map(([name, schema]) => {
      const { properties = {} } = z.toJSONSchema(schema, { io: "input" }) as Field;
      const rows = fieldRows(properties, "");
      return [`### \`${name}\``, "", "| field | type | |", "| --- | --- | --- |", ...rows].join("\n");
    })
    .join("\n\n");
}

function fieldRows(properties: Readonly<Record<string, Field>>, prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const row = `| \`${prefix}${name}\` | ${typeOf(field)} | ${field.description ?? ""} |`;
    const inner = objectIn(field);
    return [row, ...(inner ? fieldRows(inner.properties ?? {}, `${prefix}${name}${inner.suffix}.`) : [])];
  });
}

function objectIn(field: Field): { properties: Field["properties"]; suffix: string } | undefined {
  const inside = field.anyOf?.find(({ properties }) => properties) ?? field;
  if (inside.items?.properties) return { properties: inside.items.properties, suffix: "[]" };
  return inside.properties && { properties: inside.properties, suffix: "" };
}

function typeOf({ type, format, enum: words, anyOf }: Field): string {
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  if (words) return words.map((word) => `\`${word}\``).join(", ");
  if (format === "date-time") return "time";
  return type === undefined ? "any" : [type].flat().join(" or ");
}
