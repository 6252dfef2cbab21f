import type { BlockOf, TableColumn } from "../src/view/view.ts";
import type { Element, TableElement } from "./card.ts";
import { inOneString, type RenderOptions } from "./elements.ts";
import { lengths, limits } from "./limits.ts";
import { heading, leftOutNote } from "./notes.ts";

type Table = BlockOf<"table">;

export function renderTable(table: Table, leftOut: number, { locale }: RenderOptions): readonly Element[] {
  const columns = table.columns.slice(0, limits.tableColumns);
  if (columns.length === 0) return [heading(table.title, locale)];
  return [heading(table.title, locale), tableElement(columns, table.rows), ...leftOutNote(leftOut, locale)];
}

function tableElement(columns: readonly TableColumn[], rows: Table["rows"]): TableElement {
  return {
    tag: "table",
    page_size: Math.max(1, Math.min(limits.tablePage, rows.length)),
    row_height: "low",
    header_style: { background_style: "grey", bold: true, lines: 1 },
    columns: columns.map(({ label, align }, index) => ({
      name: key(index),
      display_name: inOneString(label, lengths.cell),
      data_type: "text",
      width: "auto",
      horizontal_align: align ?? "left",
    })),
    rows: rows.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [key(index), inOneString(row[name] ?? "", lengths.cell)])),
    ),
  };
}

/** Keys of our own: Feishu does not document which characters a key may hold. */
function key(index: number): string {
  return `c${index}`;
}
