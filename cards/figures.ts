import type { BlockOf, Figure } from "../src/view/view.ts";
import type { Column, ColumnSet, Element } from "./card.ts";
import { callback, markdown, panelStyle, type RenderOptions } from "./elements.ts";
import { lengths } from "./limits.ts";
import { lineMarkup } from "./markup.ts";
import { leftOutNote, smallPrint } from "./notes.ts";
import { shorten } from "./shorten.ts";

export function renderFigures(
  { figures }: BlockOf<"figures">,
  leftOut: number,
  options: RenderOptions,
): readonly Element[] {
  const width = columnsFor(figures.length);
  const sets: Element[] = [];
  for (let first = 0; first < figures.length; first += width) {
    sets.push(figureRow(figures.slice(first, first + width), width, options));
  }
  return [...sets, ...leftOutNote(leftOut, options.locale)];
}

/** Three fit beside each other on a phone; four become two and two there. */
function columnsFor(count: number): number {
  if (count <= 2) return count;
  return count % 4 === 0 ? 4 : 3;
}

function figureRow(figures: readonly Figure[], width: number, options: RenderOptions): ColumnSet {
  const empty = Array.from({ length: width - figures.length }, () => column([]));
  return {
    tag: "column_set",
    flex_mode: width === 4 ? "bisect" : "none",
    horizontal_spacing: "8px",
    columns: [...figures.map((figure) => figureColumn(figure, options)), ...empty],
  };
}

function figureColumn(figure: Figure, options: RenderOptions): Column {
  const click = callback(figure.command, options);
  const words = figureWords(figure, options);
  if (click === null) return { ...column(words), ...panelStyle };
  return column([
    {
      tag: "interactive_container",
      width: "fill",
      ...panelStyle,
      corner_radius: "8px",
      behaviors: [click],
      elements: words,
    },
  ]);
}

function column(elements: readonly Element[]): Column {
  return { tag: "column", width: "weighted", weight: 1, elements };
}

function figureWords({ label, value, tone, note }: Figure, { locale }: RenderOptions): readonly Element[] {
  const number = { text: shorten(value, lengths.figure), strong: true, ...(tone === undefined ? {} : { tone }) };
  const below = note === undefined ? [[label]] : [[label], note];
  return [markdown(lineMarkup([number]), locale, "heading-2"), smallPrint(below, locale)];
}
