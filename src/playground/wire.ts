import type { ClickAction, ClickOutcome } from "./stand-in/click-action.ts";
import type { Change, Chat, Message, Person } from "./stand-in/message.ts";

/** What the chat page and the playground's router say to each other. */
export interface PageState {
  readonly me: Person;
  readonly bot: Person;
  readonly people: readonly Person[];
  /** In the order they were opened. */
  readonly chats: readonly Chat[];
  /** Oldest first. */
  readonly messages: readonly Message[];
}

export interface SayRequest {
  readonly text: string;
  /** The message whose thread it goes to. */
  readonly thread?: string;
}

export type { Change, Chat, ClickAction, ClickOutcome, Message, Person };
