import type { ClickAction } from "../../wire.ts";
import { askToConfirm } from "./confirm.ts";
import type { CardContext } from "./context.ts";
import { type Json, objectOf, objectsOf, safeAddress } from "./untrusted.ts";

/** Whether using the element does anything. */
export function isActive(node: Json): boolean {
  return (
    node.disabled !== true && objectsOf(node.behaviors).some(({ type }) => type === "callback" || type === "open_url")
  );
}

export function linkOf(node: Json): string | null {
  const link = objectsOf(node.behaviors).find(({ type }) => type === "open_url");
  return safeAddress(link?.default_url) ?? safeAddress(link?.pc_url);
}

/** Performs an element's behaviors: asks for confirmation if needed, opens its address, then calls back. */
export async function perform(node: Json, context: CardContext, action: ClickAction): Promise<void> {
  if (node.confirm !== undefined && !(await askToConfirm(objectOf(node.confirm), context))) return;
  const address = linkOf(node);
  if (address) window.open(address, "_blank", "noopener,noreferrer");
  const callback = objectsOf(node.behaviors).find(({ type }) => type === "callback");
  if (callback) await context.click({ ...action, value: callback.value });
}

/** Makes an element react to clicks and keys, and shows that it is busy. */
export function act(target: HTMLElement, node: Json, context: CardContext, action: () => ClickAction): void {
  const run = async () => {
    if (target.getAttribute("aria-busy") === "true") return;
    target.setAttribute("aria-busy", "true");
    await perform(node, context, action());
    target.removeAttribute("aria-busy");
  };
  target.addEventListener("click", (event) => {
    if (event.defaultPrevented || isWithinAnother(event.target, target)) return;
    event.preventDefault();
    void run();
  });
  target.addEventListener("keydown", (event) => {
    if (event.target !== target || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    void run();
  });
}

const interactive = "a, button, input, select, textarea, summary, label, [role=button]";

function isWithinAnother(clicked: EventTarget | null, target: HTMLElement): boolean {
  return (
    clicked instanceof Element &&
    clicked.closest(interactive) !== target &&
    target.contains(clicked.closest(interactive))
  );
}
