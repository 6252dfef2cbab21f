import type { Text } from "../src/model/text.ts";
import type { Action, BlockOf, CommandAction } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { button, buttonRow, callback, markdown, type RenderOptions } from "./elements.ts";
import { safeUrl } from "./escape.ts";
import { mostOf } from "./limits.ts";
import { lineMarkup } from "./markup.ts";
import { leftOutNote } from "./notes.ts";

/** Draws buttons. Where no click comes back, only links remain. An address that must not be opened is shown as text. */
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

/** Draws the way back: small buttons for the views above, the outermost first, the nearest last. */
export function renderTrail(trail: readonly CommandAction[], options: RenderOptions): readonly Element[] {
  const shown = trail.slice(-mostOf.trail);
  const buttons = shown.flatMap(({ label, command }, index) => {
    const click = callback(command, options);
    const words = index === shown.length - 1 ? backTo(label) : above(label);
    return click === null ? [] : [button(words, { type: "text", size: "tiny" }, click, options.locale)];
  });
  return buttonRow(buttons);
}

function above({ zh_cn, en_us }: Text): Text {
  return { zh_cn: `${zh_cn} ›`, en_us: `${en_us} ›` };
}

function backTo({ zh_cn, en_us }: Text): Text {
  // Chinese puts a space before Latin letters
  const gap = /^\w/.test(zh_cn) ? " " : "";
  return { zh_cn: `‹ 返回${gap}${zh_cn}`, en_us: `‹ Back to ${en_us}` };
}
