import type { Locale } from "../model/text.ts";
import type { Block, BlockOf, Row, View } from "../view/view.ts";
import type { Colors } from "./colors.ts";
import { type Cell, createColumns, fold } from "./layout.ts";
import { indent, type Painter, painter } from "./paint.ts";

export interface TextOptions {
  readonly locale: Locale;
  readonly colors: Colors;
  /** Columns of the terminal; long lines are folded to fit. Undefined if output is not a terminal. */
  readonly width?: number | undefined;
}

/** Renders a View as text for a terminal. */
export function renderText(view: View, { locale, colors, width }: TextOptions): string {
  const paint = painter(locale, colors);
  const blocks = view.blocks.map((block) => renderBlock(block, paint)).filter((text) => text !== "");
  return fold(`${[renderHead(view, paint), ...blocks].join("\n\n")}\n`, width);
}

function renderHead({ title, subtitle, tone }: View, { colors, tone: inTone, text }: Painter): string {
  const head = inTone(tone, colors.bold(text(title)));
  return subtitle === undefined ? head : `${head}\n${colors.dim(text(subtitle))}`;
}

function renderBlock(block: Block, paint: Painter): string {
  const { colors, text } = paint;
  switch (block.kind) {
    case "lines": {
      const lines = block.lines.map(paint.line).join("\n");
      return block.quiet ? colors.dim(lines) : lines;
    }
    case "figures":
      return renderFigures(block, paint);
    case "chart":
      return colors.dim(text(block.caption));
    case "rows":
      return renderRows(block, paint);
    case "table":
      return renderTable(block, paint);
    case "excerpt":
      return `${paint.line(block.title)}\n${indent(text(block.text), 4)}`;
    case "actions":
      return block.actions
        .flatMap((action) => (action.kind === "link" ? [`${text(action.label)}: ${text(action.url)}`] : []))
        .join("\n");
    case "choice":
    case "range":
      return "";
  }
}

function renderFigures({ figures }: BlockOf<"figures">, paint: Painter): string {
  const rows = figures.map(({ label, value, tone, note }): Cell[] => [
    { text: paint.text(label) },
    { text: paint.tone(tone, paint.colors.bold(value)), align: "right" },
    { text: note === undefined ? "" : paint.line(note) },
  ]);
  return createColumns().lines(rows).join("\n");
}

function renderRows({ title, rows, total, empty, more }: BlockOf<"rows">, paint: Painter): string {
  const { colors, text } = paint;
  const head = colors.bold(text(title));
  if (rows.length === 0) return `${head}\n  ${text(empty)}`;
  const left = total - rows.length;
  const [english, chinese] = more === undefined ? ["", ""] : [`: ci-stat ${more}`, `：ci-stat ${more}`];
  const rest = text({ en_us: `and ${left} more${english}`, zh_cn: `还有 ${left} 项${chinese}` });
  return [head, ...rows.map((row) => renderRow(row, paint)), ...(left > 0 ? [colors.dim(`  ${rest}`)] : [])].join("\n");
}

function renderRow({ title, lines, tone }: Row, paint: Painter): string {
  const first = `  ${paint.tone(tone, "●")} ${paint.line(title)}`;
  return [first, ...lines.map((line) => `      ${paint.line(line)}`)].join("\n");
}

function renderTable({ title, columns, rows }: BlockOf<"table">, { colors, text }: Painter): string {
  const head = columns.map(({ label, align }): Cell => ({ text: colors.dim(text(label)), align }));
  const body = rows.map((row) => columns.map(({ name, align }): Cell => ({ text: text(row[name] ?? ""), align })));
  const lines = createColumns().lines([head, ...body]);
  return [colors.bold(text(title)), ...lines.map((line) => `  ${line}`)].join("\n");
}
