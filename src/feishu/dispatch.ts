import type { Logger } from "pino";
import type { Locale } from "../model/text.ts";
import type { ClickReply, IncomingClick, IncomingMessage, MenuClick } from "../ports/chat.ts";
import { signals } from "../ports/signals.ts";
import { clickKey, messageKey, traced } from "../ports/trace.ts";
import { clickResponse } from "./click-response.ts";
import type { FeishuEvent } from "./event.ts";

/** Who handles events, whichever way they arrive. */
export interface EventHandlers {
  /** Resolves as soon as the message is accepted; the work goes on after that. */
  onMessage(message: IncomingMessage): Promise<void>;
  /** Resolves within three seconds. */
  onClick(eventId: string, click: IncomingClick): Promise<ClickReply>;
  /** The bot was added to a chat. The event comes again if this fails. */
  onJoined(chatId: string): Promise<void>;
  /** Resolves as soon as the click is accepted. */
  onMenu(eventId: string, click: MenuClick): Promise<void>;
  /** A person opened the private chat for the first time. */
  onFirstEntered(chatId: string): Promise<void>;
  /** A group's name or settings changed. */
  onChatChanged(chatId: string): void;
}

/**
 * Passes an event to its handler and returns the JSON that answers it. What is logged meanwhile, and later for the same
 * event, carries its id.
 * @param locale the language for readers whose client has neither Chinese nor English
 */
export async function dispatch(
  event: FeishuEvent,
  handlers: EventHandlers,
  locale: Locale,
  log: Logger,
): Promise<object> {
  try {
    const answer = await traced(idOf(event), () => handle(event, handlers, locale, log));
    signals.event.send({ kind: event.kind, result: "accepted" });
    return answer;
  } catch (fault) {
    signals.event.send({ kind: event.kind, result: "failed" });
    throw fault;
  }
}

/** What the inbox knows it by. */
function idOf(event: FeishuEvent): string {
  if (event.kind === "message") return messageKey(event.message.messageId);
  return event.kind === "click" ? clickKey(event.id) : event.kind;
}

async function handle(event: FeishuEvent, handlers: EventHandlers, locale: Locale, log: Logger): Promise<object> {
  switch (event.kind) {
    case "challenge":
      return { challenge: event.challenge };
    case "message":
      await handlers.onMessage(event.message);
      return {};
    case "click":
      return clickResponse(await handlers.onClick(event.id, event.click), locale);
    case "menu":
      await handlers.onMenu(event.id, event.click);
      return {};
    case "entered":
      if (event.isFirst) await handlers.onFirstEntered(event.chatId);
      return {};
    case "joined":
      await handlers.onJoined(event.chatId);
      return {};
    case "chat_changed":
      handlers.onChatChanged(event.chatId);
      return {};
    case "unsupported":
      log.debug({ type: event.type }, "event is not for us");
      return {};
  }
}
