export interface StandInPerson {
  readonly openId: string;
  readonly unionId: string;
  readonly name: string;
}

export interface StandInChat {
  readonly chatId: string;
  readonly name: string;
  readonly type: "group" | "p2p";
  readonly createdAt: number;
  /** Who the private chat is with. */
  readonly openId: string | null;
  readonly botIsMember: boolean;
}

export type StandInSender =
  | { readonly kind: "person"; readonly openId: string; readonly name: string }
  | { readonly kind: "bot"; readonly openId: string; readonly name: string }
  /** A custom robot, which has only its webhook. */
  | { readonly kind: "robot"; readonly openId: string; readonly name: string };

export interface Mention {
  /** The placeholder in the text, `@_user_1`. */
  readonly key: string;
  readonly openId: string;
  readonly name: string;
  readonly kind: "user" | "bot";
}

interface Reaction {
  readonly reactionId: string;
  readonly emoji: string;
  readonly openId: string;
  readonly name: string;
}

export interface Message {
  readonly messageId: string;
  readonly chatId: string;
  /** The root message of a reply's thread, and the message that it answers. */
  readonly rootId: string | null;
  readonly parentId: string | null;
  /** Id of the thread that the message is in or starts. */
  readonly threadId: string | null;
  /** Whether the message is in a thread, not in the chat's stream. */
  readonly inThread: boolean;
  readonly type: string;
  /** A JSON string, as on the wire. */
  readonly content: string;
  readonly sender: StandInSender;
  readonly mentions: readonly Mention[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updated: boolean;
  readonly recalled: boolean;
  /** Whether a click on it waits for the service's answer; meanwhile updates are refused. */
  readonly clicking: boolean;
  readonly reactions: readonly Reaction[];
}

/** A change that pages and tests are notified of. */
export type Change =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "chat"; readonly chat: StandInChat };
