import { el } from "../dom.ts";
import { type CardContext, localized } from "./context.ts";
import { isObject, type Json, objectOf, objectsOf, stringOf } from "./json.ts";
import { textTag } from "./tag-elements.ts";
import { cardIcon, inlineText } from "./text.ts";

const templates = new Set(
  "blue wathet turquoise green yellow orange red carmine violet purple indigo grey default".split(" "),
);
const TAGS_SHOWN = 3;

export function drawHeader(header: Json, context: CardContext): HTMLElement {
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
