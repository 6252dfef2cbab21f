import type { Message } from "../wire.ts";
import { avatar } from "./avatar.ts";
import { parseObject, stringOf } from "./card/untrusted.ts";
import { el } from "./dom.ts";
import { word } from "./locale.ts";
import { type Model, repliesTo } from "./store.ts";

/** The sign is shown for this long; the style sheet hides it after the same time. */
const BELIEVED_MS = 20_000;

/** Dots while the bot has not answered the last message to it, else null. */
export function workingSign(messages: readonly Message[], model: Model): HTMLElement | null {
  const last = messages.at(-1);
  if (!last || !model.bot || !isForBot(last, model) || isAnswered(last, model)) return null;
  if (Date.now() - last.createdAt > BELIEVED_MS) return null;
  const label = word(model.preferences.locale, "working", { name: model.bot.name });
  return el(
    "li",
    { class: "message working", "data-testid": "working" },
    avatar({ kind: "bot", name: model.bot.name }),
    el("div", { class: "bubble dots", role: "img", "aria-label": label }, el("i"), el("i"), el("i")),
  );
}

/** An answer in the stream would follow the message, so only its thread is checked. */
function isAnswered({ messageId }: Message, model: Model): boolean {
  return repliesTo(model, messageId).some(({ sender }) => sender.kind === "bot");
}

function isForBot(message: Message, { bot, chats }: Model): boolean {
  if (message.sender.kind !== "person") return false;
  const isPrivate = chats.find(({ chatId }) => chatId === message.chatId)?.type === "p2p";
  const isMentioned = message.mentions.some(({ openId }) => openId === bot?.openId);
  return isPrivate || isMentioned || /^\/ci\b/.test(stringOf(parseObject(message.content).text).trim());
}
