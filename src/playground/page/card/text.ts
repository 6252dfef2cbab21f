import { el, styled } from "../dom.ts";
import { iconForToken } from "../icon.ts";
import { cssColor } from "./color.ts";
import { type CardContext, type DrawElement, localized } from "./context.ts";
import { larkMarkdown, markdown } from "./markdown.ts";
import { type Json, objectOf, objectsOf, stringOf } from "./untrusted.ts";

const textSizes = new Set(
  "heading-0 heading-1 heading-2 heading-3 heading-4 heading normal notation xxxx-large xxx-large xx-large x-large large medium small x-small".split(
    " ",
  ),
);

/** Draws a text object: `plain_text` as is, `lark_md` and `markdown` with their markup. */
export function inlineText(value: unknown, context: CardContext): Node {
  const node = objectOf(value);
  const content = localized(node, context);
  if (node.tag === "lark_md") return larkMarkdown(content, context);
  if (node.tag === "markdown") return markdown(content, context);
  return document.createTextNode(content);
}

/** A text object without its markup, for labels. */
export function words(value: unknown, context: CardContext): string {
  return inlineText(value, context).textContent ?? "";
}

export const drawMarkdown: DrawElement = (node, context) => {
  const text = el("div", { class: `markdown ${sizeClass(node)} ${alignClass(node.text_align)}` });
  text.append(markdown(localized(node, context), context));
  return withIcon(node, text);
};

export const drawDiv: DrawElement = (node, context) => {
  const block = el("div", { class: "div" });
  if (node.text !== undefined) block.append(withIcon(node, divText(objectOf(node.text), context)));
  const fields = objectsOf(node.fields);
  if (fields.length > 0)
    block.append(el("div", { class: "fields" }, ...fields.map((field) => drawField(field, context))));
  return block;
};

function drawField(field: Json, context: CardContext): HTMLElement {
  return el(
    "div",
    { class: field.is_short === true ? "field short" : "field" },
    divText(objectOf(field.text), context),
  );
}

function divText(node: Json, context: CardContext): HTMLElement {
  const text = el(
    "div",
    { class: `plain ${sizeClass(node)} ${alignClass(node.text_align)}` },
    inlineText(node, context),
  );
  const lines = Number(node.lines);
  if (lines > 0) {
    text.classList.add("clamped");
    styled(text, { "-webkit-line-clamp": String(lines) });
  }
  return node.tag === "plain_text" ? styled(text, { color: cssColor(node.text_color) }) : text;
}

/** Puts the element's icon, if any, before a text. */
function withIcon(node: Json, text: HTMLElement): HTMLElement {
  const drawn = cardIcon(node.icon);
  return drawn ? el("div", { class: "with-icon" }, drawn, text) : text;
}

export function cardIcon(value: unknown): HTMLElement | null {
  const node = objectOf(value);
  const drawn = iconForToken(node.token);
  return drawn && styled(el("span", { class: "card-icon" }, drawn), { color: cssColor(node.color) });
}

function sizeClass(node: Json): string {
  const size = stringOf(node.text_size, "normal");
  return `size-${textSizes.has(size) ? size : "normal"}`;
}

function alignClass(align: unknown): string {
  return align === "center" || align === "right" ? `align-${align}` : "";
}
