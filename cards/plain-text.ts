import { inLocale, type Locale, type Text } from "../src/model/text.ts";
import type { Block, Figure, Line, Row, View } from "../src/view/view.ts";
import { oneLine, printable, safeUrl } from "./escape.ts";
import { asStyled, spanText } from "./markup.ts";
import { andMore } from "./notes.ts";
import { head } from "./shorten.ts";

/** Feishu takes 150 KB; nobody reads more than this. */
const longest = 8000;

/** Writes a View as a text message, for when Feishu refuses the card. */
export function renderPlainText(view: View, locale: Locale): string {
  const titles = [view.title, ...(view.subtitle === undefined ? [] : [view.subtitle])];
  const blocks = view.blocks.map((block) => blockText(block, locale)).filter((text) => text !== "");
  return head(inertMessage([titles.map((text) => spanText(text, locale)).join("\n"), ...blocks].join("\n\n")), longest);
}

/** Text messages read `<at user_id="all">`, `<b>` and `[text](address)`. A zero-width space prevents that. */
function inertMessage(text: string): string {
  return text.replace(/<(?=[a-z/!])/gi, "<\u200b").replace(/\](?=\()/g, "]\u200b");
}

function blockText(block: Block, locale: Locale): string {
  const line = (spans: Line) => lineText(spans, locale);
  switch (block.kind) {
    case "lines":
      return block.lines.map(line).join("\n");
    case "figures":
      return block.figures.map((figure) => figureText(figure, locale)).join("\n");
    case "chart":
      return [block.title, block.caption].map((text) => spanText(text, locale)).join("\n");
    case "rows":
      return rowsText(block, locale);
    case "table":
      return tableText(block, locale);
    case "excerpt":
      return `${line(block.title)}\n${printable(block.text)}`;
    case "actions":
      return block.actions
        .flatMap((action) =>
          action.kind === "link" ? [`${inLocale(action.label, locale)}: ${safeUrl(action.url) ?? action.url}`] : [],
        )
        .join("\n");
    case "choice":
    case "range":
      return "";
  }
}

function rowsText({ title, rows, total, empty }: Extract<Block, { kind: "rows" }>, locale: Locale): string {
  const leftOut = total - rows.length;
  return [
    inLocale(title, locale),
    ...(total <= 0 && rows.length === 0 ? [inLocale(empty, locale)] : []),
    ...rows.flatMap((row) => rowLines(row, locale)),
    ...(leftOut > 0 ? [inLocale(andMore(leftOut), locale)] : []),
  ].join("\n");
}

function rowLines({ title, lines }: Row, locale: Locale): readonly string[] {
  return [`• ${lineText(title, locale)}`, ...lines.map((line) => `   ${lineText(line, locale)}`)];
}

function tableText({ title, columns, rows }: Extract<Block, { kind: "table" }>, locale: Locale): string {
  const cells = (row: Readonly<Record<string, Text | string>>) =>
    columns.map(({ name, label }) => `${inLocale(label, locale)} ${spanText(row[name] ?? "", locale)}`).join(" · ");
  return [inLocale(title, locale), ...rows.map((row) => `• ${cells(row)}`)].join("\n");
}

function figureText({ label, value, note }: Figure, locale: Locale): string {
  const change = note === undefined ? "" : ` (${lineText(note, locale)})`;
  return `${inLocale(label, locale)}: ${oneLine(value)}${change}`;
}

function lineText(line: Line, locale: Locale): string {
  return line
    .map(asStyled)
    .map(({ text, url }) => {
      const address = url === undefined ? null : safeUrl(url);
      const words = spanText(text, locale);
      return address === null ? words : `${words} ${address}`;
    })
    .join("");
}
