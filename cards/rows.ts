import type { Text } from "../src/model/text.ts";
import { skipping } from "../src/view/command-line.ts";
import type { BlockOf, Row } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { button, callback, markdown, panelStyle, type RenderOptions } from "./elements.ts";
import { mostOf } from "./limits.ts";
import { withPeople } from "./lines.ts";
import { asStyled, inEveryLocale, lineMarkup } from "./markup.ts";
import { andMore, heading, note, smallLines } from "./notes.ts";
import { toneColor } from "./tone.ts";

/** Draws a list whose rows open something. `leftOut` counts what the whole list holds beyond these rows. */
export function renderRows(
  { title, rows, more, list, empty }: BlockOf<"rows">,
  leftOut: number,
  options: RenderOptions,
): readonly Element[] {
  const { locale } = options;
  if (rows.length === 0 && leftOut === 0) return [heading(title, locale), note(empty, locale)];
  return [
    heading(title, locale),
    ...rows.map((row) => renderRow(row, options)),
    ...rest(leftOut, onward(rows.length, more, list), options),
  ];
}

function renderRow(row: Row, options: RenderOptions): Element {
  const { locale } = options;
  const click = callback(row.command, options);
  const title = markdown(titleMarkup(row, click !== null), locale);
  const lines = row.lines.slice(0, mostOf.linesOfRow);
  const elements = [title, ...withPeople(lines, options, (some) => smallLines(some, locale))];
  if (click !== null) {
    return {
      tag: "interactive_container",
      width: "fill",
      ...panelStyle,
      corner_radius: "8px",
      behaviors: [click],
      elements,
    };
  }
  return {
    tag: "column_set",
    flex_mode: "none",
    horizontal_spacing: "8px",
    columns: [{ tag: "column", width: "weighted", weight: 1, ...panelStyle, elements }],
  };
}

/** Keeps the dot and the chevron on one line with the name. */
const noBreak = "\u00a0";

/** Bold, unless the View says what is bold. */
function titleMarkup({ title, tone }: Row, opens: boolean): Text {
  const dot = tone === undefined ? "" : `<font color='${toneColor[tone]}'>●</font>${noBreak}`;
  const chevron = opens ? `${noBreak}<font color='grey'>›</font>` : "";
  const words = lineMarkup(title, { strong: !title.some((span) => asStyled(span).strong) });
  return inEveryLocale((locale) => dot + words[locale] + chevron);
}

/** The command for what comes after the rows shown: the rest of the list, or the whole of it. */
function onward(shown: number, more: string | undefined, list: BlockOf<"rows">["list"]): string | undefined {
  return list === undefined ? more : skipping(list.command, list.before + shown);
}

function rest(leftOut: number, more: string | undefined, options: RenderOptions): readonly Element[] {
  if (leftOut <= 0) return [];
  const click = callback(more, options);
  if (click === null) return [note(andMore(leftOut), options.locale)];
  return [button(andMore(leftOut), { type: "default", size: "small" }, click, options.locale)];
}
