import type { ClickOutcome } from "../wire.ts";
import { byId, el } from "./dom.ts";
import { icon } from "./icon.ts";
import { type PageLocale, word } from "./locale.ts";

type Kind = "info" | "success" | "error" | "warning";

const icons = { info: "info", success: "done", error: "close", warning: "warning" } as const;
const SHOWN_MS = 4000;

export function showToast(kind: Kind, text: string): void {
  const toast = el("div", { class: `toast ${kind}`, "data-testid": "toast" }, icon(icons[kind]), el("span", {}, text));
  byId("toasts").append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS);
}

const LATE = 200341;

/** What the client shows after a click: the service's toast, or the platform's error message. */
export function showOutcome({ code, toast }: ClickOutcome, locale: PageLocale): void {
  if (code !== 0) showToast("error", word(locale, code === LATE ? "clickLate" : "clickFailed", { code }));
  else if (toast) showToast(toast.type, toast.i18n?.[locale] ?? toast.content ?? "");
}
