import type { Message, StandInChat } from "./message.ts";
import type { Tenant } from "./tenant.ts";

/** What tests can observe. */
export function observe(tenant: Tenant) {
  function existing(chat: StandInChat | undefined, wanted: string): StandInChat {
    if (!chat) throw new Error(`there is no chat ${wanted}`);
    return chat;
  }

  return {
    chats: () => [...tenant.chats.values()],
    chat: (chatId: string) => existing(tenant.chats.get(chatId), chatId),
    chatNamed: (name: string) =>
      existing(
        [...tenant.chats.values()].find((chat) => chat.name === name),
        name,
      ),
    messagesIn: tenant.messagesIn,
    message: (messageId: string) => tenant.messages.get(messageId),
    onChange: tenant.onChange,
    waitForMessage: (wanted: (message: Message) => boolean, timeoutMs = 60_000) => waitFor(tenant, wanted, timeoutMs),
  };
}

/** Resolves to the first existing, new or changed message that matches. */
function waitFor(tenant: Tenant, wanted: (message: Message) => boolean, timeoutMs: number): Promise<Message> {
  const found = [...tenant.messages.values()].find(wanted);
  if (found) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    const stop = tenant.onChange((change) => {
      if (change.kind === "message" && wanted(change.message)) finish(() => resolve(change.message));
    });
    const timer = setTimeout(() => finish(() => reject(new Error(absence(tenant, timeoutMs)))), timeoutMs);
    function finish(settle: () => void): void {
      stop();
      clearTimeout(timer);
      settle();
    }
  });
}

function absence(tenant: Tenant, timeoutMs: number): string {
  const last = [...tenant.messages.values()].slice(-3);
  const lines = last.map(({ sender, content }) => `${sender.name}: ${content.slice(0, 200)}`);
  return [`no such message within ${timeoutMs} ms; the last ones are`, ...lines].join("\n");
}
