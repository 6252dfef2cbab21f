import type { Message } from "../wire.ts";
import { avatar, type Face } from "./avatar.ts";
import { emojiFor } from "./card/emoji.ts";
import { createCardHost } from "./card-host.ts";
import { el } from "./dom.ts";
import { icon } from "./icon.ts";
import { clockTime, word } from "./locale.ts";
import { messageText, preview } from "./message-text.ts";
import { type Model, repliesTo, type Store } from "./store.ts";

export interface MessageView {
  readonly element: HTMLLIElement;
  readonly update: (message: Message, model: Model) => void;
  readonly release: () => void;
}

/** Whether messages show a link to their thread; they do not inside the thread itself. */
export interface MessagePlace {
  readonly showsThread: boolean;
}

/** One message in a stream; its parts are redrawn only when they change. */
export function createMessageView(
  store: Store,
  { messageId, sender }: Message,
  { showsThread }: MessagePlace,
): MessageView {
  const isMine = store.get().me?.openId === sender.openId;
  const meta = el("div", { class: "message-meta" });
  const content = el("div", { class: "message-content" });
  const below = el("div", { class: "message-below" });
  const quote = el("p", { class: "quote", hidden: true });
  const body = el("div", { class: "message-body" }, meta, quote, content, below);
  const faceKind: Face["kind"] = sender.kind;
  const element = el(
    "li",
    { class: `message ${isMine ? "mine" : ""}`, "data-message-id": messageId },
    avatar({ kind: faceKind, name: sender.name }),
    body,
  );
  const card = createCardHost(store);
  let shownText = "";

  function drawContent(message: Message, model: Model): void {
    const { locale } = model.preferences;
    if (message.type === "interactive" && !message.recalled) {
      if (!card.element.isConnected) content.replaceChildren(card.element);
      card.update(message, model);
      return;
    }
    const wanted = `${message.recalled} ${locale} ${message.content}`;
    if (wanted === shownText) return;
    shownText = wanted;
    card.release();
    content.replaceChildren(
      message.recalled ? el("p", { class: "recalled" }, preview(message, locale)) : messageText(message),
    );
  }

  return {
    element,
    release: card.release,
    update(message, model) {
      const { locale } = model.preferences;
      element.dataset.type = message.type;
      meta.replaceChildren(...metaOf(message, model));
      drawQuote(quote, message, model);
      drawContent(message, model);
      const reply = showsThread ? threadLink(message, model, store) : null;
      below.replaceChildren(...[reactionsOf(message), reply].filter((part) => part !== null));
      element.setAttribute("aria-label", `${sender.name}: ${preview(message, locale)}`);
    },
  };
}

/** Shows the message that a reply answers, unless the reply is in a thread. */
function drawQuote(quote: HTMLElement, { parentId, inThread }: Message, model: Model): void {
  const parent = parentId && !inThread ? model.messages.get(parentId) : undefined;
  quote.hidden = parent === undefined;
  if (!parent) return;
  const { locale } = model.preferences;
  quote.textContent = word(locale, "replyTo", { name: parent.sender.name, text: preview(parent, locale) });
}

function metaOf({ sender, createdAt, updated }: Message, { preferences: { locale } }: Model): Node[] {
  const badge = sender.kind === "person" ? null : word(locale, sender.kind === "bot" ? "bot" : "robot");
  return [
    el("span", { class: "message-sender" }, sender.name),
    ...(badge ? [el("span", { class: "badge" }, badge)] : []),
    el("time", { datetime: new Date(createdAt).toISOString() }, clockTime(createdAt)),
    ...(updated ? [el("span", { class: "message-edited" }, word(locale, "edited"))] : []),
  ];
}

function reactionsOf({ reactions }: Message): HTMLElement | null {
  if (reactions.length === 0) return null;
  const chips = reactions.map(({ emoji, name }) =>
    el(
      "span",
      { class: "reaction", title: `${emoji} · ${name}`, "data-emoji": emoji },
      emojiFor(emoji),
      el("span", {}, name),
    ),
  );
  return el("div", { class: "reactions" }, ...chips);
}

function threadLink({ messageId }: Message, model: Model, store: Store): HTMLElement | null {
  const replies = repliesTo(model, messageId);
  const last = replies.at(-1);
  if (!last) return null;
  const { locale } = model.preferences;
  const count = replies.length === 1 ? word(locale, "oneReply") : word(locale, "replies", { count: replies.length });
  return el(
    "button",
    {
      type: "button",
      class: "thread-link",
      "data-testid": "open-thread",
      "aria-expanded": String(model.openThread === messageId),
      onclick: () => store.update({ openThread: messageId }),
    },
    icon("thread"),
    el("span", { class: "thread-count" }, count),
    el("span", { class: "thread-preview" }, `${last.sender.name}: ${preview(last, locale)}`),
  );
}
