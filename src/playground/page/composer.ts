import { say } from "./api.ts";
import { el } from "./dom.ts";
import { icon } from "./icon.ts";
import { word } from "./locale.ts";
import type { Model, Store } from "./store.ts";
import { showToast } from "./toast.ts";

const suggested = ["summary yesterday", "jobs 7d", "prs today", "failures 昨天", "help"].map((line) => `/ci ${line}`);
const TALLEST_PX = 160;

export interface Composer {
  readonly element: HTMLElement;
  readonly update: (model: Model, place: ComposerPlace) => void;
}

interface ComposerPlace {
  readonly name: string;
  /** The message whose thread gets what is sent here. */
  readonly thread: string | null;
  readonly suggests: boolean;
}

/** The input: Enter sends, Shift+Enter adds a line, the up arrow recalls earlier messages. */
export function createComposer(store: Store): Composer {
  const input = inputField();
  const sendButton = iconButton("send", () => {
    void submit();
    input.focus();
  });
  const atButton = iconButton("at", mentionBot);
  const chips = suggestions(choose);
  const history = createTypedHistory();
  let place: ComposerPlace = { name: "", thread: null, suggests: false };

  async function submit(): Promise<void> {
    const { openChatId, preferences } = store.get();
    const text = input.value.trim();
    if (!openChatId || text === "") return;
    fill("");
    try {
      await say(openChatId, { text, ...(place.thread && { thread: place.thread }) });
      history.add(text);
    } catch {
      fill(text);
      showToast("error", word(preferences.locale, "notSent"));
    }
  }

  function fill(text: string): void {
    input.value = text;
    grow(input);
    showChips();
  }

  function mentionBot(): void {
    const { bot } = store.get();
    if (bot && !input.value.includes(`@${bot.name}`)) fill(`@${bot.name} ${input.value}`);
    input.focus();
  }

  function choose(command: string): void {
    fill(command);
    void submit();
  }

  function showChips(): void {
    chips.hidden = !place.suggests || input.value !== "";
    sendButton.disabled = input.value.trim() === "";
  }

  input.addEventListener("input", () => fill(input.value));
  input.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    const recalled = history.recall(event.key, input.value);
    if (sends || recalled !== null) event.preventDefault();
    if (sends) void submit();
    else if (recalled !== null) fill(recalled);
  });

  return {
    element: el("div", { class: "composer" }, chips, el("div", { class: "composer-box" }, input, atButton, sendButton)),
    update({ preferences: { locale } }, next) {
      place = next;
      input.disabled = false;
      const hint = next.thread ? word(locale, "replyInThread") : word(locale, "sendTo", { name: next.name });
      input.placeholder = hint;
      name(input, hint);
      name(sendButton, word(locale, "send"));
      name(atButton, word(locale, "mentionBot"));
      name(chips, word(locale, "suggestions"));
      showChips();
    },
  };
}

function name(part: HTMLElement, text: string): void {
  part.setAttribute("aria-label", text);
}

/** Suggested commands, hidden until a chat is loaded. */
function suggestions(choose: (command: string) => void): HTMLElement {
  const chips = suggested.map((command) =>
    el("button", { type: "button", class: "chip", onclick: () => choose(command) }, command),
  );
  return el("div", { class: "chips", role: "group", hidden: true }, ...chips);
}

/** Disabled until a chat is loaded. */
function inputField(): HTMLTextAreaElement {
  const attributes = { class: "composer-input", rows: 1, "data-testid": "composer", enterkeyhint: "send" };
  return el("textarea", { ...attributes, disabled: true });
}

function iconButton(name: "send" | "at", onclick: () => void): HTMLButtonElement {
  return el("button", { type: "button", class: `composer-button ${name}`, onclick }, icon(name));
}

/** Fits the height to the content, up to a limit. */
function grow(input: HTMLTextAreaElement): void {
  input.style.setProperty("height", "auto");
  input.style.setProperty("height", `${Math.min(input.scrollHeight, TALLEST_PX)}px`);
}

/** The messages sent from a field. The arrow keys walk through them while the field is empty or shows one of them. */
function createTypedHistory() {
  const sent: string[] = [];
  let at = 0;

  return {
    add(text: string): void {
      if (sent.at(-1) !== text) sent.push(text);
      at = sent.length;
    },
    /** The text that the key recalls; null for any other key. */
    recall(key: string, shown: string): string | null {
      const walks = shown === "" || shown === sent[at];
      if (!walks || (key !== "ArrowUp" && key !== "ArrowDown")) return null;
      const next = key === "ArrowUp" ? Math.max(0, at - 1) : Math.min(sent.length, at + 1);
      if (next === at) return null;
      at = next;
      return sent[at] ?? "";
    },
  };
}
