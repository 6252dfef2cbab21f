import { say, type Text } from "../src/model/text.ts";
import type { BlockOf } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { markdown, type RenderOptions } from "./elements.ts";
import { inert, printable } from "./escape.ts";
import { lineMarkup } from "./markup.ts";
import { note } from "./notes.ts";

/** Draws lines of a log exactly as they are, behind a title that unfolds them. */
export function renderExcerpt(
  { title, text, open }: BlockOf<"excerpt">,
  charactersLeftOut: number,
  { locale }: RenderOptions,
): readonly Element[] {
  const code = fenced(text);
  return [
    {
      tag: "collapsible_panel",
      expanded: open,
      header: {
        title: markdown(lineMarkup(title), locale),
        icon: { tag: "standard_icon", token: "down-small-ccm_outlined", size: "16px 16px" },
        icon_position: "right",
        icon_expanded_angle: -180,
      },
      border: { color: "grey", corner_radius: "6px" },
      padding: "8px 8px 8px 8px",
      elements: [
        markdown({ zh_cn: code, en_us: code }, locale),
        ...(charactersLeftOut > 0 ? [note(shortened(charactersLeftOut), locale)] : []),
      ],
    },
  ];
}

/** The fence is longer than any run of back-quotes inside, so nothing inside can close it. */
function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}\n${inert(printable(text))}\n${fence}`;
}

function shortened(characters: number): Text {
  const number = characters.toLocaleString("en-US");
  return say(`${number} more characters are left out`, `其余 ${number} 个字符未显示`);
}
