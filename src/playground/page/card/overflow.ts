import { el } from "../dom.ts";
import { icon } from "../icon.ts";
import { word } from "../locale.ts";
import { perform } from "./behavior.ts";
import type { CardContext, DrawElement } from "./context.ts";
import { withCallback } from "./select.ts";
import { words } from "./text.ts";
import { type Json, objectOf, objectsOf, safeAddress, stringOf } from "./untrusted.ts";

/** The ⋯ button and its menu. */
export const drawOverflow: DrawElement = (node, context) => {
  const summary = el(
    "summary",
    { class: "button size-medium", "aria-label": word(context.locale, "more") },
    icon("more"),
  );
  const menu = el("details", { class: "overflow" }, summary);
  menu.append(
    el("div", { class: "menu" }, ...objectsOf(node.options).map((option) => drawOption(option, node, context, menu))),
  );
  const closeFromOutside = ({ target }: Event) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  document.addEventListener("click", closeFromOutside);
  context.cleanups.push(() => document.removeEventListener("click", closeFromOutside));
  return menu;
};

function drawOption(option: Json, node: Json, context: CardContext, menu: HTMLDetailsElement): HTMLElement {
  const choose = () => {
    menu.open = false;
    const address = safeAddress(objectOf(option.multi_url).url);
    if (address) window.open(address, "_blank", "noopener,noreferrer");
    else void perform(withCallback(node), context, { tag: "overflow", option: stringOf(option.value) });
  };
  return el("button", { type: "button", class: "menu-item", onclick: choose }, words(option.text, context));
}
