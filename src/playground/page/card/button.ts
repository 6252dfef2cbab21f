import { el } from "../dom.ts";
import { act, linkOf } from "./behavior.ts";
import { sized } from "./box.ts";
import type { DrawElement } from "./context.ts";
import { resetForm, submitForm } from "./form.ts";
import { cardIcon, inlineText, words } from "./text.ts";
import { objectsOf, stringOf } from "./untrusted.ts";

const types = new Set(
  "default primary danger text primary_text danger_text primary_filled danger_filled laser".split(" "),
);
const sizes = new Set(["tiny", "small", "medium", "large"]);

export const drawButton: DrawElement = (node, context) => {
  const type = types.has(stringOf(node.type)) ? stringOf(node.type) : "default";
  const size = sizes.has(stringOf(node.size)) ? stringOf(node.size) : "medium";
  const look = { class: `button type-${type} size-${size}`, title: words(node.hover_tips, context) || null };
  const label = el("span", { class: "button-label" }, inlineText(node.text, context));
  const onlyOpens =
    !objectsOf(node.behaviors).some((behavior) => behavior.type === "callback") && node.confirm === undefined;
  const address = node.disabled === true ? null : linkOf(node);
  if (address && onlyOpens) {
    const link = el(
      "a",
      { ...look, href: address, target: "_blank", rel: "noopener noreferrer" },
      cardIcon(node.icon),
      label,
    );
    return sized(link, node);
  }
  const button = el(
    "button",
    { ...look, type: "button", disabled: node.disabled === true },
    cardIcon(node.icon),
    label,
  );
  const { form } = context;
  if (form && node.form_action_type === "submit") submitForm(button, node, { ...context, form });
  else if (form && node.form_action_type === "reset") resetForm(button, form);
  else act(button, node, context, () => ({ tag: "button", ...(typeof node.name === "string" && { name: node.name }) }));
  return sized(button, node);
};
