import { type Locale, say, type Text } from "../src/model/text.ts";
import type { Line, Span } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { localized, markdown } from "./elements.ts";
import { inert } from "./escape.ts";
import { mostOf } from "./limits.ts";
import { asStyled, inEveryLocale, lineMarkup, linesMarkup, spanText } from "./markup.ts";

export function andMore(count: number): Text {
  const number = count.toLocaleString("en-US");
  return say(`and ${number} more`, `还有 ${number} 项`);
}

export function note(text: Text | string, locale: Locale): Element {
  return smallPrint([[text]], locale);
}

/**
 * Small grey lines. Lines without links, code and colours become plain text: it needs no escaping, so more fits on a card.
 */
export function smallPrint(lines: readonly Line[], locale: Locale): Element {
  if (!lines.flat().every(isPlain)) return markdown(linesMarkup(lines, { tone: "neutral" }), locale, "notation");
  const text = inEveryLocale((each) => lines.map((line) => plainLine(line, each)).join("\n"));
  return {
    tag: "div",
    text: { tag: "plain_text", ...localized(text, locale), text_size: "notation", text_color: "grey" },
  };
}

/** Small grey lines, in which those that are equal in every language are apart: in three copies they would fill a card. */
export function smallLines(lines: readonly Line[], locale: Locale): readonly Element[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group?.[0] && isAlike(group[0]) === isAlike(line)) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => smallPrint(group, locale));
}

function isAlike(line: Line): boolean {
  return line.every((span) => {
    const { text } = asStyled(span);
    return typeof text === "string" || text.zh_cn === text.en_us;
  });
}

function isPlain(span: Span): boolean {
  const { text, person: _, ...look } = asStyled(span);
  return Object.keys(look).length === 0;
}

function plainLine(line: Line, locale: Locale): string {
  return inert(
    line
      .slice(0, mostOf.spans)
      .map((span) => spanText(asStyled(span).text, locale))
      .join(""),
  );
}

/** A title that stands closer to what follows than to what precedes. */
export function heading(title: Text, locale: Locale): Element {
  return { ...markdown(lineMarkup([title], { strong: true }), locale, "heading-4"), margin: "8px 0px 0px 0px" };
}

/** Says how much was left out to make the card fit. */
export function leftOutNote(leftOut: number, locale: Locale): readonly Element[] {
  return leftOut > 0 ? [note(andMore(leftOut), locale)] : [];
}
