import { reportKinds, type Topic } from "./report.ts";

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

/** What a chat in `report_chats` gets, and what a `subscribe` without options means. */
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

/** What every chat gets: its own subscriptions, and those of the configuration for topics it has said nothing about. */
export function allSubscriptions(
  configured: readonly string[],
  asked: readonly Subscription[],
): readonly Subscription[] {
  const given = configured.flatMap((chatId) => configuredTopics.map((topic) => plainSubscription(chatId, topic, null)));
  const isAsked = ({ chatId, topic }: Subscription) =>
    asked.some((each) => each.chatId === chatId && each.topic === topic);
  return [...given.filter((each) => !isAsked(each)), ...asked].filter(({ active }) => active);
}

/** What a chat gets unless it says otherwise when the configuration names it. */
const configuredTopics: readonly Topic[] = [...reportKinds, "issues"];

/** The subscription that a delivery goes back to; undefined where the chat has none for its topic. */
export function subscriptionOf(
  subscriptions: readonly Subscription[],
  { chatId, topic }: { readonly chatId: string; readonly topic: string },
): Subscription | undefined {
  return subscriptions.find((each) => each.chatId === chatId && each.topic === topic);
}

/** Filters that a chat has by default. */
export type ChatFilters = Pick<Subscription, "repo" | "branch" | "jobs">;

export const noFilters: ChatFilters = { repo: undefined, branch: undefined, jobs: [] };

/** What is known of a chat: whether the bot may send to it, and what it asks about. */
export interface ChatState {
  readonly chatId: string;
  /** Epoch milliseconds, or null. */
  readonly mutedUntil: number | null;
  /** Who muted it, an open_id; null where nobody did. */
  readonly mutedBy: string | null;
  /** What its questions are about unless they say otherwise. */
  readonly filters: ChatFilters;
  /** Since when nothing is sent there because the platform refused for good, epoch milliseconds. */
  readonly disabledAt: number | null;
  readonly reason: string | null;
}
