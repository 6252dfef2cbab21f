import type { Action, BlockOf, CommandAction, LinkAction } from "../src/views/view.ts";
import type { Button, ColumnSet, Element } from "./card.ts";
import { button, callback, markdown, type RenderOptions } from "./elements.ts";
import { safeUrl } from "./escape.ts";
import { lengths, mostOf } from "./limits.ts";
import { lineMarkup } from "./markup.ts";

export function renderActions({ actions }: BlockOf<"actions">, options: RenderOptions): readonly Element[] {
  const buttons = actions.flatMap((action) => actionButton(action, options) ?? []);
  const unsafe = actions.filter((action) => action.kind === "link" && openable(action) === null);
  return [...flow(buttons), ...unsafe.map((action) => addressAsText(action, options))];
}

/** The way back: the views above as small buttons, the nearest one last. */
export function renderTrail(trail: readonly CommandAction[], options: RenderOptions): readonly Element[] {
  const shown = trail.slice(-mostOf.trail);
  const buttons = shown.flatMap(({ label, command }, index) => {
    const click = callback(command, options);
    const back = index === shown.length - 1;
    const words = {
      zh_cn: back ? `‹ 返回${spaced(label.zh_cn)}` : `${label.zh_cn} ›`,
      en_us: back ? `‹ Back to ${label.en_us}` : `${label.en_us} ›`,
    };
    return click === null ? [] : [button(words, { type: "text", size: "tiny" }, click, options.locale)];
  });
  return flow(buttons);
}

/** Side by side, onto the next line where the screen ends. */
function flow(buttons: readonly Button[]): readonly ColumnSet[] {
  if (buttons.length === 0) return [];
  const columns = buttons.map((each) => ({ tag: "column", width: "auto", elements: [each] }) as const);
  return [{ tag: "column_set", flex_mode: "flow", horizontal_spacing: "8px", columns }];
}

function actionButton(action: Action, options: RenderOptions): Button | null {
  if (action.kind === "link") {
    const url = openable(action);
    if (url === null) return null;
    return button(
      action.label,
      { type: "default", size: "small" },
      { type: "open_url", default_url: url },
      options.locale,
    );
  }
  const click = callback(action.command, options);
  if (click === null) return null;
  return button(action.label, { type: action.primary ? "primary" : "default", size: "small" }, click, options.locale);
}

function openable({ url }: LinkAction): string | null {
  const safe = safeUrl(url);
  return safe === null || safe.length > lengths.url ? null : safe;
}

function addressAsText(action: Action, { locale }: RenderOptions): Element {
  const address = action.kind === "link" ? action.url : action.command;
  return markdown(lineMarkup([action.label, ": ", address]), locale);
}

/** Chinese sets a space between itself and Latin letters. */
function spaced(words: string): string {
  return /^[\w]/.test(words) ? ` ${words}` : words;
}
