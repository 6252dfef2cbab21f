import type { Message } from "../wire.ts";
import { objectOf, objectsOf, parseObject, stringOf } from "./card/json.ts";
import { type PageLocale, word } from "./locale.ts";

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
