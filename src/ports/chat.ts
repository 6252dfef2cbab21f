import type { Text } from "../model/text.ts";
import type { View } from "../view/view.ts";

/** A message that somebody wrote where the bot can read it. */
export interface IncomingMessage {
  readonly messageId: string;
  readonly chatId: string;
  /** A chat of one person with the bot. */
  readonly isPrivate: boolean;
  readonly threadId: string | null;
  readonly senderId: string;
  /** The sender belongs to another organisation than the bot. */
  readonly fromOtherTenant: boolean;
  /** False for other bots. They get no answer: two bots could talk to each other forever. */
  readonly fromUser: boolean;
  /** Without the mentions; null where the message has no words. */
  readonly text: string | null;
  /** Ids of the people and bots that are mentioned. */
  readonly mentioned: readonly string[];
}

/** A click on a card of ours, or on what somebody made to look like one. */
export interface IncomingClick {
  readonly messageId: string;
  readonly chatId: string;
  readonly operatorId: string;
  /** Who clicked belongs to another organisation than the bot. */
  readonly fromOtherTenant: boolean;
  readonly asked: ClickRequest;
}

/** A click on the bot's menu, which is in private chats only. */
export interface MenuClick {
  readonly personId: string;
  /** The command line that the operator gave the entry as its key. */
  readonly line: string;
  readonly fromOtherTenant: boolean;
}

export type ClickRequest =
  /** The command line on the button, with what the person chose; and where the card stands. */
  | { readonly kind: "command"; readonly command: string; readonly venue: Venue }
  /** The card comes from another version of this program. */
  | { readonly kind: "outdated" }
  /** A form in which something was left empty. */
  | { readonly kind: "incomplete" }
  | { readonly kind: "unsupported" };

/** What the person who clicked sees at once. */
export type ClickReply =
  | { readonly kind: "nothing" }
  /** The clicked card becomes this. */
  | { readonly kind: "view"; readonly view: View; readonly venue: Venue }
  /** A short note; the card stays as it is. */
  | { readonly kind: "note"; readonly tone: "info" | "warn"; readonly text: Text };

/** Where a card stands: in a group's stream, in a chat of one person with the bot, or in a thread. */
export type Venue = "group" | "private" | "thread";

/**
 * The chats of a platform. It renders Views in its own way, and falls back to plain text where it must. Calls are retried
 * where that helps. They fail with an UnreachableError or a RefusedError.
 */
export interface Chat {
  /** The bot's own id. */
  botId(): Promise<string>;
  /** Two calls with the same `uuid` (at most 50 characters) within an hour send one message. Resolves to its id. */
  reply(to: ReplyTarget, view: View, how: ReplyOptions): Promise<string>;
  /** Sends to a chat or to a person. Repeating a `uuid` within an hour sends nothing more. Resolves to the message's id. */
  send(chatId: string, view: View, uuid: string): Promise<string>;
  /** Replaces a card that the bot sent, in a group by default. */
  update(messageId: string, view: View, venue?: Venue): Promise<void>;
  /** Every group the bot is in, oldest first. Each call counts against the platform's quota. */
  groups(): Promise<readonly ChatGroup[]>;
  /** The person who owns a group; empty for a private chat. */
  owner(chatId: string): Promise<string>;
  /** The people in a group that the bot is in. */
  members(chatId: string): Promise<readonly string[]>;
  /** Shows that work is under way. Resolves to a function that removes the mark. */
  markWorking(messageId: string): Promise<() => Promise<void>>;
}

/** A custom robot of one group. It only sends, and does not recognise a message it has sent before. */
export interface Robot {
  post(view: View): Promise<void>;
}

export interface ChatGroup {
  readonly chatId: string;
  readonly name: string;
}

export interface ReplyTarget {
  readonly messageId: string;
  readonly chatId: string;
}

interface ReplyOptions {
  readonly venue: Venue;
  readonly uuid: string;
}
