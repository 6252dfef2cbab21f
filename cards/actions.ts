import type { Action, BlockOf } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { button, buttonRow, callback, markdown, type RenderOptions } from "./elements.ts";
import { safeUrl } from "./escape.ts";
import { lineMarkup } from "./markup.ts";
import { leftOutNote } from "./notes.ts";

/** Buttons; where no click comes back only the links remain, and an address that is not for clicking is shown as text. */
export function renderActions(
  { actions }: BlockOf<"actions">,
  leftOut: number,
  options: RenderOptions,
): readonly Element[] {
  const drawn = actions.flatMap((action) => renderAction(action, options) ?? []);
  const buttons = drawn.filter((element) => element.tag === "button");
  const addresses = drawn.filter((element) => element.tag !== "button");
  return [...buttonRow(buttons), ...addresses, ...leftOutNote(leftOut, options.locale)];
}

function renderAction(action: Action, options: RenderOptions): Element | null {
  const { locale } = options;
  if (action.kind === "link") {
    const url = safeUrl(action.url);
    if (url === null) return markdown(lineMarkup([action.label, ": ", action.url]), locale);
    return button(action.label, { type: "default", size: "small" }, { type: "open_url", default_url: url }, locale);
  }
  const click = callback(action.command, options);
  if (click === null) return null;
  return button(action.label, { type: action.primary ? "primary_filled" : "default", size: "small" }, click, locale);
}
