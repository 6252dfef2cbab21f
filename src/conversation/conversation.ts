import pTimeout from "p-timeout";
import type { Asker } from "../commands/kit/command.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Chat, ClickReply, IncomingClick, IncomingMessage, MenuClick, Venue } from "../ports/chat.ts";
import { signals } from "../ports/signals.ts";
import { messageKey, traced } from "../ports/trace.ts";
import type { View } from "../view/view.ts";
import { commandIn } from "./addressed.ts";
import { createDoor } from "./admission.ts";
import type { Background } from "./background.ts";
import { createClicks } from "./clicks.ts";
import { createReplies, type ReplyParts } from "./replies.ts";
import { createWelcome } from "./welcome.ts";

/** Takes messages and clicks, and answers each once. */
export interface Conversation {
  /** Resolves when the message is accepted; its answer comes later. */
  onMessage(message: IncomingMessage): Promise<void>;
  /** Resolves within the platform's three seconds. */
  onClick(eventId: string, click: IncomingClick): Promise<ClickReply>;
  /** The bot was added to a chat. A chat that was closed is open again. */
  onJoined(chatId: string): Promise<void>;
  /** A person opened the private chat for the first time. */
  onFirstEntered(chatId: string): Promise<void>;
  /** Resolves when the click is accepted; its answer comes later. */
  onMenu(eventId: string, click: MenuClick): Promise<void>;
  onChatChanged(chatId: string): void;
  /** Answers questions whose process died. */
  takeUpAbandoned(): Promise<void>;
}

interface ConversationParts extends ReplyParts {
  readonly background: Background;
  readonly reopen: (chatId: string) => Promise<void>;
  /** Whether this is the first time today, in all replicas. */
  readonly isFirstToday: (key: string) => Promise<boolean>;
  /** Chats may have been added or renamed. */
  readonly lookAgain: () => void;
}

const BOT_ID_WITHIN_MS = 1 * SECOND;

export function createConversation(parts: ConversationParts): Conversation {
  const { background, inbox, clock, log } = parts;
  const door = createDoor(clock);
  const replies = createReplies(parts);

  const welcome = createWelcome(parts);
  const greet = (chatId: string) => background.run(`greeting ${chatId}`, welcome.greet(chatId));

  async function onWords(message: IncomingMessage): Promise<void> {
    const line = commandIn(message, message.isPrivate ? undefined : await botId(parts));
    if (line === undefined) return;
    const { messageId, chatId } = message;
    const asker: Asker = { chatId, userId: message.senderId, fromOtherTenant: message.fromOtherTenant };
    const venue = venueOf(message);
    const admission = door.admit(asker);
    if (admission.kind === "turned_away") {
      signals.question.send({ kind: "message", result: "turned_away" });
      log.warn({ chat: chatId, user: asker.userId }, "too many questions are waiting");
      const told = { venue, uuid: `b-${messageId}` };
      if (admission.tell)
        background.run(`turning away ${messageId}`, parts.chat.reply(message, busyView(admission.why), told));
      return;
    }
    const key = messageKey(messageId);
    const to = { messageId, chatId };
    const question = { line, asker, to, venue, changesCard: false, uuid: `a-${messageId}`, askedAtMs: clock.now() };
    const isOurs = await inbox.take(key, question);
    signals.question.send({ kind: "message", result: isOurs ? "taken" : "repeated" });
    if (!isOurs) return admission.leave();
    background.run(key, replies.answer(key, question).finally(admission.leave));
  }

  return {
    async onMessage(message) {
      const isWordless = message.isPrivate && message.fromUser && message.text === null;
      if (!isWordless) return onWords(message);
      background.run(`wordless ${message.messageId}`, welcome.answerWordless(message));
    },
    onClick: createClicks({ ...parts, door, replies }),
    async onJoined(chatId) {
      parts.lookAgain();
      await parts.reopen(chatId);
      log.info({ chat: chatId }, "added to a chat");
      greet(chatId);
    },
    async onFirstEntered(chatId) {
      greet(chatId);
    },
    async onMenu(eventId, click) {
      background.run(`menu ${eventId}`, welcome.answerMenu(eventId, click));
    },
    onChatChanged: () => parts.lookAgain(),
    async takeUpAbandoned() {
      for (const abandoned of await inbox.takeAbandoned())
        background.run(
          abandoned.key,
          traced(abandoned.key, () => replies.answerAbandoned(abandoned)),
        );
    },
  };
}

function venueOf({ threadId, isPrivate }: IncomingMessage): Venue {
  if (threadId !== null) return "thread";
  return isPrivate ? "private" : "group";
}

/** Undefined while Feishu does not return it: then only `/ci` addresses the bot in a group. */
async function botId({ chat, log }: { chat: Chat; log: ReplyParts["log"] }): Promise<string | undefined> {
  try {
    return await pTimeout(chat.botId(), { milliseconds: BOT_ID_WITHIN_MS });
  } catch (fault) {
    log.warn({ err: fault }, "the bot's own id is unknown, so mentions cannot be recognised");
    return undefined;
  }
}

function busyView(why: Text): View {
  return {
    title: say("One moment, please", "请稍等"),
    tone: "warn",
    trail: [],
    blocks: [{ kind: "lines", lines: [[why]] }],
    data: { error: "too_many_questions" },
  };
}
