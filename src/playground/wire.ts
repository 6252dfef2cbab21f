import type { Change, ClickAction, ClickOutcome, Message, StandInChat, StandInPerson } from "./stand-in/message.ts";

/** Messages between the chat page and the playground's router. */
export interface PageState {
  readonly me: StandInPerson;
  readonly bot: StandInPerson;
  readonly people: readonly StandInPerson[];
  /** In the order they were opened. */
  readonly chats: readonly StandInChat[];
  /** Oldest first. */
  readonly messages: readonly Message[];
}

export interface SayRequest {
  readonly text: string;
  /** The message whose thread it goes to. */
  readonly thread?: string;
}

export type { Change, ClickAction, ClickOutcome, Message, StandInChat, StandInPerson };
