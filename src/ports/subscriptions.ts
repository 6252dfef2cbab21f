import type { Topic } from "../model/report.ts";
import type { ChatFilters, ChatState, Subscription } from "../model/subscription.ts";

/** Who gets what, and which chats are not to be disturbed. */
export interface Subscriptions {
  all(): Promise<readonly Subscription[]>;
  put(subscription: Subscription, now: number): Promise<void>;
  remove(chatId: string, topic: Topic): Promise<boolean>;
  chats(): Promise<readonly ChatState[]>;
  chat(chatId: string): Promise<ChatState | undefined>;
  /** @param by who mutes it, an open_id */
  mute(chatId: string, until: number | null, by: string): Promise<void>;
  setFilters(chatId: string, filters: ChatFilters): Promise<void>;
  /** False where it was disabled already; then it stays so from now on. */
  disable(chatId: string, reason: string, now: number): Promise<boolean>;
  enable(chatId: string): Promise<void>;
}
