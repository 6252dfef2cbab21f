import { renderPlainText } from "../../cards/plain-text.ts";
import { renderCard } from "../../cards/render.ts";
import type { Locale } from "../model/text.ts";
import type { Venue } from "../ports/chat.ts";
import type { View } from "../view/view.ts";

/** A card, and its words for when Feishu refuses the card. */
export interface CardMessage {
  /** Card JSON 2.0. */
  readonly card: object;
  /** Asked for only when the card is refused. */
  text(): string;
}

/** A View for a chat of the app, where clicks come back. */
export function chatMessage(view: View, venue: Venue, locale: Locale): CardMessage {
  return { card: chatCard(view, venue, locale), text: () => renderPlainText(view, locale) };
}

export function chatCard(view: View, venue: Venue, locale: Locale): object {
  return renderCard(view, { locale, interactive: true, venue });
}

/** A View for a robot, where no click comes back. */
export function robotMessage(view: View, locale: Locale): CardMessage {
  return { card: renderCard(view, { locale, interactive: false }), text: () => renderPlainText(view, locale) };
}

/** Stands in for words that Feishu lets through in no form. A text message cannot follow the reader's language. */
export function withheldText(code: number): string {
  return [
    `飞书的内容规则拦截了这条消息（错误码 ${code}）。请联系飞书管理员。`,
    `Feishu's content rules blocked this message (code ${code}). Please ask your Feishu admin.`,
  ].join("\n");
}
