import type { ClickAction, Message } from "../wire.ts";
import { click } from "./api.ts";
import { drawCard } from "./card/card.ts";
import { parseObject } from "./card/untrusted.ts";
import { el } from "./dom.ts";
import { isDark } from "./preferences.ts";
import type { Model, Store } from "./store.ts";
import { showOutcome, showToast } from "./toast.ts";

export interface CardHost {
  readonly element: HTMLElement;
  /** Redraws the card if its content, the language or the theme changed. */
  readonly update: (message: Message, model: Model) => void;
  readonly release: () => void;
}

/** Holds the card of one message. */
export function createCardHost(store: Store): CardHost {
  const element = el("div", { class: "card-host" });
  let drawn = "";
  let cleanups: (() => void)[] = [];

  function release(): void {
    for (const cleanup of cleanups) cleanup();
    cleanups = [];
  }

  function update(message: Message, model: Model): void {
    element.toggleAttribute("data-clicking", message.clicking);
    const { locale } = model.preferences;
    const dark = isDark(model.preferences);
    const wanted = `${locale} ${dark} ${message.content}`;
    if (wanted === drawn) return;
    drawn = wanted;
    release();
    const hadFocus = element.contains(document.activeElement);
    const card = drawCard(parseObject(message.content), {
      locale,
      dark,
      nameOf: (openId) => nameOf(model, openId),
      click: (action) => clickOn(message.messageId, action),
      cleanups,
    });
    element.replaceChildren(card);
    if (hadFocus) card.focus({ preventScroll: true });
  }

  async function clickOn(messageId: string, action: ClickAction): Promise<void> {
    const { locale } = store.get().preferences;
    try {
      showOutcome(await click(messageId, action), locale);
    } catch (error) {
      showToast("error", error instanceof Error ? error.message : String(error));
    }
  }

  return { element, update, release };
}

function nameOf({ people, bot }: Model, openId: string): string | null {
  if (bot?.openId === openId) return bot.name;
  return people.find((person) => person.openId === openId)?.name ?? null;
}
