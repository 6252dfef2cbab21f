import { el } from "../dom.ts";
import { word } from "../locale.ts";
import type { CardContext } from "./context.ts";
import { inlineText } from "./text.ts";
import type { Json } from "./untrusted.ts";

/** Shows the confirmation dialog of an action; resolves to whether the person confirmed. */
export function askToConfirm(confirm: Json, context: CardContext): Promise<boolean> {
  const { locale } = context;
  const dialog = el(
    "dialog",
    { class: "confirm", "aria-label": word(locale, "confirm") },
    el("h3", {}, inlineText(confirm.title, context)),
    el("p", {}, inlineText(confirm.text, context)),
    el(
      "div",
      { class: "confirm-buttons" },
      el("button", { class: "button", type: "button", onclick: () => dialog.close() }, word(locale, "cancel")),
      el(
        "button",
        { class: "button type-primary", type: "button", onclick: () => dialog.close("yes") },
        word(locale, "confirm"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
