import pTimeout from "p-timeout";
import type { Asker } from "../commands/kit/command.ts";
import { SECOND } from "../model/window.ts";
import type { ClickReply, IncomingClick, IncomingMessage, Venue } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { commandIn } from "./addressed.ts";
import { type ClickParts, createClicks } from "./clicks.ts";
import { markLater } from "./working-mark.ts";

/** Messages and clicks in, answers out, each once. */
export interface Conversation {
  /** Resolves when the message is accepted; its answer comes later. */
  onMessage(eventId: string, message: IncomingMessage): Promise<void>;
  /** Resolves within the platform's three seconds. */
  onClick(eventId: string, click: IncomingClick): Promise<ClickReply>;
  /** The bot was added to a chat: if it was closed before, it is open again. */
  onJoined(chatId: string): Promise<void>;
  onChatChanged(chatId: string): void;
}

export interface ConversationParts extends ClickParts {
  readonly clock: Clock;
  readonly reopen: (chatId: string) => Promise<void>;
  /** The names of chats, and which there are, may be others than before. */
  readonly lookAgain: () => void;
}

const BOT_ID_WITHIN_MS = 1 * SECOND;

export function createConversation(parts: ConversationParts): Conversation {
  const { background, claims } = parts;
  return {
    async onMessage(eventId, message) {
      const line = commandIn(message, message.isPrivate ? undefined : await botId(parts));
      if (line === undefined) return;
      // The platform says to recognise repeats by the message, not by the event alone.
      const key = `message:${message.messageId}`;
      if (!(await claims.claim(`event:${eventId}`)) || !(await claims.claim(key))) return;
      background.run(
        key,
        answerMessage(line, message, parts).then(() => claims.done(key)),
      );
    },

    onClick: createClicks(parts),

    async onJoined(chatId) {
      parts.lookAgain();
      await parts.reopen(chatId);
      parts.log.info({ chat: chatId }, "added to a chat");
    },

    onChatChanged: () => parts.lookAgain(),
  };
}

async function answerMessage(line: string, message: IncomingMessage, parts: ConversationParts): Promise<void> {
  const { answerer, chat, clock, log } = parts;
  const began = clock.now();
  const unmark = markLater(chat, message.messageId, log);
  const view = await answerer.answer(line, askerOf(message));
  await chat.reply(message, view, { venue: venueOf(message), uuid: `a-${message.messageId}` });
  log.info({ line, chat: message.chatId, ms: clock.now() - began }, "answered");
  await unmark();
}

function askerOf({ chatId, senderId: userId, fromOtherTenant }: IncomingMessage): Asker {
  return { chatId, userId, fromOtherTenant };
}

function venueOf({ threadId, isPrivate }: IncomingMessage): Venue {
  if (threadId !== null) return "thread";
  return isPrivate ? "private" : "group";
}

/** Undefined while Feishu does not tell it: then only `/ci` calls the bot in a group. */
async function botId({ chat, log }: ConversationParts): Promise<string | undefined> {
  try {
    return await pTimeout(chat.botId(), { milliseconds: BOT_ID_WITHIN_MS });
  } catch (fault) {
    log.warn({ err: fault }, "the bot's own id is unknown, so mentions cannot be recognised");
    return undefined;
  }
}
