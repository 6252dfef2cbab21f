import { newId } from "./ids.ts";
import type { Change, Message, StandInChat, StandInPerson } from "./message.ts";

/** Older messages are deleted beyond this number. */
const MESSAGES_KEPT = 2000;

export type Tenant = ReturnType<typeof createTenant>;

/** A company on Feishu, in memory: people, chats, messages and listeners. */
export function createTenant(now: () => number) {
  const tenantKey = "standin736588c";
  const people: StandInPerson[] = [];
  const chats = new Map<string, StandInChat>();
  const messages = new Map<string, Message>();
  const listeners = new Set<(change: Change) => void>();

  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };

  function putMessage(message: Message): Message {
    messages.set(message.messageId, message);
    const [oldest] = messages.keys();
    if (messages.size > MESSAGES_KEPT && oldest !== undefined) messages.delete(oldest);
    tell({ kind: "message", message });
    return message;
  }

  function putChat(chat: StandInChat): StandInChat {
    chats.set(chat.chatId, chat);
    tell({ kind: "chat", chat });
    return chat;
  }

  function changeMessage(messageId: string, change: Partial<Message>): Message | undefined {
    const message = messages.get(messageId);
    return message && putMessage({ ...message, ...change });
  }

  return {
    tenantKey,
    people,
    chats,
    messages,
    now,
    putMessage,
    changeMessage,
    putChat,

    newcomer: (name: string): StandInPerson => ({ openId: newId("ou_"), unionId: newId("on_"), name }),

    addChat(chat: Pick<StandInChat, "name" | "type"> & Partial<StandInChat>): StandInChat {
      const ownerId = chat.type === "group" ? (people[0]?.openId ?? null) : null;
      return putChat({ chatId: newId("oc_"), createdAt: now(), openId: null, botIsMember: true, ownerId, ...chat });
    },

    /** The bot's private chat with a person, created at first use. */
    privateChatWith(person: StandInPerson, botName: string): StandInChat {
      const known = [...chats.values()].find((chat) => chat.openId === person.openId);
      return known ?? this.addChat({ name: botName, type: "p2p", openId: person.openId });
    },

    messagesIn: (chatId: string) => [...messages.values()].filter((message) => message.chatId === chatId),

    onChange(listener: (change: Change) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
