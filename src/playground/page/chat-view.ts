import { avatar } from "./avatar.ts";
import { createComposer } from "./composer.ts";
import { byId, el } from "./dom.ts";
import { icon } from "./icon.ts";
import { word } from "./locale.ts";
import type { Model, Store } from "./store.ts";
import { repliesTo, streamOf } from "./store.ts";
import { createStream } from "./stream.ts";
import { workingSign } from "./working.ts";

/** The open chat: header, messages and composer. */
export function mountChat(store: Store): void {
  const header = el("header", { class: "chat-header" });
  const banner = el("p", { class: "banner", role: "status", hidden: true });
  const stream = createStream(store, { showsThread: true });
  const composer = createComposer(store);
  const empty = el("p", { class: "empty-chat" });
  byId("chat").append(header, banner, stream.element, composer.element);
  let shownChat: string | null = null;

  store.subscribe(() => {
    const model = store.get();
    const { locale } = model.preferences;
    const chat = model.chats.find(({ chatId }) => chatId === model.openChatId);
    banner.hidden = model.connected;
    banner.textContent = word(locale, chat ? "offline" : "connecting");
    if (!chat) return;
    if (shownChat !== chat.chatId) stream.clear();
    shownChat = chat.chatId;
    drawHeader(header, model, store);
    const messages = streamOf(model, chat.chatId);
    empty.textContent = word(locale, "empty");
    stream.show(messages, model, messages.length === 0 ? el("li", {}, empty) : workingSign(messages, model));
    composer.update(model, { name: chat.name, thread: null, suggests: true });
  });
}

function drawHeader(header: HTMLElement, model: Model, store: Store): void {
  const chat = model.chats.find(({ chatId }) => chatId === model.openChatId);
  const { locale } = model.preferences;
  const back = el(
    "button",
    {
      type: "button",
      class: "back",
      "aria-label": word(locale, "back"),
      onclick: () => store.update({ showsList: true }),
    },
    icon("back"),
  );
  const isPrivate = chat?.type === "p2p";
  const about = isPrivate ? word(locale, "private") : word(locale, "members", { count: model.people.length });
  header.replaceChildren(
    back,
    avatar({ kind: isPrivate ? "bot" : "group", name: chat?.name ?? "" }),
    el("div", { class: "chat-title" }, el("h1", {}, chat?.name ?? ""), el("p", {}, about)),
  );
}

/** The thread beside the chat, or over it on a narrow page. */
export function mountThread(store: Store): void {
  const aside = byId("thread");
  const title = el("h2");
  const close = el(
    "button",
    { type: "button", class: "close", onclick: () => store.update({ openThread: null }) },
    icon("close"),
  );
  const stream = createStream(store, { showsThread: false });
  const composer = createComposer(store);
  aside.append(el("header", { class: "thread-header" }, title, close), stream.element, composer.element);
  let shownThread: string | null = null;

  document.addEventListener("keydown", ({ key }) => {
    const asks = document.querySelector("dialog[open]") !== null;
    if (key === "Escape" && !asks) store.update({ openThread: null });
  });
  store.subscribe(() => {
    const model = store.get();
    const root = model.openThread ? model.messages.get(model.openThread) : undefined;
    aside.hidden = !root;
    byId("app").toggleAttribute("data-thread", root !== undefined);
    if (shownThread !== (root?.messageId ?? null)) stream.clear();
    const justOpened = root !== undefined && shownThread === null;
    shownThread = root?.messageId ?? null;
    if (!root) return;
    const { locale } = model.preferences;
    title.textContent = word(locale, "thread");
    aside.setAttribute("aria-label", word(locale, "thread"));
    close.setAttribute("aria-label", word(locale, "close"));
    const replies = repliesTo(model, root.messageId);
    stream.show([root, ...replies], model, workingSign(replies, model));
    composer.update(model, { name: "", thread: root.messageId, suggests: false });
    if (justOpened) close.focus({ preventScroll: true });
  });
}
