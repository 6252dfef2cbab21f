import { el } from "../dom.ts";
import MarkdownIt, { type Token } from "../vendor/markdown-it.mjs";
import type { CardContext } from "./context.ts";
import { withEmoji } from "./emoji.ts";
import { tagElement } from "./tag-elements.ts";
import { readTag } from "./tags.ts";
import { safeLink } from "./untrusted.ts";

/** CommonMark without HTML, with tables and Feishu's tags. */
const full = new MarkdownIt("default", { html: false, breaks: true, linkify: true });
full.inline.ruler.before("autolink", "feishu_tag", readTag);

/** The syntax of `lark_md`: emphasis, links, Feishu's tags. */
const subset = new MarkdownIt("zero", { html: false, breaks: true, linkify: true });
subset.inline.ruler.before("text", "feishu_tag", readTag);
subset.enable(["newline", "emphasis", "strikethrough", "link", "entity", "linkify"]);

export function markdown(text: string, context: CardContext): DocumentFragment {
  return build(full.parse(text, {}), context);
}

export function larkMarkdown(text: string, context: CardContext): DocumentFragment {
  return build(subset.parse(text, {}), context);
}

/** Builds elements from tokens, never HTML strings. Unmatched closing tags are dropped; open tags end with their block. */
function build(tokens: readonly Token[], context: CardContext): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const open: { readonly tag: string; readonly node: Node }[] = [];
  const append = (node: Node) => (open.at(-1)?.node ?? fragment).appendChild(node);
  for (const token of tokens) {
    if (token.hidden) continue;
    if (opens(token)) {
      const node = opened(token, context);
      append(node);
      open.push({ tag: token.tag, node });
    } else if (closes(token)) {
      const at = open.findLastIndex(({ tag }) => tag === token.tag);
      if (at >= 0) open.length = at;
    } else append(token.type === "inline" ? build(token.children ?? [], context) : leaf(token));
  }
  return fragment;
}

const opens = ({ nesting, type }: Token) => nesting === 1 || /^feishu_\w+_open$/.test(type);
const closes = ({ nesting, type }: Token) => nesting === -1 || /^feishu_\w+_close$/.test(type);

function opened(token: Token, context: CardContext): HTMLElement {
  const attributes = new Map((token.attrs ?? []).map(([name, value]) => [name, String(value)] as const));
  if (token.type.startsWith("feishu_")) return tagElement(token.tag, attributes, context);
  if (token.type === "link_open") return safeLink(attributes.get("href"));
  const element = document.createElement(token.tag);
  const [, align] = /text-align:(\w+)/.exec(attributes.get("style") ?? "") ?? [];
  if (align) element.classList.add(`align-${align}`);
  if (token.type === "table_open") element.classList.add("markdown-table");
  if (attributes.has("start")) element.setAttribute("start", attributes.get("start") ?? "1");
  return element;
}

function leaf(token: Token): Node {
  switch (token.type) {
    case "text":
      return document.createTextNode(withEmoji(token.content));
    case "code_inline":
      return el("code", {}, token.content);
    case "fence":
    case "code_block":
      return el("pre", { tabindex: 0 }, el("code", { "data-language": token.info || null }, token.content));
    case "softbreak":
    case "hardbreak":
    case "feishu_br":
      return el("br");
    case "hr":
    case "feishu_hr":
      return el("hr");
    case "image":
      return el("span", { class: "image-placeholder", role: "img" }, token.content);
    default:
      return document.createTextNode(token.content);
  }
}
