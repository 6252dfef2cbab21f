import type { Message } from "../wire.ts";
import { objectOf, objectsOf, parseObject, safeLink, stringOf } from "./card/untrusted.ts";
import { el } from "./dom.ts";
import { type PageLocale, word } from "./locale.ts";

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

/** A message in one line, for the list of chats. */
export function preview(message: Message, locale: PageLocale): string {
  if (message.recalled) return word(locale, "recalled", { name: message.sender.name });
  const content = parseObject(message.content);
  if (message.type === "text") return named(message, stringOf(content.text));
  if (message.type === "post") return named(message, postText(content.content));
  const summary = objectOf(objectOf(content.config).summary);
  const title = objectOf(objectOf(content.header).title);
  return (
    [summary, title].map((text) => inLocale(text, locale)).find((text) => text !== "") ?? `[${word(locale, "card")}]`
  );
}

function inLocale(text: Readonly<Record<string, unknown>>, locale: PageLocale): string {
  return stringOf(objectOf(text.i18n_content)[locale], stringOf(text.content));
}

/** Replaces the placeholders of mentions by names. */
export function named({ mentions }: Message, text: string): string {
  return mentions.reduce((shown, { key, name }) => shown.replaceAll(key, `@${name}`), text);
}

function postText(lines: unknown): string {
  const parts = Array.isArray(lines) ? lines.flatMap(objectsOf) : [];
  return parts.map((part) => stringOf(part.text, stringOf(part.user_id))).join("");
}
