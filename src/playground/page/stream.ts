import type { Message } from "../wire.ts";
import { el } from "./dom.ts";
import { dayName, startOfDay } from "./locale.ts";
import { createMessageView, type MessagePlace, type MessageView } from "./message-view.ts";
import type { Model, Store } from "./store.ts";

const NEAR_PX = 80;
/** Between a message and the edge. */
const GAP_PX = 16;
const SHORT_PX = 160;

export interface Stream {
  readonly element: HTMLElement;
  readonly show: (messages: readonly Message[], model: Model, tail?: Node | null) => void;
  /** Removes all messages, for another chat. */
  readonly clear: () => void;
}

/** A list that keeps the newest message in view while the reader is at the end; of a tall message, its beginning. */
export function createStream(store: Store, place: MessagePlace): Stream {
  const list = el("ol", { class: "messages", role: "log", "aria-live": "polite" });
  const element = el("div", { class: "stream" }, list);
  const views = new Map<string, MessageView>();
  let sticks = true;

  const newestAt = () => {
    const end = element.scrollHeight - element.clientHeight;
    return Math.min(end, newestOf(list).offsetTop - GAP_PX);
  };
  element.addEventListener("scroll", () => {
    sticks = element.scrollTop > newestAt() - NEAR_PX;
  });
  const keepToNewest = () => {
    if (sticks) element.scrollTop = newestAt();
  };
  new ResizeObserver(keepToNewest).observe(list);

  function viewOf(message: Message): MessageView {
    const view = views.get(message.messageId) ?? createMessageView(store, message, place);
    views.set(message.messageId, view);
    return view;
  }

  function forget(gone: readonly string[]): void {
    for (const messageId of gone) {
      views.get(messageId)?.release();
      views.delete(messageId);
    }
  }

  function show(messages: readonly Message[], model: Model, tail: Node | null = null): void {
    const ids = new Set(messages.map(({ messageId }) => messageId));
    forget([...views.keys()].filter((messageId) => !ids.has(messageId)));
    const isNew = messages.some(({ messageId }) => !views.has(messageId));
    if (isNew && messages.at(-1)?.sender.openId === model.me?.openId) sticks = true;
    const wanted: Node[] = messages.flatMap((message, index) => {
      const view = viewOf(message);
      view.update(message, model);
      const day = dayBetween(messages[index - 1], message, model);
      return day ? [day, view.element] : [view.element];
    });
    arrange(list, tail ? [...wanted, tail] : wanted);
    keepToNewest();
  }

  return {
    element,
    show,
    clear() {
      forget([...views.keys()]);
      list.replaceChildren();
      sticks = true;
    },
  };
}

/** The newest message, or the reader's own question directly before it, so that both are in view. */
function newestOf(list: HTMLElement): HTMLElement {
  const last = list.lastElementChild;
  const asked = last?.previousElementSibling;
  const newest = asked?.matches(".mine") && asked.clientHeight < SHORT_PX ? asked : last;
  return newest instanceof HTMLElement ? newest : list;
}

/** Puts the wanted children in place without moving existing ones, because a moved element loses its focus. */
function arrange(list: HTMLElement, wanted: readonly Node[]): void {
  const keep = new Set(wanted);
  for (const child of [...list.childNodes]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (list.childNodes[index] !== node) list.insertBefore(node, list.childNodes[index] ?? null);
  });
}

function dayBetween(earlier: Message | undefined, message: Message, { preferences }: Model): HTMLElement | null {
  if (earlier && startOfDay(earlier.createdAt) === startOfDay(message.createdAt)) return null;
  return el("li", { class: "day", role: "separator" }, dayName(message.createdAt, Date.now(), preferences.locale));
}
