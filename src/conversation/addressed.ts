import type { IncomingMessage } from "../ports/chat.ts";

/**
 * The command line of a message that is meant for the bot, without the leading `/ci`; undefined for any other message.
 * A group message is for us when it mentions us or begins with `/ci`; everything in a private chat is.
 */
export function commandIn(message: IncomingMessage, botId: string | undefined): string | undefined {
  const { text, fromUser, isPrivate, mentioned } = message;
  if (!fromUser || text === null) return undefined;
  const called = /^[/／]ci(?:\s+|$)(.*)$/is.exec(text.trim());
  if (called) return called[1]?.trim() ?? "";
  const addressed = isPrivate || (botId !== undefined && mentioned.includes(botId));
  return addressed ? text.trim() : undefined;
}
