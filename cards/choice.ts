import type { BlockOf } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { callback, plainText, type RenderOptions } from "./elements.ts";
import { lengths } from "./limits.ts";

/** One of a few words; choosing calls back at once. */
export function renderChoice(
  { label, command, options: words, chosen }: BlockOf<"choice">,
  options: RenderOptions,
): readonly Element[] {
  const click = callback(command, options, "option");
  if (click === null) return [];
  const text = (of: typeof label) => plainText(of, options.locale, lengths.buttonLabel);
  return [
    {
      tag: "select_static",
      placeholder: text(label),
      options: words.map(({ label: name, word }) => ({ text: text(name), value: word })),
      initial_option: chosen,
      behaviors: [click],
    },
  ];
}
