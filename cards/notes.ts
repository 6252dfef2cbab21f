import { type Locale, say, type Text } from "../src/model/text.ts";
import type { Element } from "./card.ts";
import { markdown } from "./elements.ts";
import { lineMarkup } from "./markup.ts";

export function andMore(count: number): Text {
  const number = count.toLocaleString("en-US");
  return say(`and ${number} more`, `还有 ${number} 项`);
}

/** Small and grey. */
export function note(text: Text | string, locale: Locale): Element {
  return markdown(lineMarkup([text], { tone: "neutral" }), locale, "notation");
}

/** Nearer to what follows than to what came before. */
export function heading(title: Text, locale: Locale): Element {
  return { ...markdown(lineMarkup([title], { strong: true }), locale, "heading-4"), margin: "8px 0px 0px 0px" };
}

/** What had to go so that the card fits is said, never hidden. */
export function leftOutNote(leftOut: number, locale: Locale): readonly Element[] {
  return leftOut > 0 ? [note(andMore(leftOut), locale)] : [];
}
