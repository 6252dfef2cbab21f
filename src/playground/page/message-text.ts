import type { Message } from "../wire.ts";
import { objectsOf, parseObject, stringOf } from "./card/json.ts";
import { safeLink } from "./card/link.ts";
import { el } from "./dom.ts";

/** The text of a text or post message, with mentions marked. */
export function messageText(message: Message): HTMLElement {
  const content = parseObject(message.content);
  if (message.type === "post") return post(content.content, message);
  return el("div", { class: "bubble" }, ...withMentions(stringOf(content.text), message));
}

function post(lines: unknown, message: Message): HTMLElement {
  const paragraphs = (Array.isArray(lines) ? lines : []).map((line) =>
    el("p", {}, ...objectsOf(line).flatMap((part) => postPart(part, message))),
  );
  return el("div", { class: "bubble" }, ...paragraphs);
}

function postPart(part: Readonly<Record<string, unknown>>, message: Message): readonly (Node | string)[] {
  const text = stringOf(part.text);
  if (part.tag === "at") return withMentions(stringOf(part.user_id), message);
  if (part.tag === "a") {
    const link = safeLink(part.href);
    link.textContent = text;
    return [link];
  }
  return [text];
}

function withMentions(text: string, { mentions }: Message): readonly (Node | string)[] {
  return text.split(/(@_user_\d+)/).map((part) => {
    const mention = mentions.find(({ key }) => key === part);
    return mention ? el("span", { class: "mention" }, `@${mention.name}`) : part;
  });
}
