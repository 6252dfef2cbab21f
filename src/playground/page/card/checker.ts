import { el } from "../dom.ts";
import { isActive, perform } from "./behavior.ts";
import type { DrawElement } from "./context.ts";
import { joinForm } from "./form.ts";
import { inlineText } from "./text.ts";

/** A checkbox. Without a callback, a tick has no effect outside the page. */
export const drawChecker: DrawElement = (node, context) => {
  const box = el("input", { type: "checkbox", checked: node.checked === true, disabled: node.disabled === true });
  const field = {
    value: () => box.checked,
    reset() {
      box.checked = node.checked === true;
    },
    missing: () => null,
  };
  if (!joinForm(node, context, field) && isActive(node)) {
    box.addEventListener("change", () => void perform(node, context, { tag: "checker", checked: box.checked }));
  }
  return el("label", { class: "checker" }, box, el("span", {}, inlineText(node.text, context)));
};
