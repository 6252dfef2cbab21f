import type { Topic } from "./report.ts";

/** When a report is worth sending. */
const occasions = ["always", "failed", "worse"] as const;
export type Occasion = (typeof occasions)[number];

/** Hours of the day in which a chat is not disturbed, `HH:MM` on the wall clock of the subscription's zone. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What a chat gets of one topic, and when. */
export interface Subscription {
  readonly chatId: string;
  readonly topic: Topic;
  /** False where a chat that would get reports by the configuration has said no. */
  readonly active: boolean;
  readonly repo: string | undefined;
  readonly branch: string | undefined;
  /** Job names; `*` stands for anything. Empty means every job. */
  readonly jobs: readonly string[];
  readonly occasion: Occasion;
  /** When the daily report is to come, `HH:MM`; null for the configured time. */
  readonly at: string | null;
  /** IANA zone; null for the site's. */
  readonly zone: string | null;
  readonly quiet: QuietHours | null;
  /** Who asked for it, an open_id; null where the configuration did. */
  readonly by: string | null;
}

/** What the configuration says of a chat in `report_chats`, and what a plain `subscribe` means. */
export function plainSubscription(chatId: string, topic: Topic, by: string | null): Subscription {
  return {
    chatId,
    topic,
    active: true,
    repo: undefined,
    branch: undefined,
    jobs: [],
    occasion: "always",
    at: null,
    zone: null,
    quiet: null,
    by,
  };
}

/** How a chat stands with us. */
export interface ChatState {
  readonly chatId: string;
  /** Epoch milliseconds, or null. */
  readonly mutedUntil: number | null;
  /** Since when nothing is sent there because the platform refused for good. */
  readonly disabledAt: number | null;
  readonly reason: string | null;
}
