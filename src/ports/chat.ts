/** A message that somebody wrote where the bot can read it. */
export interface IncomingMessage {
  readonly messageId: string;
  readonly chatId: string;
  /** A chat of one person with the bot. */
  readonly isPrivate: boolean;
  readonly threadId: string | null;
  readonly senderId: string;
  /** False for other bots, which are not answered: two bots could talk for ever. */
  readonly fromUser: boolean;
  /** Without the mentions; null where the message has no words. */
  readonly text: string | null;
  /** Who is mentioned, by open_id. */
  readonly mentioned: readonly string[];
}

/** A click on a card of ours, or on what somebody made to look like one. */
export interface IncomingClick {
  readonly messageId: string;
  readonly chatId: string;
  readonly operatorId: string;
  readonly value: unknown;
  readonly option: string | null;
  readonly form: Readonly<Record<string, unknown>>;
}

/** A card, and what to send where the platform refuses it. */
export interface CardMessage {
  readonly card: object;
  readonly text: string;
}

/** Chats of the platform. Calls are tried again where that helps; they fail with an UnreachableError or a RefusedError. */
export interface Chat {
  /** The bot's own open_id. */
  botId(): Promise<string>;
  /** Two calls with one `uuid` (at most 50 characters) within an hour send one message. Resolves to its id. */
  reply(
    to: { readonly messageId: string; readonly chatId: string },
    message: CardMessage,
    how: ReplyOptions,
  ): Promise<string>;
  /** To a chat, or to a person by open_id. */
  send(chatId: string, message: CardMessage, uuid: string): Promise<string>;
  update(messageId: string, message: CardMessage): Promise<void>;
  /** Every group the bot is in, oldest first. */
  groups(): Promise<readonly Group[]>;
  /** Shows that work is under way; resolves to what takes the mark away again. */
  markWorking(messageId: string): Promise<() => Promise<void>>;
}

/** A custom robot of one group: it only speaks, and does not know what it said already. */
export interface Robot {
  post(message: CardMessage): Promise<void>;
}

export interface Group {
  readonly chatId: string;
  readonly name: string;
}

export interface ReplyOptions {
  readonly inThread: boolean;
  readonly uuid: string;
}
