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
  /** A custom robot, known by its webhook only. */
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
  /** The message a reply hangs on, and the one it answers. */
  readonly rootId: string | null;
  readonly parentId: string | null;
  /** Of the thread it is said in, or that hangs on it. */
  readonly threadId: string | null;
  /** Said inside the thread, not in the chat's stream. */
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
  /** A click on it waits for the service's answer; updates are refused meanwhile. */
  readonly clicking: boolean;
  readonly reactions: readonly Reaction[];
}

/** What a page or a test that looks on is told. */
export type Change =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "chat"; readonly chat: StandInChat };
