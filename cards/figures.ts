import type { BlockOf, Figure } from "../src/views/view.ts";
import type { Column, ColumnSet, Element } from "./card.ts";
import { callback, markdown, type RenderOptions } from "./elements.ts";
import { lengths } from "./limits.ts";
import { lineMarkup, linesMarkup } from "./markup.ts";
import { leftOutNote } from "./notes.ts";
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
  const columns = figures.map((figure) => column([figureCell(figure, options)]));
  const padding = Array.from({ length: width - figures.length }, () => column([]));
  return {
    tag: "column_set",
    flex_mode: width === 4 ? "bisect" : "none",
    horizontal_spacing: "8px",
    columns: [...columns, ...padding],
  };
}

function column(elements: readonly Element[]): Column {
  return { tag: "column", width: "weighted", weight: 1, elements };
}

function figureCell({ label, value, tone, note, command }: Figure, options: RenderOptions): Element {
  const { locale } = options;
  const number = { text: shorten(value, lengths.figure), strong: true, ...(tone === undefined ? {} : { tone }) };
  const click = callback(command, options);
  const below = note === undefined ? [[label]] : [[label], note];
  return {
    tag: "interactive_container",
    width: "fill",
    background_style: "grey-50",
    corner_radius: "8px",
    padding: "8px 8px 8px 8px",
    vertical_spacing: "2px",
    ...(click === null ? {} : { behaviors: [click] }),
    elements: [
      markdown(lineMarkup([number]), locale, "heading-2"),
      markdown(linesMarkup(below, { tone: "neutral" }), locale, "notation"),
    ],
  };
}
