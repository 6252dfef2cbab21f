import type { StandInChat } from "../wire.ts";
import { avatar } from "./avatar.ts";
import { byId, el } from "./dom.ts";
import { clockTime, dayName, startOfDay, word } from "./locale.ts";
import { preview } from "./message-text.ts";
import { settings } from "./settings.ts";
import { type Model, type Store, streamOf } from "./store.ts";

/** The list of chats on the left; on a narrow page it replaces the chat. */
export function mountChatList(store: Store): void {
  const nav = byId("chats");
  const title = el("div", { class: "chats-title" });
  const list = el("ul", { class: "chat-list" });
  const footer = el("p", { class: "chats-footer" });
  nav.append(el("header", { class: "chats-header" }, title, settings(store)), list, footer);

  store.subscribe(() => {
    const model = store.get();
    const { locale } = model.preferences;
    nav.setAttribute("aria-label", word(locale, "chats"));
    title.replaceChildren(el("strong", {}, "ci_stat"), el("span", {}, "Playground"));
    footer.textContent = word(locale, "playground");
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.chatId : undefined;
    list.replaceChildren(...model.chats.map((chat) => el("li", {}, chatButton(chat, model, store))));
    if (focused) list.querySelector<HTMLElement>(`[data-chat-id="${CSS.escape(focused)}"]`)?.focus();
  });
}

function chatButton(chat: StandInChat, model: Model, store: Store): HTMLElement {
  const { locale } = model.preferences;
  const last = streamOf(model, chat.chatId).at(-1);
  const unread = model.unread.get(chat.chatId) ?? 0;
  const isOpen = chat.chatId === model.openChatId;
  return el(
    "button",
    {
      type: "button",
      class: "chat-item",
      "data-chat-id": chat.chatId,
      "aria-current": isOpen ? "true" : null,
      onclick: () => store.openChat(chat.chatId),
    },
    avatar({ kind: chat.type === "p2p" ? "bot" : "group", name: chat.name }),
    el(
      "span",
      { class: "chat-words" },
      el(
        "span",
        { class: "chat-line" },
        el("span", { class: "chat-name" }, chat.name),
        chat.type === "p2p" ? el("span", { class: "badge" }, word(locale, "bot")) : null,
        last ? el("time", {}, when(last.createdAt, model)) : null,
      ),
      el(
        "span",
        { class: "chat-line" },
        el("span", { class: "chat-preview" }, last ? preview(last, locale) : ""),
        unread > 0 ? el("span", { class: "unread" }, String(unread)) : null,
      ),
    ),
  );
}

function when(at: number, { preferences }: Model): string {
  const now = Date.now();
  return startOfDay(at) === startOfDay(now) ? clockTime(at) : dayName(at, now, preferences.locale);
}
