import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { parseActionValue } from "../../cards/action-value.ts";
import type { Asker } from "../commands/command.ts";
import { inLocale, type Locale, say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Chat, Clock, IncomingClick, IncomingMessage } from "../ports.ts";
import { commandIn } from "./addressed.ts";
import type { Answerer } from "./answerer.ts";
import type { Background } from "./background.ts";
import type { Claims } from "./claims.ts";
import { markLater } from "./working-mark.ts";

/** Messages and clicks in, cards out, each once. */
export interface Conversation {
  /** Resolves when the message is taken; its answer comes later. */
  onMessage(eventId: string, message: IncomingMessage): Promise<void>;
  /** Resolves, within the platform's three seconds, to what the platform is told. */
  onClick(eventId: string, click: IncomingClick): Promise<object>;
}

export interface ConversationParts {
  readonly chat: Chat;
  readonly answerer: Answerer;
  readonly claims: Claims;
  readonly background: Background;
  readonly clock: Clock;
  readonly locale: Locale;
  readonly log: Logger;
}

const BOT_ID_WITHIN_MS = 1 * SECOND;
/** A click is answered with the card itself when it is ready by then; the platform gives up after three seconds. */
const CLICK_WITHIN_MS = 2 * SECOND;

export function createConversation(parts: ConversationParts): Conversation {
  const { answerer, background, chat, claims, locale } = parts;

  async function answerInThread(command: string, click: IncomingClick, eventId: string): Promise<void> {
    const card = await answerer.answer(command, "own", askerOf(click));
    await chat.reply(click, card, { inThread: true, uuid: `c-${eventId}` });
  }

  async function changeInPlace(command: string, click: IncomingClick): Promise<object> {
    const answering = answerer.answer(command, "own", askerOf(click));
    const quick = await pTimeout(answering, { milliseconds: CLICK_WITHIN_MS, fallback: () => undefined });
    if (quick) return { card: { type: "raw", data: quick.card } };
    background.run(
      `click on ${click.messageId}`,
      answering.then((card) => chat.update(click.messageId, card)),
    );
    return toast("info", working, locale);
  }

  return {
    async onMessage(eventId, message) {
      const line = commandIn(message, message.isPrivate ? undefined : await botId(parts));
      if (line === undefined) return;
      // The platform asks to tell repeats apart by the message, not by the event alone.
      const key = `message:${message.messageId}`;
      if (!(await claims.claim(`event:${eventId}`)) || !(await claims.claim(key))) return;
      background.run(
        key,
        answerMessage(line, message, parts).then(() => claims.done(key)),
      );
    },

    async onClick(eventId, click) {
      const parsed = parseActionValue(click.value);
      if (parsed.kind === "outdated") return toast("warning", outdated, locale);
      if (parsed.kind === "unsupported") return toast("warning", unknownButton, locale);
      if (!(await claims.claim(`event:${eventId}`))) return {};
      if (parsed.inPlace) return changeInPlace(parsed.command, click);
      background.run(`click ${eventId}`, answerInThread(parsed.command, click, eventId));
      return toast("info", inThread, locale);
    },
  };
}

function askerOf({ chatId, operatorId }: IncomingClick): Asker {
  return { chatId, userId: operatorId };
}

async function answerMessage(line: string, message: IncomingMessage, parts: ConversationParts): Promise<void> {
  const { answerer, chat, clock, log } = parts;
  const began = clock.now();
  const unmark = markLater(chat, message.messageId, log);
  const threaded = message.threadId !== null;
  const card = await answerer.answer(line, message.isPrivate || threaded ? "own" : "shared", {
    chatId: message.chatId,
    userId: message.senderId,
  });
  await chat.reply(message, card, { inThread: threaded, uuid: `a-${message.messageId}` });
  log.info({ line, chat: message.chatId, ms: clock.now() - began }, "answered");
  await unmark();
}

/** Undefined while it cannot be had: then only `/ci` calls the bot in a group. */
async function botId({ chat, log }: ConversationParts): Promise<string | undefined> {
  try {
    return await pTimeout(chat.botId(), { milliseconds: BOT_ID_WITHIN_MS });
  } catch (fault) {
    log.warn({ err: fault }, "the bot's own id is not known, mentions cannot be recognised");
    return undefined;
  }
}

const outdated = say(
  "This card is from another version of me. Ask again for a fresh one.",
  "这张卡片来自其他版本，请重新查询。",
);
const unknownButton = say("I do not know this button.", "无法识别这个按钮。");
const inThread = say("The answer comes in this card's thread.", "结果会发送到这张卡片的话题中。");
const working = say("Working on it; the card will change by itself.", "正在查询，卡片稍后会自动更新。");

function toast(type: "info" | "warning", text: Text, locale: Locale): object {
  return { toast: { type, content: inLocale(text, locale), i18n: text } };
}
