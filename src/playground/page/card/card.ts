import { el } from "../dom.ts";
import { word } from "../locale.ts";
import { boxed } from "./box.ts";
import type { CardContext, CardReader } from "./context.ts";
import { drawElements } from "./elements.ts";
import { drawHeader } from "./header.ts";
import { isObject, type Json, objectOf, stringOf } from "./json.ts";
import { words } from "./text.ts";

export type { CardReader };

const widthModes: Readonly<Record<string, string>> = { compact: "compact", fill: "fill" };

/** Draws a card of schema 2.0 like Feishu's client. */
export function drawCard(card: Json, reader: CardReader): HTMLElement {
  const context: CardContext = { ...reader, draw: drawElements, form: null };
  const header = isObject(card.header) ? card.header : null;
  const title = header ? words(header.title, context) : word(context.locale, "card");
  const width = widthModes[stringOf(objectOf(card.config).width_mode)] ?? "standard";
  const article = el("article", { class: `card width-${width}`, "aria-label": title, tabindex: -1 });
  if (header) article.append(drawHeader(header, context));
  if (card.schema !== "2.0") {
    article.append(el("p", { class: "unsupported" }, word(context.locale, "updateClient")));
    return article;
  }
  const body = objectOf(card.body);
  article.append(boxed(el("div", { class: "card-body stack" }, ...drawElements(body.elements, context)), body));
  return article;
}
