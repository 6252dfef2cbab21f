import { el, styled } from "../dom.ts";
import { icon } from "../icon.ts";
import { word } from "../locale.ts";
import { cssColor } from "./color.ts";
import type { CardContext, DrawElement } from "./context.ts";
import { drawCell } from "./table-cell.ts";
import { type Json, objectOf, objectsOf, stringOf } from "./untrusted.ts";

const PAGE_SIZE = 5;
const heights: Readonly<Record<string, string>> = { low: "32px", middle: "40px", high: "52px", auto: "40px" };

export const drawTable: DrawElement = (node, context) => {
  const columns = objectsOf(node.columns);
  const rows = objectsOf(node.rows);
  const pageSize = Math.min(10, Math.max(1, Number(node.page_size) || PAGE_SIZE));
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const body = el("tbody");
  const height = stringOf(node.row_height, "low");
  const table = el(
    "table",
    { class: height === "auto" ? "grows" : null },
    el("thead", {}, headerRow(columns, objectOf(node.header_style))),
    body,
  );
  styled(table, { "--row-height": heights[height] ?? height });
  const frame = el("div", { class: "table" }, el("div", { class: "table-scroll", tabindex: 0 }, table));

  const show = (page: number) => {
    const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
    body.replaceChildren(...shown.map((row) => bodyRow(row, columns, context)));
    if (shown.length === 0) body.append(emptyRow(columns.length, context));
  };
  show(0);
  if (pages > 1) frame.append(pager(pages, show, context));
  return frame;
};

function headerRow(columns: readonly Json[], style: Json): HTMLElement {
  const cells = columns.map((column) => {
    const align = stringOf(column.horizontal_align, stringOf(style.text_align));
    const cell = el("th", { scope: "col", class: alignClass(align) }, stringOf(column.display_name));
    return styled(cell, { width: columnWidth(column.width), color: cssColor(style.text_color) });
  });
  const grey = style.background_style === "none" ? "" : "grey";
  return el("tr", { class: `${grey} ${style.bold === false ? "light" : ""}` }, ...cells);
}

function bodyRow(row: Json, columns: readonly Json[], context: CardContext): HTMLElement {
  const cells = columns.map((column) => {
    const cell = el("td", { class: alignClass(column.horizontal_align) });
    cell.append(...drawCell(row[stringOf(column.name)], column, context));
    return cell;
  });
  return el("tr", {}, ...cells);
}

function emptyRow(columns: number, { locale }: CardContext): HTMLElement {
  return el("tr", {}, el("td", { colspan: columns, class: "empty" }, word(locale, "noData")));
}

function pager(pages: number, show: (page: number) => void, { locale }: CardContext): HTMLElement {
  let page = 0;
  const label = el("span", { "aria-live": "polite" });
  const previous = pageButton("back", word(locale, "previousPage"), () => turn(-1));
  const next = pageButton("chevron", word(locale, "nextPage"), () => turn(1));
  const turn = (by: number) => {
    page += by;
    show(page);
    label.textContent = `${page + 1} / ${pages}`;
    label.title = word(locale, "page", { page: page + 1, pages });
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
  };
  turn(0);
  return el("div", { class: "pager" }, previous, label, next);
}

function pageButton(name: "back" | "chevron", label: string, onclick: () => void): HTMLButtonElement {
  return el("button", { type: "button", class: "page-button", "aria-label": label, onclick }, icon(name));
}

function alignClass(align: unknown): string {
  return align === "right" || align === "center" ? `align-${align}` : "";
}

function columnWidth(width: unknown): string | null {
  return typeof width === "string" && /^\d+(px|%)$/.test(width) ? width : null;
}
