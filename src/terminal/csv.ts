import { stringify } from "csv-stringify/sync";

export type Item = Readonly<Record<string, unknown>>;

/** Rows for a spreadsheet. A cell that looks like a formula gets a leading quote. */
export function toCsv(items: readonly Item[], columns: readonly string[], header: boolean): string {
  const rows = items.map((item) => columns.map((column) => cellOf(item[column])));
  return stringify(header ? [columns, ...rows] : rows, { escape_formulas: true });
}

function cellOf(value: unknown): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

export function toNdjson(items: readonly Item[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join("");
}
