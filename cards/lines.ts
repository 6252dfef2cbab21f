import type { BlockOf } from "../src/views/view.ts";
import type { Element } from "./card.ts";
import { markdown, type RenderOptions } from "./elements.ts";
import { linesMarkup } from "./markup.ts";
import { leftOutNote, smallPrint } from "./notes.ts";

export function renderLines(
  { lines, quiet }: BlockOf<"lines">,
  leftOut: number,
  { locale }: RenderOptions,
): readonly Element[] {
  const text = quiet ? smallPrint(lines, locale) : markdown(linesMarkup(lines), locale);
  return lines.length === 0 ? [] : [text, ...leftOutNote(leftOut, locale)];
}
