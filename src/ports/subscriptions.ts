import type { Topic } from "../model/report.ts";
import type { ChatState, Subscription } from "../model/subscription.ts";

/** Who gets what, and which chats are not to be disturbed. */
export interface Subscriptions {
  all(): Promise<readonly Subscription[]>;
  put(subscription: Subscription, now: number): Promise<void>;
  remove(chatId: string, topic: Topic): Promise<boolean>;
  chats(): Promise<readonly ChatState[]>;
  mute(chatId: string, until: number | null): Promise<void>;
  /** False where it was disabled already; then it stays so from now on. */
  disable(chatId: string, reason: string, now: number): Promise<boolean>;
  enable(chatId: string): Promise<void>;
}
