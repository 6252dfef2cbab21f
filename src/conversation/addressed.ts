import type { IncomingMessage } from "../ports/chat.ts";

/** No command is longer. Pasted text may be, and it is stored while it waits for its answer. */
const LONGEST_LINE = 4_000;

/**
 * The command line of a message that is meant for the bot, without the leading `/ci`; undefined for any other message.
 * A group message is for the bot if it mentions the bot or begins with `/ci`. In a private chat every message is.
 */
export function commandIn(message: IncomingMessage, botId: string | undefined): string | undefined {
  const { fromUser, isPrivate, mentioned } = message;
  if (!fromUser || message.text === null) return undefined;
  const text = message.text.trim().slice(0, LONGEST_LINE);
  const called = /^[/／]ci(?:\s+|$)(.*)$/is.exec(text);
  if (called) return called[1]?.trim() ?? "";
  const addressed = isPrivate || (botId !== undefined && mentioned.includes(botId));
  return addressed ? text : undefined;
}
