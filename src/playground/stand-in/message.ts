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
  /** Everybody is in every group. The owner is the first person, unless it is said. */
  readonly ownerId: string | null;
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

/** What the client says about the element that was used, with Feishu's names. */
export interface ClickAction {
  readonly tag: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly form_value?: Readonly<Record<string, unknown>>;
  readonly input_value?: string;
  readonly option?: string;
  readonly options?: readonly string[];
  readonly checked?: boolean;
  readonly timezone?: string;
}

export interface Toast {
  readonly type: "info" | "success" | "error" | "warning";
  readonly content?: string;
  readonly i18n?: Readonly<Record<string, string>>;
}

/** What the person who clicked sees: `code` is 0, or Feishu's error code. */
export interface ClickOutcome {
  readonly code: number;
  readonly toast: Toast | null;
  readonly durationMs: number;
}
