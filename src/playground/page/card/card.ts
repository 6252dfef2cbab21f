import { el } from "../dom.ts";
import { word } from "../locale.ts";
import { boxed } from "./box.ts";
import { type CardContext, type CardReader, localized } from "./context.ts";
import { drawElements } from "./elements.ts";
import { textTag } from "./tag-elements.ts";
import { cardIcon, inlineText, words } from "./text.ts";
import { isObject, type Json, objectOf, objectsOf, stringOf } from "./untrusted.ts";

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

const templates = new Set(
  "blue wathet turquoise green yellow orange red carmine violet purple indigo grey default".split(" "),
);
const TAGS_SHOWN = 3;

function drawHeader(header: Json, context: CardContext): HTMLElement {
  const template = stringOf(header.template, "default");
  const known = templates.has(template) ? template : "default";
  const title = el("h3", { class: "card-title" }, inlineText(header.title, context));
  const tags = tagsOf(header, context)
    .slice(0, TAGS_SHOWN)
    .map((tag) => drawTag(tag, context));
  const subtitle = isObject(header.subtitle)
    ? el("p", { class: "card-subtitle" }, inlineText(header.subtitle, context))
    : null;
  return el(
    "header",
    { class: `card-header template-${known}` },
    cardIcon(header.icon),
    el("div", { class: "card-titles" }, el("div", { class: "card-title-line" }, title, ...tags), subtitle),
  );
}

function tagsOf(header: Json, { locale }: CardContext): readonly Json[] {
  const translated = objectOf(header.i18n_text_tag_list)[locale];
  return objectsOf(translated ?? header.text_tag_list);
}

function drawTag(tag: Json, context: CardContext): HTMLElement {
  return textTag(tag.color, localized(objectOf(tag.text), context));
}
