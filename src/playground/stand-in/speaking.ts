import type { EventDeliveries, EventDelivery } from "./deliveries.ts";
import { type EventSource, envelope, messageReceived } from "./event.ts";
import type { Message, StandInChat, StandInPerson } from "./message.ts";
import type { Platform } from "./platform.ts";
import { put, threadOf } from "./posting.ts";
import { typedText } from "./typed-text.ts";

export interface SayOptions {
  /** Adds `@bot ` in front. */
  readonly mentionBot?: boolean;
  readonly as?: "text" | "post";
  readonly user?: StandInPerson;
  /** The message it answers. */
  readonly replyTo?: string;
  readonly inThread?: boolean;
}

export interface Said {
  readonly message: Message;
  /** Settles when the service accepted the event or the last attempt failed; null if the bot gets no event. */
  readonly delivered: Promise<EventDelivery | null>;
}

interface Speech {
  readonly chat: StandInChat;
  readonly text: string;
  readonly user: StandInPerson;
  readonly options: SayOptions;
}

interface Surroundings {
  readonly platform: Platform;
  readonly source: EventSource;
  readonly deliveries: EventDeliveries;
  /** Which group messages the app may read, as its scopes decide. */
  readonly groupMessages: "all" | "mentions";
}

/** A person posts in a chat, and the bot gets an event if it may read the message. */
export function speak(
  { chat, text, user, options }: Speech,
  { platform, source, deliveries, groupMessages }: Surroundings,
): Said {
  const { tenant, bot } = platform;
  const listeners = [
    { openId: bot.openId, name: bot.name, kind: "bot" as const },
    ...tenant.people.map(({ openId, name }) => ({ openId, name, kind: "user" as const })),
  ];
  const typed = typedText(options.mentionBot ? `@${bot.name} ${text}` : text, options.as ?? "text", listeners);
  const parent = options.replyTo === undefined ? undefined : tenant.messages.get(options.replyTo);
  const message = put(tenant, {
    chatId: chat.chatId,
    sender: { kind: "person", openId: user.openId, name: user.name },
    ...typed,
    ...(parent && threadOf(parent, options.inThread ?? false)),
  });
  const heard =
    chat.type === "p2p" || groupMessages === "all" || typed.mentions.some(({ openId }) => openId === bot.openId);
  if (!chat.botIsMember || !heard) return { message, delivered: Promise.resolve(null) };
  const event = messageReceived(message, { chat, sender: user, tenantKey: tenant.tenantKey });
  const { eventId, payload } = envelope(source, "im.message.receive_v1", event, String(tenant.now()));
  return { message, delivered: deliveries.deliver(eventId, payload) };
}
