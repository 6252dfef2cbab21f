import type { BlockOf } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { markdown, type RenderOptions } from "./elements.ts";
import { linesMarkup } from "./markup.ts";
import { leftOutNote, smallPrint } from "./notes.ts";
import { withPeople } from "./people.ts";

export function renderLines(
  { lines, quiet }: BlockOf<"lines">,
  leftOut: number,
  options: RenderOptions,
): readonly Element[] {
  const { locale } = options;
  const texts = withPeople(lines, options, (some) => [
    quiet ? smallPrint(some, locale) : markdown(linesMarkup(some), locale),
  ]);
  return lines.length === 0 ? [] : [...texts, ...leftOutNote(leftOut, locale)];
}
