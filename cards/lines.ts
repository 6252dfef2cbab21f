import type { BlockOf, Line, StyledSpan } from "../src/view/view.ts";
import type { Column, Element } from "./card.ts";
import { markdown, type RenderOptions } from "./elements.ts";
import { asStyled, linesMarkup } from "./markup.ts";
import { leftOutNote, smallPrint } from "./notes.ts";

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

type Draw = (lines: readonly Line[]) => readonly Element[];

/**
 * Draws lines, and lets Feishu draw the people in them: only Feishu knows their names. A list of people may hold somebody
 * who has left the company. A mention of that person would make Feishu refuse the whole card.
 */
export function withPeople(lines: readonly Line[], { interactive }: RenderOptions, draw: Draw): readonly Element[] {
  const elements: Element[] = [];
  let plain: Line[] = [];
  const flush = () => {
    if (plain.length > 0) elements.push(...draw(plain));
    plain = [];
  };
  for (const line of lines) {
    const people = interactive ? line.map(asStyled).filter(isPerson) : [];
    if (people.length === 0) {
      plain.push(line);
      continue;
    }
    flush();
    const words = line.filter((span) => !isPerson(asStyled(span)));
    elements.push(beside([...(words.length > 0 ? draw([words]) : []), personList(people)]));
  }
  flush();
  return elements;
}

function isPerson({ person, text }: StyledSpan): boolean {
  return person === true && typeof text === "string" && /^ou_\w{1,64}$/.test(text);
}

function personList(people: readonly StyledSpan[]): Element {
  const persons = people.flatMap(({ text }) => (typeof text === "string" ? [{ id: text }] : []));
  return { tag: "person_list", persons, show_name: true, show_avatar: true, drop_invalid_user_id: true };
}

function beside(elements: readonly Element[]): Element {
  const columns = elements.map(
    (element): Column => ({ tag: "column", width: "auto", vertical_align: "center", elements: [element] }),
  );
  return { tag: "column_set", flex_mode: "flow", horizontal_spacing: "8px", columns };
}
