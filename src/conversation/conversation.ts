import pTimeout from "p-timeout";
import { SECOND } from "../model/window.ts";
import type { IncomingClick, IncomingMessage } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { commandIn } from "./addressed.ts";
import { type ClickParts, createClicks } from "./clicks.ts";
import { markLater } from "./working-mark.ts";

/** Messages and clicks in, cards out, each once. */
export interface Conversation {
  /** Resolves when the message is taken; its answer comes later. */
  onMessage(eventId: string, message: IncomingMessage): Promise<void>;
  /** Resolves, within the platform's three seconds, to what the platform is told. */
  onClick(eventId: string, click: IncomingClick): Promise<object>;
  /** Whoever removed the bot brought it back: what was closed to it is open. */
  onJoined(chatId: string): Promise<void>;
}

export interface ConversationParts extends ClickParts {
  readonly clock: Clock;
  readonly reopen: (chatId: string) => Promise<void>;
}

const BOT_ID_WITHIN_MS = 1 * SECOND;

export function createConversation(parts: ConversationParts): Conversation {
  const { background, claims } = parts;
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

    onClick: createClicks(parts),

    async onJoined(chatId) {
      await parts.reopen(chatId);
      parts.log.info({ chat: chatId }, "added to a chat");
    },
  };
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
