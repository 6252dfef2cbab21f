import Table from "cli-table3";
import type picocolors from "picocolors";
import { inLocale, type Locale } from "../model/text.ts";
import type { Action, Block, BlockOf, Line, Row, StyledSpan, Tone, View } from "../views/view.ts";

type Colors = ReturnType<typeof picocolors.createColors>;

/** A View as lines for a terminal. */
export function renderText(view: View, locale: Locale, colors: Colors): string {
  const paint = painter(locale, colors);
  const head = [
    paint.tone(view.tone, colors.bold(inLocale(view.title, locale))),
    ...(view.subtitle === undefined ? [] : [colors.dim(inLocale(view.subtitle, locale))]),
  ];
  const blocks = view.blocks.map((block) => renderBlock(block, paint)).filter((text) => text !== "");
  return `${[head.join("\n"), ...blocks].join("\n\n")}\n`;
}

interface Painter {
  readonly locale: Locale;
  readonly colors: Colors;
  tone(tone: Tone | undefined, text: string): string;
  line(line: Line): string;
}

function painter(locale: Locale, colors: Colors): Painter {
  const tones: { readonly [T in Tone]: (text: string) => string } = {
    good: colors.green,
    warn: colors.yellow,
    bad: colors.red,
    info: colors.cyan,
    neutral: (text) => text,
  };
  const tone = (name: Tone | undefined, text: string) => tones[name ?? "neutral"](text);
  const span = ({ text, strong, code, tone: name }: StyledSpan) => {
    const words = printable(inLocale(text, locale));
    return tone(name, strong ? colors.bold(words) : code ? colors.cyan(words) : words);
  };
  return {
    locale,
    colors,
    tone,
    line: (line) =>
      line.map((each) => span(typeof each === "object" && "text" in each ? each : { text: each })).join(""),
  };
}

function renderBlock(block: Block, paint: Painter): string {
  const { colors, locale } = paint;
  switch (block.kind) {
    case "lines": {
      const text = block.lines.map(paint.line).join("\n");
      return block.quiet ? colors.dim(text) : text;
    }
    case "figures":
      return renderFigures(block, paint);
    case "chart":
      return colors.dim(inLocale(block.caption, locale));
    case "rows":
      return renderRows(block, paint);
    case "table":
      return renderTable(block, paint);
    case "excerpt":
      return `${paint.line(block.title)}\n${indent(printable(block.text))}`;
    case "actions":
      return block.actions
        .map((action) => renderAction(action, paint))
        .filter(Boolean)
        .join("\n");
    case "choice":
    case "range":
      return "";
  }
}

function renderFigures({ figures }: BlockOf<"figures">, paint: Painter): string {
  const table = new Table({ chars: noBorders, style: { "padding-left": 0, "padding-right": 2, head: [], border: [] } });
  for (const { label, value, tone, note } of figures)
    table.push([
      inLocale(label, paint.locale),
      { content: paint.tone(tone, paint.colors.bold(value)), hAlign: "right" },
      note === undefined ? "" : paint.line(note),
    ]);
  return table.toString();
}

function renderRows({ title, rows, total, empty }: BlockOf<"rows">, paint: Painter): string {
  const { colors, locale } = paint;
  const head = colors.bold(inLocale(title, locale));
  if (rows.length === 0) return `${head}\n  ${inLocale(empty, locale)}`;
  const left = total - rows.length;
  const more = locale === "zh_cn" ? `还有 ${left} 项` : `and ${left} more`;
  return [head, ...rows.map((row) => renderRow(row, paint)), ...(left > 0 ? [colors.dim(`  ${more}`)] : [])].join("\n");
}

function renderRow({ title, lines, tone }: Row, paint: Painter): string {
  const first = `${paint.tone(tone, "●")} ${paint.line(title)}`;
  return [first, ...lines.map((line) => `    ${paint.line(line)}`)].map((line) => `  ${line}`).join("\n");
}

function renderTable({ title, columns, rows }: BlockOf<"table">, { locale, colors }: Painter): string {
  const table = new Table({
    head: columns.map(({ label }) => inLocale(label, locale)),
    colAligns: columns.map(({ align }) => align ?? "left"),
    chars: noBorders,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
  });
  for (const row of rows) table.push(columns.map(({ name }) => printable(inLocale(row[name] ?? "", locale))));
  return `${colors.bold(inLocale(title, locale))}\n${table.toString()}`;
}

function renderAction(action: Action, { locale }: Painter): string {
  return action.kind === "link" ? `${inLocale(action.label, locale)}: ${printable(action.url)}` : "";
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

/** A log or a title must not move the cursor, ring the bell or recolour what follows. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}

const noBorders = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((side) => [side, ""]),
);
