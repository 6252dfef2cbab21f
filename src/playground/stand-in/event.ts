import { newToken } from "./ids.ts";
import type { Message, StandInChat, StandInPerson } from "./message.ts";

export interface EventSource {
  readonly appId: string;
  readonly verificationToken: string;
  readonly tenantKey: string;
}

/** The envelope of version 2 events. Times are milliseconds for messages and microseconds for card clicks. */
export function envelope(source: EventSource, eventType: string, event: object, createTime: string) {
  const eventId = newToken();
  const header = {
    event_id: eventId,
    event_type: eventType,
    create_time: createTime,
    token: source.verificationToken,
    app_id: source.appId,
    tenant_key: source.tenantKey,
  };
  return { eventId, payload: { schema: "2.0", header, event } };
}

export function userIds(person: Pick<StandInPerson, "openId" | "unionId">) {
  return { union_id: person.unionId, user_id: null, open_id: person.openId };
}

/** The body of `im.message.receive_v1`. */
export function messageReceived(
  message: Message,
  { chat, sender, tenantKey }: { chat: StandInChat; sender: StandInPerson; tenantKey: string },
) {
  const threading = {
    ...(message.rootId && { root_id: message.rootId }),
    ...(message.parentId && { parent_id: message.parentId }),
    ...(message.threadId && { thread_id: message.threadId }),
  };
  const mentions = message.mentions.map(({ key, openId, name, kind }) => ({
    key,
    id: { union_id: "", user_id: null, open_id: openId },
    mentioned_type: kind,
    name,
    tenant_key: tenantKey,
  }));
  return {
    sender: { sender_id: userIds(sender), sender_type: "user", tenant_key: tenantKey },
    message: {
      message_id: message.messageId,
      ...threading,
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: message.chatId,
      chat_type: chat.type,
      message_type: message.type,
      content: message.content,
      ...(mentions.length > 0 && { mentions }),
    },
  };
}
