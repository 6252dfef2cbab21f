import type { Change, Message, PageState, StandInChat, StandInPerson } from "../wire.ts";
import { loadPreferences, type Preferences, savePreferences } from "./preferences.ts";

const MESSAGES_KEPT = 1000;

export interface Model {
  readonly preferences: Preferences;
  readonly connected: boolean;
  readonly me: StandInPerson | null;
  readonly bot: StandInPerson | null;
  readonly people: readonly StandInPerson[];
  readonly chats: readonly StandInChat[];
  readonly messages: ReadonlyMap<string, Message>;
  readonly openChatId: string | null;
  /** The message whose thread is shown beside the chat. */
  readonly openThread: string | null;
  /** On a narrow page: whether the list of chats is shown rather than a chat. */
  readonly showsList: boolean;
  /** Number of unread messages by chat id. */
  readonly unread: ReadonlyMap<string, number>;
}

export type Store = ReturnType<typeof createStore>;

/** The page's state. Listeners run once for all changes in a microtask. */
export function createStore() {
  let model: Model = {
    preferences: loadPreferences(),
    connected: false,
    me: null,
    bot: null,
    people: [],
    chats: [],
    messages: new Map(),
    openChatId: null,
    openThread: null,
    showsList: false,
    unread: new Map(),
  };
  const listeners: (() => void)[] = [];
  let scheduled = false;

  function update(change: Partial<Model>): void {
    model = { ...model, ...change };
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      for (const listener of listeners) listener();
    });
  }

  return {
    get: () => model,
    update,
    subscribe: (listener: () => void) => void listeners.push(listener),

    replace({ me, bot, people, chats, messages }: PageState): void {
      const openChatId = model.openChatId ?? chats[0]?.chatId ?? null;
      update({ me, bot, people, chats, openChatId, messages: new Map(messages.map((one) => [one.messageId, one])) });
    },

    apply(change: Change): void {
      if (change.kind === "chat") {
        const others = model.chats.filter(({ chatId }) => chatId !== change.chat.chatId);
        const known = others.length < model.chats.length;
        const replaced = model.chats.map((chat) => (chat.chatId === change.chat.chatId ? change.chat : chat));
        update({ chats: known ? replaced : [...others, change.chat] });
        return;
      }
      const { message } = change;
      const messages = new Map(model.messages).set(message.messageId, message);
      const [oldest] = messages.keys();
      if (messages.size > MESSAGES_KEPT && oldest !== undefined) messages.delete(oldest);
      update({ messages, unread: unreadAfter(model, message) });
    },

    openChat(chatId: string): void {
      const unread = new Map(model.unread);
      unread.delete(chatId);
      update({ openChatId: chatId, openThread: null, showsList: false, unread });
    },

    prefer(change: Partial<Preferences>): void {
      const preferences = { ...model.preferences, ...change };
      savePreferences(preferences);
      update({ preferences });
    },
  };
}

function unreadAfter({ unread, messages, openChatId }: Model, { messageId, chatId }: Message): Model["unread"] {
  if (messages.has(messageId) || chatId === openChatId) return unread;
  return new Map(unread).set(chatId, (unread.get(chatId) ?? 0) + 1);
}

/** The messages in a chat's stream, without those in threads. */
export function streamOf({ messages }: Model, chatId: string): Message[] {
  return [...messages.values()].filter((message) => message.chatId === chatId && !message.inThread);
}

/** The messages in the thread of a message. */
export function repliesTo({ messages }: Model, rootId: string): Message[] {
  return [...messages.values()].filter((message) => message.rootId === rootId && message.inThread);
}
